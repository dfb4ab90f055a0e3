import type { Case } from '../../../src/domain/case/case';
import { takenOver } from '../../../src/domain/case/moved';
import type { Fact, FactBody } from '../../../src/domain/case/fact';
import { everEndedIn, takenOverFrom } from '../../../src/domain/retention/kept-elsewhere';

let count = 0;
const fact = (body: FactBody): Fact => ({
  ...{ ...body, id: `f${(count += 1)}`, recordedAt: `2026-04-27T07:30:00.${String(count).padStart(3, '0')}Z` as never },
  recordedBy: 'ash',
});
const aCase = (id: string, ...bodies: readonly FactBody[]): Pick<Case, 'id' | 'facts'> => ({
  id,
  facts: bodies.map(fact),
});
const seen = (by: string): FactBody => ({
  kind: 'seen',
  sighting: { on: '2026-04-26', where: 'elsewhere', by, note: '' },
});
const opened: FactBody = { kind: 'opened', way: 'missing' };
const endedIn = (duplicateOf: string): FactBody => ({ kind: 'closed', reason: 'duplicate', note: '', duplicateOf });

/** All that was seen there, as it goes on record on the other case. */
const over = ({ id, facts }: Pick<Case, 'id' | 'facts'>): FactBody[] =>
  facts.flatMap((one) => (one.kind === 'seen' ? [takenOver(seen(one.sighting.by), one, id)] : []));

test('a case is looked for where it ever ended, also after it was parted', () => {
  const again: FactBody = { kind: 'reopened', reason: 'Two children' };
  expect(everEndedIn(aCase('a', opened, endedIn('b'), again, endedIn('c'), again, endedIn('b')))).toEqual(['b', 'c']);
  expect(everEndedIn(aCase('a', opened, { kind: 'closed', reason: 'returned', note: '' }))).toEqual([]);
});

test('what was taken over from it is told from what was said there, or came from another case', () => {
  const [from, third] = [aCase('from', opened, seen('An aunt')), aCase('third', opened, seen('An uncle'))];
  const other = aCase('other', opened, seen('A neighbour'), ...over(third), ...over(from));
  expect(takenOverFrom(from, other)).toMatchObject([{ kind: 'seen', sighting: { by: 'An aunt' } }]);
  expect(takenOverFrom(other, from)).toEqual([]);
});

test('what went on from there to a third case is found there too', () => {
  const from = aCase('from', opened, seen('An aunt'));
  const between = aCase('between', opened, seen('An uncle'), ...over(from));
  const last = aCase('last', opened, ...over(between));
  expect(takenOverFrom(from, last)).toMatchObject([{ moved: { caseId: 'between' }, sighting: { by: 'An aunt' } }]);
  expect(takenOverFrom(between, last)).toHaveLength(2);
});
