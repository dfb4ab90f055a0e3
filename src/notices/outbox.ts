import type { Instant } from '../domain/calendar/date';
import type { Fold } from './fold';
import type { DeliveryRecord } from './delivery-record';
import type { AwaitedAnswers, Passed } from './awaited';
import type { Attempt, FinishedCall } from './calls';
import type { Begun, Settlement, Want } from './claims';
import type { News, NotDelivered, OutboxFigures, WaitingToBeSeen } from './figures';

/**
 * `alert` about a case, `agenda` for a panel's channel, `unreached`: word of an alert that does not arrive, for the
 * channel in which an authority wants to hear of it; `digest` for somebody who was away; or `edit`: a card that was
 * sent, by the id in `occurrence`, is to say what is so now; `summary`: what a month came to, for who is told of it.
 */
export type NoticeKind = 'alert' | 'agenda' | 'unreached' | 'digest' | 'summary' | 'edit';

/** Others go to a channel, or stand where a card stands. */
export const FOR_A_PERSON: readonly NoticeKind[] = ['alert', 'digest', 'summary'];

/** Nobody misses an alert while one of these waits, so that they do not count among what waits, however long it is. */
export const NO_ALERTS: readonly NoticeKind[] = ['edit', 'summary'];

/**
 * A message to one person (or the panel's channel) that must arrive. It holds ids only: what it says is read from the
 * case at the moment of sending, so no row holds a child's data. It enters the outbox once it is due.
 */
export interface Notice {
  readonly id: string;
  readonly kind: NoticeKind;
  readonly authority: string;
  readonly caseId: string | null;
  /** Id of the alert rule, or of the panel's meeting. */
  readonly obligation: string;
  readonly occurrence: string;
  /** A person's id, `channel:<authority>` and its like, or a role that nobody holds (see `vacancy.ts`). */
  readonly recipient: string;
  readonly dueAt: Instant;
  /** When it was put here, after an outage long after it fell due; left out or null: when it fell due. */
  readonly raisedAt?: Instant | null;
  readonly urgent: boolean;
  /** Ids of people who are away, and in whose place the recipient gets it. */
  readonly insteadOf?: readonly string[];
  /** Left out or null: it went to the recipient from the beginning. */
  readonly passed?: Passed | null;
  /** When it is looked whether it has been answered; null where no answer is awaited. */
  readonly answerBy?: Instant | null;
}

/** Whether two speak of one thing: the same rule, for the same reason. Of one case, where both are about a case. */
export const isSameAlert = (
  a: Pick<Notice, 'obligation' | 'occurrence'>,
  b: Pick<Notice, 'obligation' | 'occurrence'>,
): boolean => a.obligation === b.obligation && a.occurrence === b.occurrence;

/** `obligation` of an edit: the card is to say what is so now. */
export const EDIT = 'edit';

/** How the `obligation` of an agenda begins: before the day by which its meeting is known. */
export const AGENDA = 'agenda:';

/**
 * How the `obligation` of an edit begins by which a card that stood before its alert was told again says so. The edit
 * holds that card's address itself.
 */
export const REPLACED = 'replaced ';
export const isOfReplaced = ({ kind, obligation }: Pick<Notice, 'kind' | 'obligation'>): boolean =>
  kind === 'edit' && obligation.startsWith(REPLACED);

/** The oldest first. */
export const byDue = (a: Pick<Notice, 'dueAt'>, b: Pick<Notice, 'dueAt'>): number =>
  a.dueAt < b.dueAt ? -1 : a.dueAt > b.dueAt ? 1 : 0;

/** By what a notice is told from every other. */
export const keyOf = ({ authority, caseId, obligation, recipient, occurrence }: Notice): string =>
  JSON.stringify([caseId ?? authority, caseId === null, obligation, recipient, occurrence]);

/** `notBefore` of what may be tried at once: long past by any clock. */
export const AT_ONCE: Instant = '2000-01-01T00:00:00.000Z';

/**
 * `claimed`: a sender has it, and nothing has been written. `sending`: from the moment before it is written. `retry`:
 * it surely did not arrive. `ambiguous`: it may have arrived, and is sent again with that said on it.
 */
export type DeliveryState = 'pending' | 'claimed' | 'sending' | 'sent' | 'retry' | 'ambiguous' | 'unreachable' | 'dead';

/** Waiting for its turn, or for its next try. */
export const WAITING: readonly DeliveryState[] = ['pending', 'retry', 'ambiguous'];
/** With a sender until its lease ends. */
export const HELD: readonly DeliveryState[] = ['claimed', 'sending'];

export interface Delivery extends Notice {
  /** The recipient's; empty where none is known. */
  readonly tenantId: string;
  readonly state: DeliveryState;
  /** How often it was begun to be written. */
  readonly attempts: number;
  /** How often a sender took it. */
  readonly taken: number;
  /** Not tried before this moment of the steady clock. */
  readonly notBefore: Instant;
  /** Set when an earlier try may have arrived: the card says that it may be a repeat. */
  readonly possibleRepeat: boolean;
  /** How many tries were written and got no clear answer; of those of an outage that is over two count: see `well-again.ts`. */
  readonly unanswered: number;
  /** How often Microsoft Graph was asked for a way to the recipient, and had none just then. */
  readonly asked: number;
  readonly lastError: string | null;
  readonly sentAt: Instant | null;
  /** Where the card stands, so that it can be edited. */
  readonly conversationId: string | null;
  readonly serviceUrl: string | null;
  readonly activityId: string | null;
  /** Of the card as it stands there, to tell whether another would look different. */
  readonly cardHash: string | null;
  /** On whose card it is told; null when it has one of its own. */
  readonly foldedInto: string | null;
  /** How many others are told on its card. */
  readonly folds: number;
  /** What it asked for was done or its case was closed before anybody had answered. See `Outbox.rest`. */
  readonly atRest: boolean;
  readonly acknowledgedBy: string | null;
  readonly acknowledgedAt: Instant | null;
}

/** Moments that are called `now`, and all that come from them, are those of the steady clock. */
export interface Outbox extends AwaitedAnswers, DeliveryRecord {
  /**
   * Adds what is not there yet (unique by case, obligation, recipient, occurrence), and brings back an alert that is
   * there and at rest, as if it were new; the card that stood for it is to be edited once. So it does an agenda that was
   * not posted, since its meeting was not to take place by then. Returns how many go out for it.
   */
  add(notices: readonly Notice[]): Promise<number>;
  /**
   * The case has moved on: every alert about it that stands somewhere, word of one that reaches nobody, and the agenda that was posted last, is to be
   * looked at again: one edit for each, however often this is called before its turn has come, also where an earlier one
   * reached nobody. One that is being written meanwhile is written again afterwards. To be called in the transaction that moved the case: none of those
   * that wait is taken before it ends. Returns how many there are.
   */
  caseMoved(caseId: string, authority: string, at: Instant): Promise<number>;
  /**
   * The meeting of an agenda was moved, or is over: where the agenda stands or is being sent, it is to be looked at again,
   * as by `caseMoved`. @param obligation by which the agenda is known. Returns how many there are.
   */
  agendaMoved(authority: string, obligation: string, at: Instant): Promise<number>;
  /** Alerts about a case that nobody has answered and that are neither at rest nor given up. */
  unansweredOf(caseId: string): Promise<Delivery[]>;
  /** These ask for nothing any more, so no answer is awaited; `add` brings them back. */
  rest(ids: readonly string[]): Promise<void>;
  /**
   * Alerts about a case that wait, oldest first, also those that may have arrived. To be asked in a transaction: nobody
   * takes one of them before it ends.
   */
  waitingOf(caseId: string): Promise<Delivery[]>;
  /**
   * These are told on the card of their lead from now on, as a possible repeat where one of them may have arrived. What
   * had been folded into them goes with them.
   */
  fold(folds: readonly Fold[]): Promise<void>;
  /**
   * The lead has nothing to say any more: what was folded into it, and is not answered, goes out by itself, as a possible
   * repeat where the lead may have arrived.
   */
  unfold(lead: string): Promise<number>;
  /** What is told on this card besides, oldest first. */
  foldedInto(lead: string): Promise<Delivery[]>;
  /** The tenants for which something may be tried now. */
  lanes(now: Instant): Promise<string[]>;
  /**
   * Takes up to `limit` deliveries of a tenant that may be tried, urgent first, edits last, in order of due moment; one for
   * each recipient, and none for a recipient for whom another is held, so that nobody reads two of them in the wrong
   * order. For that, the alerts about its case that are older, as urgent and wait for a later try go before one that is
   * due: once, and then it goes itself, whatever became of them. Only an urgent one does not wait for another that has
   * not been begun. They are `claimed` until `leaseUntil`.
   * One that was `sending` when its lease ended is handed out with `possibleRepeat` set.
   */
  claim(tenantId: string, now: Instant, leaseUntil: Instant, limit: number): Promise<Delivery[]>;
  /**
   * Of these claims, in this order, begins as many as the pace of Teams allows very soon, for at most one in each
   * conversation at a time. What is begun is `sending` for so long.
   * @param now asked once it is this caller's turn to look at the log.
   */
  begin(tenantId: string, wants: readonly Want[], now: () => number, leaseMs: number): Promise<Begun>;
  /**
   * Writes down what became of claims; returns the ids of those that were still held, and the others are left alone. What
   * was sent shows that Teams is well in its tenant: see `isReleased`.
   */
  settle(settlements: readonly Settlement[]): Promise<ReadonlySet<string>>;
  /** Calls that were made besides the outbox count for the pace as well, and show as well that Teams is there. */
  count(calls: readonly FinishedCall[]): Promise<void>;
  /**
   * Answers to people and edits that were begun before this moment are no longer needed for the pace, and are on no
   * record; returns how many there were. Tries to deliver anything else stay.
   */
  forgetCalls(before: Instant): Promise<number>;
  /** Every try to deliver a notice, oldest first. */
  attemptsOf(noticeId: string): Promise<Attempt[]>;
  /**
   * The person has been seen: what is for them and waited because they were not there (unreachable, given up because they
   * had left, tried again until they are seen) is due now. What Teams did not take, or gave no clear answer to, waits its
   * time: it says nothing of them, and each word of theirs would bring the same alert again. Returns how many.
   */
  reachable(recipient: string): Promise<number>;
  /**
   * Makes one due of what cannot be delivered to them until they are seen, edits aside: what still asks for something
   * first, then what is urgent, then the oldest. Returns whether there was any.
   */
  tryOne(recipient: string): Promise<boolean>;
  /** For whom something cannot be delivered until they are seen, each once; edits do not count. */
  waitingToBeSeen(): Promise<WaitingToBeSeen[]>;
  /**
   * The people of an authority have changed: what is for roles that nobody held is looked at again, and what was given up
   * because one of those who are here had left, or had no role for it, is due again, unless somebody has answered it. Returns about which cases.
   * @param here their ids.
   */
  peopleChanged(authority: string, here: readonly string[]): Promise<string[]>;
  byId(id: string): Promise<Delivery | null>;
  /** Those that there are of these, in any order. */
  byIds(ids: readonly string[]): Promise<Delivery[]>;
  /** Marks as answered; returns false when somebody had already done so. */
  acknowledge(id: string, by: string, at: Instant): Promise<boolean>;
  /** All deliveries of a case but edits, oldest first. */
  ofCase(caseId: string): Promise<Delivery[]>;
  /** The earliest moment after this one at which a waiting delivery may be tried, or a lease ends. */
  earliestPending(after: Instant): Promise<Instant | null>;
  /**
   * What an operator should know of: how many wait until their recipient is seen, and how many were given up; not
   * those whose recipient has left, nor those that were overtaken, nor edits.
   */
  notDelivered(): Promise<NotDelivered>;
  /**
   * How much waits, and since when; edits do not count.
   * @param news is `unanswered` by nobody; where nothing is said of an authority, all its alerts can be answered.
   */
  figures(news: readonly News[]): Promise<OutboxFigures>;
}
