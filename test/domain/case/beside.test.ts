import { proceduresBeside, proceduresTold } from '../../../src/domain/case/beside';
import { decideBeside, decideEnded, decideUnlinked } from '../../../src/domain/case/decide/ways';
import type { LinkedProcedure } from '../../../src/domain/case/facts/ways';
import type { LocalDate } from '../../../src/domain/calendar/date';
import type { Case } from '../../../src/domain/case/case';
import { safetyFrom } from '../../../src/domain/case/decide/taking-over';
import type { Fact } from '../../../src/domain/case/fact';
import { policyPack, policyPackIds } from '../../../src/domain/policy/policies';
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
  expect(proceduresBeside(facts)).toMatchObject([
    { procedure: 'runaway', reference: 'MP-1', since: '2026-04-26', heldBy: '', ended: null },
    { procedure: 'runaway', reference: 'MP-2', since: null, heldBy: 'Police', ended: null },
    { procedure: 'whereabouts-known', reference: '', since: null, heldBy: '', ended: null },
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

describe.each(policyPackIds())('a procedure of %s that ran beside the case', (id) => {
  const policy = policyPack(id);
  const procedure = policy.otherProcedures[0]!.id;
  const known = { procedure, reference: 'MP-1' };
  const linked = (...more: LinkedProcedure[]) => told({ ...known, since: '2026-04-26' }, ...more);
  const then = (facts: readonly Fact[], decided: ReturnType<typeof decideEnded>): readonly Fact[] => {
    if (decided.kind !== 'facts') throw new Error(decided.says);
    const history = new History();
    history.facts.push(...facts);
    return history.at('2026-04-28', '09:00', ...decided.facts).facts;
  };
  const ended = (facts: readonly Fact[], on: LocalDate = '2026-04-27') =>
    decideEnded(facts, known, on, 'Home again', '2026-04-28');

  test('runs no more once it has ended, and again when somebody tells so under its reference', () => {
    const over = then(linked(), ended(linked()));
    expect(proceduresBeside(over)).toEqual([]);
    expect(proceduresTold(over)).toMatchObject([{ reference: 'MP-1', since: '2026-04-26', ended: '2026-04-27' }]);
    expect(ended(over)).toMatchObject({ kind: 'refused' });
    const again = then(over, decideBeside(over, known, policy, '2026-04-28'));
    expect(proceduresTold(again)).toMatchObject([{ reference: 'MP-1', ended: null }]);
    const other = then(over, decideBeside(over, { procedure, reference: '' }, policy, '2026-04-28'));
    expect(proceduresBeside(other)).toMatchObject([{ reference: '', since: null }]);
  });

  test('ends on a day that can be, and leaves another one alone', () => {
    const two = linked({ procedure, reference: 'MP-2' });
    expect(ended(two, '2026-04-25')).toMatchObject({ kind: 'refused' });
    expect(ended(two, '2026-04-29')).toMatchObject({ kind: 'refused' });
    expect(proceduresBeside(then(two, ended(two)))).toMatchObject([{ reference: 'MP-2' }]);
  });

  test('is taken over by the case with which this one is joined only while it runs', () => {
    const caseOf = (reference: string, facts: readonly Fact[]): Case => ({
      ...{ id: reference, reference, school: '999001', authority: '341', policy: id, version: facts.length, facts },
      openedAt: facts[0]!.recordedAt,
    });
    const kept = caseOf('WB-2222-22', reported().facts);
    const over = (facts: readonly Fact[]) =>
      safetyFrom({ case: caseOf('WB-3333-33', facts), present: null }, kept, policy).map(({ kind }) => kind);
    expect(over(linked())).toContain('procedure-linked');
    expect(over(then(linked(), ended(linked())))).not.toContain('procedure-linked');
    expect(over(then(linked(), decideUnlinked(linked(), known, 'Wrong')))).not.toContain('procedure-linked');
  });

  test('is gone where it was linked by mistake, with a reason, and may be linked again', () => {
    expect(decideUnlinked(linked(), known, ' ')).toMatchObject({ kind: 'refused' });
    const gone = then(linked(), decideUnlinked(linked(), known, 'Of another child'));
    expect(proceduresTold(gone)).toEqual([]);
    expect(decideUnlinked(gone, known, 'Of another child')).toMatchObject({ kind: 'refused' });
    expect(decideBeside(gone, known, policy, '2026-04-28')).toMatchObject({ kind: 'facts' });
  });
});
