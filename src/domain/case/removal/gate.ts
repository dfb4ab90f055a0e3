import { inWords } from '../../calendar/date';
import type { Reach } from '../../calendar/school-calendar';
import type { Ground, GroundCondition } from '../../policy/removal-policy';
import { schoolAgeOn } from '../../pupil/school-age';
import { SAY_SO_FIRST } from '../death';
import type { Fact } from '../fact';
import { FINDERS, type Finding, type Known } from './conditions';
import { earliestDay } from './earliest-day';
import type { Floor, Floors } from './floors';
import { isInNoLaterYear } from './school-year';
import { isFoundAt, isToldAnswer } from './told-place';
import { toldDayOf, type ToldDay } from './told-day';

export interface ConditionState {
  readonly condition: GroundCondition;
  /** `asked`: only the person who decides can say. */
  readonly state: Finding['state'] | 'asked';
  readonly says: string;
}

/** Whether a name may be removed on one ground, and if not, exactly why not. It removes nobody. */
export interface Gate {
  readonly ground: Ground;
  /** Why no ground can be looked at at all; null where they can. */
  readonly refused: string | null;
  readonly conditions: readonly ConditionState[];
  /** A floor: the off-roll date is this day or later, and never before today. Null while no day can be named. */
  readonly notBefore: Reach | null;
  /** Everything that can be worked out is met; what a person has to say is asked when they decide. */
  readonly open: boolean;
}

export interface GateGiven extends Known {
  /** The fact by which the child has died. */
  readonly died: Fact | null;
  readonly onRoll: boolean;
  readonly reportComplete: boolean;
}

export function gatesOf(given: GateGiven): Gate[] {
  return given.policy.grounds.map((ground) => gateOf(ground, whyNotLookedAt(ground, given), given));
}

function gateOf(ground: Ground, refused: string | null, given: GateGiven): Gate {
  const floor = floorFor(ground, given.floors);
  const day = toldDayOf(ground, given);
  const conditions = ground.conditions.map((condition) => stateOf(condition, floor, day, given));
  const notBefore = refused === null ? earliestDay(conditions, floor, day, given) : null;
  const met = conditions.every(({ state }) => state === 'met' || state === 'asked');
  const reached = notBefore?.known === true && notBefore.date <= given.asOf;
  return { ground, refused, conditions, notBefore, open: refused === null && met && reached };
}

const floorFor = ({ conditions }: Ground, { groundH, groundI }: Floors): Floor | null => {
  if (conditions.some(({ by }) => by === 'twenty-school-days')) return groundI;
  return conditions.some(({ by }) => by === 'ten-school-days-after-leave') ? groundH : null;
};

function stateOf(
  condition: GroundCondition,
  floor: Floor | null,
  day: ToldDay | null,
  given: GateGiven,
): ConditionState {
  if (condition.by === 'person') return { condition, state: 'asked', says: '' };
  if (condition.by === 'found-at') return { condition, ...isFoundAt(condition, given) };
  if (condition.by === 'told-answer') return { condition, ...isToldAnswer(condition, given) };
  if (condition.by === 'year-group') return { condition, ...isInNoLaterYear(condition, given) };
  return { condition, ...FINDERS[condition.by](given, floor, day) };
}

function whyNotLookedAt(
  { conditions, anyAge, ends }: Ground,
  { onRoll, reportComplete, died, told: { pupil }, asOf }: GateGiven,
): string | null {
  if (!onRoll) return 'The child’s name stands in no admission register of this case.';
  // Nobody has to finish a report about a child who has died.
  if (died) return ends ? null : SAY_SO_FIRST;
  if (!reportComplete || !pupil?.dateOfBirth)
    return 'Finish the report first: the ground depends on the date of birth and on the absence.';
  const age = schoolAgeOn(pupil.dateOfBirth, asOf);
  if (age === 'of-age' || anyAge) return null;
  // Whoever is over that age already leaves for the same reason, under regulation 9(3); every other ground is of 9(1).
  if (age === 'past' && conditions.some(({ by }) => by === 'over-school-age')) return null;
  const why = age === 'not-yet' ? 'is not of compulsory school age yet' : 'is over compulsory school age';
  return `On ${inWords(asOf)} the pupil ${why}. The grounds here are those of regulation 9(1), for pupils of compulsory school age; for others it is regulation 9(3). Ask the authority’s attendance lead.`;
}
