import { proceduresBeside } from '../../../src/domain/case/beside';
import { decideBeside } from '../../../src/domain/case/decide/ways';
import type { LinkedProcedure } from '../../../src/domain/case/facts/ways';
import { policyPack } from '../../../src/domain/policy/policies';
import { History, reported } from '../../builders/case';

const POLICY = policyPack('liverpool');
const told = (...words: LinkedProcedure[]) =>
  words.reduce(
    (history, word, n) =>
      history.at('2026-04-27', `09:${String(10 + n)}` as `09:${number}`, { kind: 'procedure-linked', ...word }),
    new History().at('2026-04-27', '08:40', { kind: 'opened', way: 'missing' }),
  ).facts;

test('a word without a reference is about the one that was told last, and takes nothing back', () => {
  const facts = told(
    { procedure: 'runaway', reference: '' },
    { procedure: 'runaway', reference: 'MP-1', since: '2026-04-26' },
    { procedure: 'runaway', reference: 'MP-2' },
    { procedure: 'runaway', reference: '', since: null, heldBy: 'Police' },
    { procedure: 'whereabouts-known', reference: '' },
  );
  expect(proceduresBeside(facts)).toEqual([
    { procedure: 'runaway', reference: 'MP-1', since: '2026-04-26', heldBy: '' },
    { procedure: 'runaway', reference: 'MP-2', since: null, heldBy: 'Police' },
    { procedure: 'whereabouts-known', reference: '', since: null, heldBy: '' },
  ]);
});

test('what says nothing new, is of no procedure of the policy or of a day to come is refused', () => {
  const { facts } = reported();
  const known = told({ procedure: 'runaway', reference: 'MP-1', heldBy: 'Police' });
  const decided = (linked: LinkedProcedure, on = facts) => decideBeside(on, linked, POLICY, '2026-04-27');
  expect(decided({ procedure: 'runaway', reference: 'MP-1' }, known)).toMatchObject({ kind: 'refused' });
  expect(decided({ procedure: 'unheard-of', reference: 'MP-1' })).toMatchObject({ kind: 'refused' });
  expect(decided({ procedure: 'runaway', reference: '', since: '2026-04-28' })).toMatchObject({ kind: 'refused' });
  expect(decided({ procedure: 'runaway', reference: '', since: '2026-04-27' })).toMatchObject({ kind: 'facts' });
});
