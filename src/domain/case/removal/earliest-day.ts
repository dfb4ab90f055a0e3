import type { LocalDate } from '../../calendar/date';
import type { Reach } from '../../calendar/school-calendar';
import { compulsorySchoolAge } from '../../pupil/school-age';
import type { Known } from './conditions';
import { dayAfter, type Floor } from './floors';
import type { ConditionState } from './gate';
import type { ToldDay } from './told-day';

/**
 * The earliest lawful day of one ground. Today only where nothing that can be worked out stands in the way; a later day
 * only where one is known before which the ground cannot be met, however much is done by then. Null where no day can be
 * named: what fails has no day of its own, or somebody has something to do first, and nobody knows when it is done.
 */
export function earliestDay(
  conditions: readonly ConditionState[],
  floor: Floor | null,
  day: ToldDay | null,
  { asOf, told }: Known,
): Reach | null {
  const named = [
    ...(floor ? [dayAfter(floor.last)] : []),
    ...(day?.from ? [{ known: true, date: day.from } as const] : []),
    ...conditions.filter(passesWithAge).map(() => endOfSchoolAge(told.pupil?.dateOfBirth ?? null)),
  ].filter((reach) => reach !== null);
  if (conditions.every(({ state }) => state === 'met' || state === 'asked')) return latest(named, asOf);
  if (conditions.some((one) => bars(one))) return null;
  const waits = latest(named, asOf);
  return waits.known && waits.date <= asOf ? null : waits;
}

const passesWithAge = ({ condition, state }: ConditionState): boolean =>
  condition.by === 'over-school-age' && state === 'failed';

/** Nothing that anybody does by a day mends it: it fails, or the day on record is that of a notice which does not count. */
const bars = (one: ConditionState): boolean =>
  (one.state === 'failed' && !passesWithAge(one)) || (one.state === 'missing' && one.condition.by === 'told-answer');

/** The last day of school age: the name may go on it where the school meets no more before it is over. */
const endOfSchoolAge = (dateOfBirth: LocalDate | null): Reach | null =>
  dateOfBirth && { known: true, date: compulsorySchoolAge(dateOfBirth).to };

/** Never before today: a name is not deleted for a day that is over. Not known where one of them is not. */
const latest = (named: readonly Reach[], today: LocalDate): Reach =>
  named.reduce<Reach>((a, b) => (!a.known || (b.known && b.date <= a.date) ? a : b), { known: true, date: today });
