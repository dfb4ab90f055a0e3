import type { Instant } from '../domain/calendar/date';
import type { SendOutcome } from './notice-sender';
import type { Delivery } from './outbox';
import type { Reference } from './references';

/**
 * So long after the first word of it nobody is believed to be shut off: Teams refuses some calls to people who are there,
 * and that passes. See https://github.com/microsoft/botbuilder-js/issues/4722.
 */
export const SUSPECTED_FOR_SECONDS = 60;

/** So many tries in vain are enough, whoever was seen in between. */
const REFUSED_BEFORE_BELIEVED = 3;

type Tried = Pick<Delivery, 'attempts' | 'lastError'>;
type Unreachable = Extract<SendOutcome, { kind: 'unreachable' }>;

/** Tries of an outage say nothing of the person: what counts is that it was refused by the same word before. */
export const isBelieved = ({ attempts, lastError }: Tried, { error }: Pick<Unreachable, 'error'>): boolean =>
  attempts >= REFUSED_BEFORE_BELIEVED && lastError === error;

/**
 * Whether a refusal is the first word that somebody is shut off, or comes with it: what passes by itself refuses all that
 * is sent meanwhile. An edit follows none but its own.
 * @param address as it was before the call.
 * @param now by the clock that people read.
 */
export function isSuspicion(
  delivery: Tried & Pick<Delivery, 'kind'>,
  refusal: Pick<Unreachable, 'error'>,
  { state, since }: Pick<Reference, 'state' | 'since'>,
  now: Instant,
): boolean {
  const isNew = delivery.lastError !== refusal.error;
  if (delivery.kind === 'edit') return state === 'reachable' && isNew;
  if (isBelieved(delivery, refusal)) return false;
  return state === 'reachable' || (isNew && isWithin(SUSPECTED_FOR_SECONDS, since, now));
}

const isWithin = (seconds: number, since: Instant | null, now: Instant): boolean =>
  since !== null && Date.parse(now) - Date.parse(since) < seconds * 1_000;
