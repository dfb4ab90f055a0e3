import type { Place } from '../case/place';
import type { PolicyPack } from './pack';
import { noSuch, type Problem } from './problem';
import type { FoundAtCondition, ToldAnswerCondition, ToldDayCondition } from './removal-policy';

/** What a ground takes from the place where the child was found, and no pack takes from anybody's word at the decision. */
/** On another register from a day on, and the name may go that day; a notice that speaks from a day, and it has to have passed. */
const TOLD_DAYS: Readonly<Record<string, Pick<ToldDayCondition, 'place' | 'lawfulFrom'>>> = {
  a: { place: 'other-school', lawfulFrom: 'that-day' },
  f: { place: 'home-education', lawfulFrom: 'day-after' },
};
/** Out of reach: somebody has found the child to live there. */
const OUT_OF_REACH: readonly Place[] = ['other-authority', 'abroad'];
/** Whose notice in writing ground F is about. */
const NOTICE_AT: Place = 'home-education';

/** A day that a ground waits for is one that its place asks for, and no pack waits for less than the law. */
export function toldDaysAreAskedFor({ grounds, found }: PolicyPack): Problem[] {
  return grounds.flatMap(({ letter, conditions }) =>
    conditions
      .filter((condition): condition is ToldDayCondition => condition.by === 'told-day')
      .flatMap(({ id, place, field, lawfulFrom }) => {
        const path = `grounds[${letter}].conditions[${id}]`;
        const asked = found.places.find((one) => one.id === place)?.asks.filter(({ kind }) => kind === 'date') ?? [];
        const days = asked.map((one) => one.id);
        const law = TOLD_DAYS[letter];
        return [
          ...(days.includes(field)
            ? []
            : [{ path: `${path}.field`, says: noSuch(`day that ${place} asks for,`, field, days) }]),
          ...(law && place !== law.place
            ? [{ path: `${path}.place`, says: `This ground is for a child found at ${law.place}. Give that.` }]
            : []),
          ...(law?.lawfulFrom === 'day-after' && lawfulFrom !== 'day-after'
            ? [{ path: `${path}.lawfulFrom`, says: 'In law the day has to have passed. Give day-after.' }]
            : []),
        ];
      }),
  );
}

/** Ground G is for a child who was found out of reach, and nobody is taken at their word that one lives there. */
export const outOfReachIsOutside = ({ grounds }: PolicyPack): Problem[] =>
  grounds
    .filter(({ letter }) => letter === 'g')
    .flatMap(({ letter, conditions }) =>
      conditions
        .filter((condition): condition is FoundAtCondition => condition.by === 'found-at')
        .flatMap(({ id, places }) =>
          places
            .filter((place) => !OUT_OF_REACH.includes(place))
            .map((place) => ({
              path: `grounds[${letter}].conditions[${id}].places`,
              says: `A child at ${place} may live within reach. Use ${OUT_OF_REACH.join(' or ')}.`,
            })),
        ),
    );

/** An answer that a ground waits for is a choice of its place. */
export function toldAnswersAreAskedFor({ grounds, found }: PolicyPack): Problem[] {
  return grounds.flatMap(({ letter, conditions }) =>
    conditions
      .filter((condition): condition is ToldAnswerCondition => condition.by === 'told-answer')
      .flatMap(({ id, place, field, needs }) => {
        const path = `grounds[${letter}].conditions[${id}]`;
        const choices =
          found.places.find((one) => one.id === place)?.asks.filter(({ kind }) => kind === 'choice') ?? [];
        const asked = choices.find((one) => one.id === field);
        const ids = (of: readonly { readonly id: string }[]) => of.map((one) => one.id);
        if (letter === 'f' && place !== NOTICE_AT)
          return [{ path: `${path}.place`, says: `This ground is for a child found at ${NOTICE_AT}. Give that.` }];
        if (!asked)
          return [{ path: `${path}.field`, says: noSuch(`choice that ${place} asks for,`, field, ids(choices)) }];
        const answer = asked.choices.find((one) => one.id === needs);
        if (!answer) return [{ path: `${path}.needs`, says: noSuch(`answer to ${field},`, needs, ids(asked.choices)) }];
        return letter === 'f' && !answer.inWriting
          ? [
              {
                path: `${path}.needs`,
                says: 'In law only a notice in writing counts. Give the answer that has "inWriting": true.',
              },
            ]
          : [];
      }),
  );
}
