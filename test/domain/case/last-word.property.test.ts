import fc from 'fast-check';
import { addDays, type LocalDate } from '../../../src/domain/calendar/date';
import { assess } from '../../../src/domain/case/assess';
import type { FactBody } from '../../../src/domain/case/fact';
import { policyPack, policyPackIds } from '../../../src/domain/policy/policies';
import { mark, noRisk, reported } from '../../builders/case';
import { liverpool } from '../calendar/liverpool';

const FIRST: LocalDate = '2026-04-27';

type Said = 'back' | 'missing' | 'again' | 'place' | 'not-there' | 'reopened';

/** One word a day, weekends and a bank holiday among them. A pupil who went on elsewhere was not in school that day. */
const bodiesOf = (said: Said, on: LocalDate): FactBody[] => {
  switch (said) {
    case 'back':
      return [mark('/', on)];
    case 'missing':
      return [mark('N', on)];
    case 'again':
      return [
        { kind: 'triaged', triage: noRisk, again: 'undated' },
        { kind: 'location-withdrawn', reason: 'Missing again' },
      ];
    case 'place':
      return [
        {
          kind: 'located',
          located: { where: 'other-authority', on, by: 'An aunt', details: {}, note: '', from: 'authority' },
        },
      ];
    case 'not-there':
      return [{ kind: 'location-withdrawn', reason: 'Never came' }];
    case 'reopened':
      return [
        { kind: 'closed', reason: 'reported-in-error', note: 'A slip' },
        { kind: 'reopened', reason: 'Not seen since' },
      ];
  }
};

/** By the last word alone. An absence says nothing of where a child lives that was found elsewhere. */
function oracle(words: readonly Said[]): 'returned' | 'located' | null {
  let stands: 'returned' | 'located' | null = null;
  for (const word of words) {
    if (word === 'back') stands = 'returned';
    else if (word === 'place') stands = 'located';
    else if (word !== 'missing' || stands === 'returned') stands = null;
  }
  return stands;
}

/** Nobody is in school then: a bank holiday among them. */
const isFree = (day: LocalDate): boolean => day === '2026-05-04' || [0, 6].includes(new Date(day).getUTCDay());

describe.each(policyPackIds())('under the pack %s', (id) => {
  const policy = policyPack(id);

  test('the last word on where the child is wins, whatever its kind and its day', () => {
    const words = fc.array(fc.constantFrom<Said>('back', 'missing', 'again', 'place', 'not-there', 'reopened'), {
      minLength: 1,
      maxLength: 9,
    });
    fc.assert(
      fc.property(words, fc.nat(10), (drawn, later) => {
        const said = drawn.map((word, at) => (word === 'back' && isFree(addDays(FIRST, at + 1)) ? 'place' : word));
        const history = reported();
        said.forEach((word, at) => {
          history.at(addDays(FIRST, at + 1), '10:00', ...bodiesOf(word, addDays(FIRST, at + 1)));
        });
        const { found, day } = assess(history.facts, liverpool, policy, addDays(FIRST, said.length + later));
        const expected = oracle(said);
        expect(found?.how ?? null).toBe(expected);
        // On a school day somebody counts the days of whoever is nowhere.
        if (expected === null && later > 7) expect(day).not.toBeNull();
      }),
      { numRuns: 300 },
    );
  });
});
