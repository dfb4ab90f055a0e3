import { addDays, type Instant, type LocalDate } from '../calendar/date';
import { londonInstant } from '../calendar/london';
import type { Case } from './case';

/** The first moment that belongs to the day no more: what was recorded before it was known at the end of the day. */
export const endOf = (day: LocalDate): Instant => londonInstant(addDays(day, 1), '00:00');

/** A case is its dated facts: with those of later left out it is what it was. Null: it was not open yet. */
export function asItStood(theCase: Case, isKnown: (recordedAt: Instant) => boolean): Case | null {
  if (!isKnown(theCase.openedAt)) return null;
  const facts = theCase.facts.filter(({ recordedAt }) => isKnown(recordedAt));
  return facts.length === 0 ? null : { ...theCase, version: facts.length, facts };
}

/** As it was known when the day ended in London. */
export function asItStoodOn(theCase: Case, day: LocalDate): Case | null {
  const ends = endOf(day);
  return asItStood(theCase, (recordedAt) => recordedAt < ends);
}
