import type { Role } from '../../../src/domain/access/roles';
import { decideClose } from '../../../src/domain/case/decide/closing';
import type { Triage } from '../../../src/domain/case/fact';
import { policyPack, policyPackIds } from '../../../src/domain/policy/policies';
import { noRisk, reported } from '../../builders/case';
import { reasonOf } from '../../builders/ends-of-a-pack';
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
});
