import type { Instant } from '../domain/calendar/date';
import { AT_ONCE, HELD, WAITING, type Delivery, type DeliveryState, type Notice } from './outbox';

/** A row of the outbox in memory. */
export type Row = Delivery & { readonly leaseUntil: Instant | null };

export const freshRow = (notice: Notice, tenantId: string): Row => ({
  ...notice,
  tenantId,
  state: 'pending',
  attempts: 0,
  taken: 0,
  notBefore: AT_ONCE,
  possibleRepeat: false,
  unanswered: 0,
  lastError: null,
  sentAt: null,
  conversationId: null,
  serviceUrl: null,
  activityId: null,
  acknowledgedBy: null,
  acknowledgedAt: null,
  leaseUntil: null,
});

export const keyOf = ({ authority, caseId, obligation, recipient, occurrence }: Notice): string =>
  JSON.stringify([caseId ?? authority, caseId === null, obligation, recipient, occurrence]);

/** With a sender at this moment. */
export const isHeld = ({ state, leaseUntil }: Row, now: Instant): boolean =>
  HELD.includes(state) && leaseUntil !== null && leaseUntil > now;

export const isDue = (row: Row, now: Instant): boolean => wakesAt(row).some((at) => at <= now);

/** When a worker should look at it again: never, once it is settled. */
export function wakesAt({ state, notBefore, leaseUntil }: Row): Instant[] {
  if (WAITING.includes(state)) return [notBefore];
  return HELD.includes(state) && leaseUntil ? [leaseUntil] : [];
}

/** What it was before somebody took it, from what has been tried so far. */
export const stateBefore = ({ possibleRepeat, attempts }: Row): DeliveryState =>
  possibleRepeat ? 'ambiguous' : attempts > 0 ? 'retry' : 'pending';

export const withoutLease = ({ leaseUntil: _, ...delivery }: Row): Delivery => delivery;
