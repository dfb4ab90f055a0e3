import { randomUUID } from 'node:crypto';
import type { Instant } from '../domain/calendar/date';
import type { Outcome } from './claims';
import { LEFT, NOT_THEIRS } from './endings';
import {
  AGENDA,
  AT_ONCE,
  byDue,
  HELD,
  REPLACED,
  WAITING,
  type Delivery,
  type DeliveryState,
  type Notice,
  type NoticeKind,
} from './outbox';
import { CLOCK_ASTRAY_MS } from './steady-clock';
import { NOBODY_HOLDS_IT } from './vacancy';

/** A row of the outbox in memory. */
export type Row = Delivery & {
  readonly leaseUntil: Instant | null;
  /** When the lease and the wait were reckoned. */
  readonly reckonedAt: Instant | null;
  /** Its case has moved on since it was taken. */
  readonly moved: boolean;
  /** What is older of its case is tried before it; the next time that it is due it goes itself. */
  readonly gaveWay: boolean;
  /** Of what is tried again: its recipient was not there, so it waits no longer than until they are seen. */
  readonly untilSeen: boolean;
};

export const freshRow = (notice: Notice, tenantId: string): Row => ({
  insteadOf: [],
  passed: null,
  answerBy: null,
  raisedAt: null,
  ...notice,
  tenantId,
  state: 'pending',
  attempts: 0,
  taken: 0,
  notBefore: AT_ONCE,
  possibleRepeat: false,
  unanswered: 0,
  asked: 0,
  lastError: null,
  sentAt: null,
  conversationId: null,
  serviceUrl: null,
  activityId: null,
  cardHash: null,
  foldedInto: null,
  folds: 0,
  atRest: false,
  acknowledgedBy: null,
  acknowledgedAt: null,
  leaseUntil: null,
  reckonedAt: null,
  moved: false,
  gaveWay: false,
  untilSeen: false,
});

/** Urgent first, edits last, in order of due moment. */
export const byTurn = (a: Row, b: Row): number =>
  Number(b.urgent) - Number(a.urgent) || Number(a.kind === 'edit') - Number(b.kind === 'edit') || byDue(a, b);

const ABOUT_A_CASE: readonly NoticeKind[] = ['alert', 'unreached'];

const stands = ({ state }: Row): boolean => state === 'sent' || HELD.includes(state);
const isAgendaOf = (authority: string, row: Row): boolean => row.kind === 'agenda' && row.authority === authority;

/** An agenda that stands somewhere or is about to. */
export const cardsOfAgenda = (rows: readonly Row[], authority: string, obligation: string): Row[] =>
  rows.filter((row) => isAgendaOf(authority, row) && row.obligation === obligation && stands(row));

/** What was said of a case that stands somewhere or is about to, and the agenda that was posted last. */
export function cardsOfCase(rows: readonly Row[], caseId: string, authority: string): Row[] {
  const agendas = rows.filter((row) => isAgendaOf(authority, row) && row.obligation.startsWith(AGENDA) && stands(row));
  const newest = agendas.reduce<Row | null>((last, row) => (last && last.dueAt >= row.dueAt ? last : row), null);
  return [
    ...rows.filter((row) => ABOUT_A_CASE.includes(row.kind) && row.caseId === caseId && stands(row)),
    ...(newest ? [newest] : []),
  ];
}

/** An alert that waits: for its turn, for its next try, or for its recipient. */
export const isWaiting = ({ kind, state }: Row): boolean =>
  kind === 'alert' && (WAITING.includes(state) || state === 'unreachable');

/** When its case moves again: an edit that was written, or given up until now, or that waits until its recipient is seen. */
export const isTakenUpAnew = ({ state, untilSeen }: Row): boolean =>
  ['sent', 'dead', 'unreachable'].includes(state) || (state === 'retry' && untilSeen);

/** Due at once when its recipient is seen. */
export const waitsForRecipient = ({ state, lastError, notBefore, untilSeen }: Row): boolean =>
  state === 'unreachable' ||
  (state === 'dead' && lastError === LEFT) ||
  (isTriedAgain(state) && untilSeen && notBefore > AT_ONCE);

const isTriedAgain = (state: DeliveryState): boolean => state === 'retry' || state === 'ambiguous';

export const dueAtOnce = ({ state }: Row): Partial<Row> => ({
  state: isTriedAgain(state) ? state : 'pending',
  notBefore: AT_ONCE,
});

/** Due again once the people of an authority have changed: for a role that nobody held, or for one who had left or had no role for it. */
export const changesWith = ({ state, lastError, ...row }: Row, authority: string, here: readonly string[]): boolean =>
  (row.authority === authority && state === 'unreachable' && lastError === NOBODY_HOLDS_IT) ||
  (here.includes(row.recipient) &&
    state === 'dead' &&
    NOT_THEIRS.includes(lastError ?? '') &&
    row.acknowledgedAt === null);

/** Each once. */
export const casesOf = (rows: readonly Row[]): string[] => [
  ...new Set(rows.flatMap(({ caseId }) => (caseId === null ? [] : [caseId]))),
];

/** With a sender at this moment. */
export const isHeld = (row: Row, now: Instant): boolean =>
  HELD.includes(row.state) && row.leaseUntil !== null && row.leaseUntil > now && !isFromAhead(row, now);

export const isDue = (row: Row, now: Instant): boolean => wakesAt(row).some((at) => at <= now || isFromAhead(row, now));

/** Reckoned by a clock that has been put back since: waits and leases of its time count no more. */
const isFromAhead = ({ reckonedAt }: Row, now: Instant): boolean =>
  reckonedAt !== null && Date.parse(reckonedAt) > Date.parse(now) + CLOCK_ASTRAY_MS;

/** When a worker should look at it again: never, once it is settled. */
export function wakesAt({ state, notBefore, leaseUntil }: Row): Instant[] {
  if (WAITING.includes(state)) return [notBefore];
  return HELD.includes(state) && leaseUntil ? [leaseUntil] : [];
}

/** What it was before somebody took it, from what has been tried so far. */
const stateBefore = ({ possibleRepeat, attempts }: Row): DeliveryState =>
  possibleRepeat ? 'ambiguous' : attempts > 0 ? 'retry' : 'pending';

export const withoutLease = ({
  leaseUntil: _,
  reckonedAt: _at,
  moved: _moved,
  gaveWay: _gaveWay,
  untilSeen: _untilSeen,
  ...delivery
}: Row): Delivery => delivery;

/** What it was written as, or given up for, is no longer so. */
export const again = ({ state }: Outcome, { moved, kind }: Row): Partial<Row> =>
  moved && (state === 'dead' || ((state === 'sent' || state === 'unreachable') && kind === 'edit'))
    ? { state: 'pending', notBefore: AT_ONCE, lastError: null }
    : {};

/** See `addNotices`: as it was told before, but for what its tries came to; one that a sender has is looked at again after that. */
export function broughtBack(row: Row, notice: Notice): Row {
  const { id, attempts, taken, folds } = row;
  const possibleRepeat = row.possibleRepeat && row.state !== 'sent';
  const anew = { ...freshRow({ ...notice, id }, row.tenantId), attempts, taken, possibleRepeat, folds };
  if (!HELD.includes(row.state)) return anew;
  return { ...anew, state: row.state, leaseUntil: row.leaseUntil, reckonedAt: row.reckonedAt, moved: true };
}

/** Of the card that stood for an alert before it was told again. */
export function editOfReplaced({ id: occurrence, taken, ...stood }: Row, dueAt: Instant): Row {
  const { authority, caseId, recipient, tenantId, conversationId, serviceUrl, activityId } = stood;
  const notice = { kind: 'edit', obligation: `${REPLACED}${taken}`, occurrence, authority, caseId, recipient } as const;
  const edit = freshRow({ ...notice, id: randomUUID(), dueAt, urgent: false }, tenantId);
  return { ...edit, conversationId, serviceUrl, activityId };
}

export const changesOf = (outcome: Outcome, row: Row): Partial<Row> =>
  outcome.state === 'waiting'
    ? { state: stateBefore(row), notBefore: outcome.notBefore }
    : { untilSeen: false, ...changesBy(outcome, row) };

function changesBy(outcome: Exclude<Outcome, { state: 'waiting' }>, row: Row): Partial<Row> {
  switch (outcome.state) {
    case 'sent':
      return { state: 'sent', sentAt: outcome.sentAt, lastError: null, ...outcome.receipt };
    case 'retry': {
      const { notBefore, error, asked, untilSeen = false } = outcome;
      return { state: 'retry', notBefore, lastError: error, untilSeen, asked: row.asked + (asked ? 1 : 0) };
    }
    case 'ambiguous': {
      const { notBefore, error } = outcome;
      return { state: 'ambiguous', notBefore, lastError: error, possibleRepeat: true, unanswered: row.unanswered + 1 };
    }
    default:
      return { state: outcome.state, lastError: outcome.error };
  }
}
