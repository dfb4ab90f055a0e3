import { addDays, type LocalDate } from '../calendar/date';
import type { SchoolCalendar } from '../calendar/school-calendar';
import type { FoundPlace, FoundStep } from '../policy/found-policy';
import type { PolicyPack } from '../policy/pack';
import { saidBack } from './last-word';
import { saidAt } from './moved';
import type { FactOf, Reading } from './reading';
import { asToldBefore, codeNow, isPresent, lastPresent } from './register';
import { beginsOnRoll } from './way';

/**
 * Where the child was found, as long as that holds. A day in school after it ends it, and so does an absence after the
 * child was said to be back; the register of a child who lives elsewhere goes on without a word on where that is.
 */
export function whereabouts(
  reading: Reading,
  calendar: SchoolCalendar,
  policy: PolicyPack,
  asOf: LocalDate,
): FactOf<'located'> | null {
  const { located } = reading;
  if (!located) return null;
  const { where, on } = located.located;
  // The pupil was in school since, says whoever reported the absence.
  if (reading.absence?.lastAttended && reading.absence.lastAttended > on) return null;
  // Nobody is back at a school that has the name no more.
  if (where === 'back-at-school' && reading.nameDeleted) return null;
  if (isPresent(codeNow(reading, calendar, asOf), policy) && saidBack(reading, policy, asOf)) return located;
  if (where === 'back-at-school') return missingSince(located, reading, policy, asOf) ? null : located;
  const present = lastPresent(asToldBefore(reading, located, policy), calendar, policy, asOf);
  return present && present > on ? null : located;
}

/**
 * The child left the school after the last day on which it was said to be there: since then the register holds what was
 * said before, and the place is what is known.
 */
export function hasLeftFor(located: FactOf<'located'>, reading: Reading, policy: PolicyPack, asOf: LocalDate): boolean {
  const { where, on } = located.located;
  const lastSaid = asToldBefore(reading, located, policy)
    .marks.filter(({ mark }) => isPresent(mark.code, policy))
    .map(({ mark }) => mark.to ?? asOf);
  return where !== 'back-at-school' && on <= asOf && lastSaid.every((day) => day < on);
}

/**
 * The last school day up to `asOf` on which the pupil was in school, since the absence was reported. Of one who left, the
 * code of presence is carried forward to the day before and no further.
 */
export function lastInSchool(
  reading: Reading,
  calendar: SchoolCalendar,
  policy: PolicyPack,
  asOf: LocalDate,
): LocalDate | null {
  const { located } = reading;
  const left = located && hasLeftFor(located, reading, policy, asOf) ? located.located.on : null;
  return lastPresent(reading, calendar, policy, left ? addDays(left, -1) : asOf);
}

const missingSince = (located: FactOf<'located'>, { marks }: Reading, policy: PolicyPack, asOf: LocalDate): boolean =>
  marks.some(
    ({ recordedAt, mark }) =>
      recordedAt > saidAt(located) &&
      policy.clocks.tenDayReturn.codes.includes(mark.code) &&
      (mark.to ?? asOf) >= located.located.on,
  );

export const placeOf = (located: FactOf<'located'>, policy: PolicyPack): FoundPlace | null =>
  policy.found.places.find(({ id }) => id === located.located.where) ?? null;

export interface StepState {
  readonly step: FoundStep;
  readonly settled: boolean;
  /** What was recorded on it, oldest first. */
  readonly facts: readonly FactOf<'location-step'>[];
}

/** What being found there calls for, in the policy's order, and how far it has come. */
export function stepsOf(
  located: FactOf<'located'>,
  { followUps, way, nameDeleted, marks }: Pick<Reading, 'followUps' | 'way' | 'nameDeleted' | 'marks'>,
  policy: PolicyPack,
): StepState[] {
  const wanted = placeOf(located, policy)?.steps ?? [];
  // Only the school marks its register: one that marks the child as present has seen them itself.
  const hasSeen = marks.some(
    ({ recordedAt, mark }) =>
      recordedAt > located.recordedAt &&
      isPresent(mark.code, policy) &&
      (mark.to ?? located.located.on) >= located.located.on,
  );
  const tellsNoSchool = located.located.from === 'school' || hasSeen || !beginsOnRoll(way);
  return policy.found.steps
    .filter(({ id, unlessSchoolKnows }) => wanted.includes(id) && !(unlessSchoolKnows && tellsNoSchool))
    .filter(({ settledBy }) => settledBy === null || beginsOnRoll(way))
    .map((step) => {
      const facts = followUps.filter(({ followUp }) => followUp.step === step.id);
      const last = step.answers.find(({ id }) => id === facts.at(-1)?.followUp.answer);
      const settled = step.settledBy === 'name-deleted' ? nameDeleted : (last?.settles ?? false);
      return { step, settled, facts };
    });
}
