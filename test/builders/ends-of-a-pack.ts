import type { RemovalDecision } from '../../src/domain/case/facts/removal';
import type { Place } from '../../src/domain/case/place';
import type { Way } from '../../src/domain/case/way';
import type { Closing, FoundPlace, FoundStep, Need } from '../../src/domain/policy/found-policy';
import type { PolicyPack } from '../../src/domain/policy/pack';
import { policyFor } from '../../src/domain/policy/policy-for';
import { only } from './of-a-pack';

/** How a pack calls the ends that every pack has, what it wants first, and whom it tells. */
export type Reason =
  | 'returned'
  | 'attendance-case'
  | 'placed'
  | 'moved'
  | 'abroad'
  | 'other-school'
  | 'home-education'
  | 'over-age'
  | 'died'
  | 'enquiry-answered'
  | 'reported-in-error';

const wants = <K extends Need['kind']>({ needs }: Closing, kind: K): Extract<Need, { kind: K }> | undefined =>
  needs.find((need): need is Extract<Need, { kind: K }> => need.kind === kind);
const isAt = (reason: Closing, place: Place): boolean => wants(reason, 'located')?.at.includes(place) ?? false;

const MEANT: Readonly<Record<Reason, (reason: Closing) => boolean>> = {
  returned: (reason) => wants(reason, 'back-in-school') !== undefined,
  'attendance-case': (reason) => isAt(reason, 'in-area') && wants(reason, 'on-roll') !== undefined,
  placed: (reason) => isAt(reason, 'in-area') && wants(reason, 'step') !== undefined,
  moved: (reason) => isAt(reason, 'other-authority'),
  abroad: (reason) => isAt(reason, 'abroad'),
  'other-school': (reason) => isAt(reason, 'other-school'),
  'home-education': (reason) => isAt(reason, 'home-education'),
  'over-age': (reason) => wants(reason, 'past-school-age') !== undefined,
  died: ({ onDeath }) => onDeath,
  'enquiry-answered': (reason) => wants(reason, 'checked') !== undefined,
  'reported-in-error': (reason) => wants(reason, 'not-deleted') !== undefined,
};

export const reasonOf = ({ closing }: PolicyPack, meant: Reason): Closing =>
  only(closing.reasons.find(MEANT[meant]), `end of the kind ${meant}`);

/** What is said where this is missing. */
export const saidWithout = (policy: PolicyPack, meant: Reason, kind: Need['kind']): string =>
  only(wants(reasonOf(policy, meant), kind), `need of the kind ${kind}`).says;

/** The check of the list that has to be made first. */
export const checkedFirst = (policy: PolicyPack, meant: Reason): string =>
  only(wants(reasonOf(policy, meant), 'checked'), 'check that comes first').item;

export const placeOf = ({ found }: PolicyPack, place: Place): FoundPlace =>
  only(
    found.places.find(({ id }) => id === place),
    `place ${place}`,
  );

/** What follows at that place and is settled by an answer, in the order of the pack. */
export const stepsAt = (policy: PolicyPack, place: Place): FoundStep[] =>
  placeOf(policy, place).steps.flatMap((id) =>
    policy.found.steps.filter((step) => step.id === id && step.settledBy === null),
  );

/** The step that only the lawful deletion of the name settles. */
export const nameStepAt = (policy: PolicyPack, place: Place): FoundStep | undefined =>
  policy.found.steps.find(({ id, settledBy }) => settledBy !== null && placeOf(policy, place).steps.includes(id));

export const settling = ({ answers }: FoundStep): string =>
  only(
    answers.find(({ settles }) => settles),
    'answer that settles',
  ).id;

/** What a place asks before it can be saved, and every day that it asks for. */
export const typedAt = (policy: PolicyPack, place: Place, day: string): Record<string, string> =>
  Object.fromEntries(
    placeOf(policy, place)
      .asks.filter(({ required, kind }) => required || kind === 'date')
      .map(({ id, kind, choices }) => [
        `evidence_${id}`,
        kind === 'choice' ? choices[0]!.id : kind === 'date' ? day : 'Leeds',
      ]),
  );

/** The alert that a case of this way has ended, for whatever reason. */
export const endedAlertOf = (policy: PolicyPack, way: Way) =>
  only(
    policyFor(policy, way).alerts.find(({ trigger }) => trigger.kind === 'closed' && !trigger.reasons),
    'alert of an end',
  );

/** What only a person can say of a ground, answered as the ground wants it. */
export const answersFor = ({ grounds }: PolicyPack, ground: string): RemovalDecision['answers'] =>
  Object.fromEntries(
    only(
      grounds.find(({ letter }) => letter === ground),
      `ground ${ground}`,
    ).conditions.flatMap((one) => (one.by === 'person' ? [[one.id, one.needs]] : [])),
  );
