import type { Place } from '../case/place';
import type { PolicyPack } from './pack';
import type { Problem } from './problem';
import { SPECIAL, type GroundCondition } from './removal-policy';

/** Grounds that a school attendance order which names the school shuts (SI 2024/208 reg 9(1)(a), (c) and (f)). */
const BARRED_BY_ORDER = ['a', 'c', 'f'];

/** What regulation 9(1) makes a ground depend on and only a person can say, by id, with the answer that it takes. */
const ASKED: Readonly<Record<string, Readonly<Record<string, 'yes' | 'no'>>>> = {
  a: { 'registered-elsewhere': 'yes', 'no-order': 'no', 'not-base-school': 'no', 'no-dual': 'no' },
  b: { 'finished-nursery': 'yes', 'not-returning': 'no' },
  c: { 'others-agree': 'yes', 'not-returning': 'no', 'no-order': 'no', 'not-base-school': 'no' },
  d: { 'order-amended': 'yes' },
  e: { 'order-revoked': 'yes' },
  f: { 'written-notice': 'yes', 'no-order': 'no' },
  g: { 'out-of-reach': 'yes' },
  k: { 'death-confirmed': 'yes' },
  l: { 'not-staying-on': 'no' },
  m: { 'fees-unpaid': 'yes' },
  n: { ceased: 'yes' },
  o: { excluded: 'yes' },
};

type Asked = Extract<GroundCondition, { by: 'person' }>;

function groundsAskWhatTheLawAsks({ grounds }: PolicyPack): Problem[] {
  return grounds.flatMap(({ letter, conditions }) =>
    Object.entries(ASKED[letter] ?? {}).flatMap(([id, needs]): Problem[] => {
      const asked = conditions.find((one): one is Asked => one.by === 'person' && one.id === id);
      if (!asked)
        return [
          {
            path: `grounds[${letter}].conditions`,
            says: `The law makes this ground depend on ${id}. Add it, with "by": "person" and "needs": "${needs}".`,
          },
        ];
      return asked.needs === needs
        ? []
        : [{ path: `grounds[${letter}].conditions[${id}].needs`, says: `In law it takes the answer ${needs}.` }];
    }),
  );
}

function everySpecialCaseWarns({ specialCases }: PolicyPack): Problem[] {
  const uncovered = SPECIAL.filter((about) => !specialCases.some(({ covers }) => covers.includes(about)));
  const orders = specialCases.filter(({ covers }) => covers.includes('attendance-order'));
  return [
    ...uncovered.map((about) => ({
      path: 'specialCases',
      says: `Nobody is warned of a child of the kind ${about}. Add a case that has it in "covers".`,
    })),
    ...orders.flatMap(({ id, bars }) =>
      BARRED_BY_ORDER.filter((letter) => !bars.includes(letter)).map((letter) => ({
        path: `specialCases[${id}].bars`,
        says: `While an order names the school, ground ${letter} is shut by law. Add the letter.`,
      })),
    ),
  ];
}

/** A review after which more is asked concludes nothing. */
function nothingIsSignedWhileTheSearchGoesOn({ checklist, outcomes, jointEnquiry }: PolicyPack): Problem[] {
  const { items, settledWith } = jointEnquiry;
  const goesOn = outcomes.filter((outcome) => outcome.goesOn).map(({ id }) => id);
  const review = checklist.find(({ id }) => id === items.review);
  return [
    ...settledWith.review
      .filter((id) => goesOn.includes(id))
      .map((id) => ({
        path: 'jointEnquiry.settledWith.review',
        says: `After ${id} the search goes on, and nobody may sign. Take it out.`,
      })),
    ...(review && !review.outcomes.some((id) => goesOn.includes(id))
      ? [
          {
            path: `checklist[${review.id}].outcomes`,
            says: 'The review cannot say that the search goes on. Add an outcome with "goesOn": true.',
          },
        ]
      : []),
  ];
}

/** Where a child is, in another’s word: no case is closed on a guess. */
const CONFIRMED_THERE: readonly Place[] = ['other-authority', 'abroad', 'other-school'];

/** Whoever confirms may also say that the child is not there: a step without that answer asks nobody. */
function noCaseIsClosedOnAGuess({ closing, found }: PolicyPack): Problem[] {
  const confirms = found.steps.filter(({ answers }) => answers.some(({ withdraws }) => withdraws)).map(({ id }) => id);
  return closing.reasons
    .filter(({ needs }) =>
      needs.some((need) => need.kind === 'located' && need.at.some((at) => CONFIRMED_THERE.includes(at))),
    )
    .filter(({ needs }) => !needs.some((need) => need.kind === 'step' && confirms.includes(need.step)))
    .map(({ id }) => ({
      path: `closing.reasons[${id}].needs`,
      says: `The case would be closed on a guess. Add a need of the kind step that has somebody confirm it: ${confirms.join(', ')}.`,
    }));
}

/** What guards a child in law and under no pack may be taken away. */
export const GUARD_CHECKS = [
  groundsAskWhatTheLawAsks,
  everySpecialCaseWarns,
  nothingIsSignedWhileTheSearchGoesOn,
  noCaseIsClosedOnAGuess,
];
