import type { Instant } from '../domain/calendar/date';
import type { Delivery } from './outbox';

/**
 * After so many tries without a clear answer it waits for a sign that Teams is well, beside its own ever longer waits. Once
 * there is one, no more than these are counted: those of an outage say nothing of this chat, and what meets a passing fault
 * just then would wait as long as what has failed by itself for an hour.
 */
export const UNCLEAR_UNTIL_WELL = 2;

/**
 * Where Teams took something else of the tenant so shortly before a try that was unclear, it was well then, and what it took
 * afterwards is no news: the trouble is with this chat alone, where each try may be shown. A try that was on its way when
 * an outage ended is one of the outage, though its answer was waited for longer.
 */
export const WELL_BEFORE_MS = 60_000;

/** What Teams took in the tenant of something, as its last try has it. */
export interface SinceLastTry {
  /** Something that was begun since. */
  readonly tookSince: () => boolean;
  /** Something that was begun in `WELL_BEFORE_MS` before it. */
  readonly tookJustBefore: () => boolean;
}

/**
 * How many of its tries count as it is tried again. Where its last one was of an outage that is over, no more than
 * `UNCLEAR_UNTIL_WELL`: it is asked as late as this, since much is in somebody's hands as an outage ends.
 */
export const countedFrom = (
  { kind, unanswered }: Pick<Delivery, 'kind' | 'unanswered'>,
  { tookSince, tookJustBefore }: SinceLastTry,
): number =>
  kind !== 'edit' && unanswered > UNCLEAR_UNTIL_WELL && tookSince() && !tookJustBefore()
    ? UNCLEAR_UNTIL_WELL
    : unanswered;

/**
 * Whether what waits is tried now, since Teams has taken something in the tenant: it may have arrived, more than once, and
 * Teams took nothing there when it was tried last. An outage is made good so as soon as it is over, and nobody is shown an
 * alert each time somebody else is written to. An edit shows nothing twice and waits for less.
 * @param takenAt when Teams took it.
 */
export const isReleased = (
  { state, kind, unanswered, reckonedAt, notBefore }: Waiting,
  takenAt: Instant,
  { tookJustBefore }: Pick<SinceLastTry, 'tookJustBefore'>,
): boolean =>
  state === 'ambiguous' &&
  kind !== 'edit' &&
  unanswered >= UNCLEAR_UNTIL_WELL &&
  notBefore > takenAt &&
  reckonedAt !== null &&
  reckonedAt < takenAt &&
  !tookJustBefore();

interface Waiting extends Pick<Delivery, 'state' | 'kind' | 'unanswered' | 'notBefore'> {
  /** When its last answer came. */
  readonly reckonedAt: Instant | null;
}
