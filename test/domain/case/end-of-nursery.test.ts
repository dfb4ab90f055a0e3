import { assess } from '../../../src/domain/case/assess';
import type { FactBody } from '../../../src/domain/case/fact';
import { readFacts } from '../../../src/domain/case/reading';
import type { Known } from '../../../src/domain/case/removal/conditions';
import { isInNoLaterYear } from '../../../src/domain/case/removal/school-year';
import type { YearGroupCondition } from '../../../src/domain/policy/removal-policy';
import { policyPack, policyPackIds } from '../../../src/domain/policy/policies';
import type { Pupil } from '../../../src/domain/pupil/pupil';
import { aPupil, reported } from '../../builders/case';
import { liverpool } from '../calendar/liverpool';

describe.each(policyPackIds())('what is on record goes before an answer at the decision, under the pack %s', (id) => {
  const policy = policyPack(id);

  test.each<[string, Partial<Pupil>, boolean]>([
    ['Year 5 by age, and by the register', { yearGroup: '5' }, false],
    ['Year 5 by age, and nobody has said the year', { yearGroup: null }, false],
    ['Year 5 by age, and reception by the register', { yearGroup: 'R' }, false],
    ['reception by age, and Year 1 by the register', { dateOfBirth: '2020-11-09', yearGroup: '1' }, false],
    ['Year 2 by age', { dateOfBirth: '2019-08-31', yearGroup: null }, false],
    ['Year 1 by age, as of a child who starts a year late', { dateOfBirth: '2019-09-01', yearGroup: null }, true],
    ['reception by age', { dateOfBirth: '2020-11-09', yearGroup: 'R' }, true],
  ])('ground B, the end of nursery, for a pupil who is in %s', (_, pupil, open) => {
    const described: FactBody = { kind: 'pupil-described', pupil: aPupil(pupil) };
    const { gates } = assess(
      reported().at('2026-04-30', '09:00', described).facts,
      liverpool,
      policy,
      '2026-04-30',
    ).removal;
    const gate = gates.find(({ ground: { letter } }) => letter === 'b')!;
    expect([gate.open, gate.notBefore]).toEqual([open, open ? { known: true, date: '2026-04-30' } : null]);
  });
});

test('who was in reception last school year is in Year 1 now', () => {
  const described: FactBody = { kind: 'pupil-described', pupil: aPupil({ dateOfBirth: '2021-03-09', yearGroup: 'R' }) };
  const told = readFacts(reported().at('2026-04-30', '09:00', described).facts);
  const said = (asOf: Known['asOf']) =>
    isInNoLaterYear({ latest: 'R', latestByAge: '1' } as YearGroupCondition, { told, asOf } as Known);
  expect(said('2026-08-31').state).toBe('met');
  expect(said('2026-09-01')).toEqual({ state: 'failed', says: expect.stringContaining('The pupil is in Year 1.') });
});
