import type { Role } from '../../../src/domain/access/roles';
import { assess } from '../../../src/domain/case/assess';
import type { LocalDate } from '../../../src/domain/calendar/date';
import { missingFor } from '../../../src/domain/case/closing';
import { decideClose } from '../../../src/domain/case/decide/closing';
import type { Triage } from '../../../src/domain/case/fact';
import { policyPack, policyPackIds } from '../../../src/domain/policy/policies';
import { aPupil, noRisk, reported } from '../../builders/case';
import { aRemovalDecision } from '../../builders/removal';
import { reasonOf, saidWithout } from '../../builders/ends-of-a-pack';
import { atRiskUnder } from '../../builders/of-a-pack';
import { liverpool } from '../calendar/liverpool';

describe.each(policyPackIds())('under the pack %s', (pack) => {
  const policy = policyPack(pack);
  const reason = reasonOf(policy, 'attendance-case').id;
  const close = (role: Role, triage: Triage) => {
    const located = { where: 'in-area', on: '2026-04-29', by: 'A neighbour thinks so', from: 'school' } as const;
    const details = { address: 'Not known' };
    const history = reported({}, triage).at('2026-04-29', '10:00', {
      kind: 'located',
      located: { ...located, details, note: '' },
    });
    const given = { roles: [role], calendar: liverpool, policy, today: '2026-04-29' } as const;
    return decideClose(history.facts, reason, 'As agreed.', given);
  };

  it('a child at risk does not become an attendance matter by the word of the school alone', () => {
    expect(close('attendance-lead', atRiskUnder(policy))).toMatchObject({
      ...{ kind: 'refused', says: expect.stringContaining('officer') },
    });
    expect(close('tracking-officer', atRiskUnder(policy)).kind).toBe('facts');
    const byTheSchool = reasonOf(policy, 'attendance-case').by.includes('attendance-lead');
    expect(close('attendance-lead', noRisk).kind).toBe(byTheSchool ? 'facts' : 'refused');
  });

  it.each<[string, LocalDate]>([
    ['of school age', '2016-03-09'],
    ['not of school age yet', '2022-01-09'],
    ['over school age', '2009-01-09'],
  ])('a case of a child who has died rests once the name is gone, and on ground K it can go: %s', (_, dateOfBirth) => {
    const today: LocalDate = '2026-04-29';
    const born = { kind: 'pupil-described' as const, pupil: aPupil({ dateOfBirth }) };
    const { facts } = reported().at(today, '09:00', born);
    const given = { roles: ['tracking-officer' as const], calendar: liverpool, policy, today };
    const closing = reasonOf(policy, 'died');
    expect(decideClose(facts, closing.id, 'Told by the family.', given)).toEqual({
      ...{ kind: 'refused', says: saidWithout(policy, 'died', 'off-roll') },
    });
    const gate = assess(facts, liverpool, policy, today).removal.gates.find(({ ground }) => ground.letter === 'k')!;
    expect([gate.refused, gate.open]).toEqual([null, true]);

    const decision = aRemovalDecision({ ground: 'k', offRollOn: today });
    const gone = reported().at(
      ...([today, '09:00', born, { kind: 'removal-decided', decision }] as const),
      { kind: 'deletion-return-sent', on: today, reference: '', notKnown: '' },
      { kind: 'name-deleted', on: today },
    );
    expect(decideClose(gone.facts, closing.id, 'Told by the family.', given).kind).toBe('facts');
  });

  it('who is over school age leaves on the ground for that alone, and the case rests only once the name is gone', () => {
    const sixteen = { ...{ kind: 'pupil-described' as const }, pupil: aPupil({ dateOfBirth: '2010-01-15' }) };
    const { facts } = reported().at('2026-06-29', '09:00', sixteen);
    const openOn = (day: LocalDate) =>
      assess(facts, liverpool, policy, day)
        .removal.gates.filter(({ open }) => open)
        .map((gate) => gate.ground.letter);
    // The last Friday in June is the last day of school age.
    expect(openOn('2026-06-25')).not.toContain('l');
    expect(openOn('2026-06-26')).toContain('l');
    // A child may have died at any age.
    expect(openOn('2026-06-29')).toEqual(['k', 'l']);
    const closing = reasonOf(policy, 'over-age');
    const standing = { calendar: liverpool, policy, today: '2026-06-29' as const };
    expect(missingFor(closing, { facts, ...standing })).toEqual([saidWithout(policy, 'over-age', 'off-roll')]);
  });
});
