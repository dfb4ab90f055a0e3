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

/**
 * Whether no more than `UNCLEAR_UNTIL_WELL` of its tries are counted once Teams has taken something in the tenant: it may
 * have arrived, more than once, and Teams took nothing there when it was tried last. So with what waits, with what is due
 * by itself just then, and with what was refused in the same outage after it was unclear.
 * @param takenAt when Teams took it.
 * @param wasWell whether Teams took something there that was begun in `WELL_BEFORE_MS` before the last try was.
 */
export const countsAnew = (
  { state, kind, unanswered, reckonedAt }: Tried,
  takenAt: Instant,
  wasWell: () => boolean,
): boolean =>
  COUNT_ANEW.includes(state) &&
  kind !== 'edit' &&
  unanswered >= UNCLEAR_UNTIL_WELL &&
  reckonedAt !== null &&
  reckonedAt < takenAt &&
  !wasWell();

export const COUNT_ANEW: readonly Delivery['state'][] = ['ambiguous', 'retry', 'claimed'];

/**
 * Whether what counts anew is also tried now. An outage is made good so as soon as it is over, and nobody is shown an
 * alert each time somebody else is written to. An edit shows nothing twice and waits for less.
 */
export const isReleased = ({ state }: Pick<Tried, 'state'>): boolean => state === 'ambiguous';

interface Tried extends Pick<Delivery, 'state' | 'kind' | 'unanswered'> {
  /** When its last answer came. */
  readonly reckonedAt: Instant | null;
}
