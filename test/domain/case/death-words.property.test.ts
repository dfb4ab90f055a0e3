import fc from 'fast-check';
import { addDays, type LocalDate } from '../../../src/domain/calendar/date';
import { londonInstant } from '../../../src/domain/calendar/london';
import { deathOf } from '../../../src/domain/case/death';
import type { Fact, FactBody } from '../../../src/domain/case/fact';
import { policyPack } from '../../../src/domain/policy/policies';

const FIRST: LocalDate = '2026-05-04';
/** Two cases of the child are joined on this day: whatever is taken over goes on record then. */
const JOINED = londonInstant('2026-05-18', '09:00');

/** One word on the child. `said`: days after the first; `ago`: the days between what it speaks of and its being said. */
interface Word {
  readonly says: 'died' | 'error' | 'seen' | 'present' | 'located';
  readonly said: number;
  readonly ago: number;
  readonly takenOver: boolean;
}

const word: fc.Arbitrary<Word> = fc.record({
  says: fc.constantFrom('died', 'died', 'error', 'seen', 'present', 'located'),
  said: fc.nat(9),
  ago: fc.nat(4),
  takenOver: fc.boolean(),
});

const dayOf = ({ said }: Word): LocalDate => addDays(FIRST, said);
const speaksOf = ({ said, ago }: Word): LocalDate => addDays(FIRST, said - ago);

function bodyOf(word: Word): FactBody {
  const on = speaksOf(word);
  switch (word.says) {
    case 'died':
      return { kind: 'death-told', told: { by: 'The police', known: 'They rang', on: null } };
    case 'error':
      return { kind: 'death-withdrawn', reason: 'It was a cousin' };
    case 'seen':
      return { kind: 'seen', sighting: { on, where: 'elsewhere', by: 'A neighbour', note: '' } };
    case 'present':
      return { kind: 'attendance', mark: { code: '/', from: addDays(on, -2), to: on, note: '' } };
    case 'located':
      return {
        kind: 'located',
        located: { where: 'abroad', on, by: 'An aunt', details: {}, note: '', from: 'school' },
      };
  }
}

/** As they stand on the case: in the order in which they went on record. */
const onRecord = (words: readonly Word[]): Fact[] =>
  words
    .map((word, at): Fact => {
      const said = londonInstant(dayOf(word), '10:00');
      const moved = { caseId: 'another', recordedAt: said, recordedBy: 'person-2' };
      const recordedAt = word.takenOver ? JOINED : said;
      return {
        ...bodyOf(word),
        id: `fact-${at}`,
        recordedAt,
        recordedBy: 'person-1',
        ...(word.takenOver && { moved }),
      };
    })
    .toSorted((a, b) => (a.recordedAt < b.recordedAt ? -1 : a.recordedAt > b.recordedAt ? 1 : 0));

describe('whether a child has died', () => {
  const policy = policyPack('liverpool');

  it('is as it was said last, and no sign of life of a day before undoes it, on whichever case and whenever recorded', () => {
    fc.assert(
      fc.property(fc.uniqueArray(word, { maxLength: 6, selector: ({ said }) => said }), (words) => {
        const died = words.filter(({ says }) => says === 'died').toSorted((a, b) => b.said - a.said)[0];
        const since = words.filter(({ said }) => died && said > died.said);
        const lives = since.some(({ says, ...rest }) => {
          if (says === 'died') return false;
          return says === 'error' || speaksOf({ says, ...rest }) >= dayOf(died!);
        });
        expect(deathOf(onRecord(words), policy) !== null).toBe(died !== undefined && !lives);
      }),
      { numRuns: 1000 },
    );
  });

  it.each([
    ['of the day of the death or later undoes it, though the death went on record here after it', 0, false],
    ['of a day before does not, though it was told later', 2, true],
  ])('a sign of life %s', (_, ago, stands) => {
    const words: Word[] = [
      { says: 'died', said: 1, ago: 0, takenOver: true },
      { says: 'seen', said: 2, ago, takenOver: false },
    ];
    expect(deathOf(onRecord(words), policy) !== null).toBe(stands);
  });
});
