import type { FactBody } from '../../../src/domain/case/fact';
import { policyPack } from '../../../src/domain/policy/policies';
import { standingOf } from '../../../src/domain/retention/standing';
import { reported } from '../../builders/case';
import { aReferral } from '../../builders/ways';

const policy = policyPack('liverpool');
const flagged = (...said: readonly FactBody[]) =>
  standingOf(reported().at('2026-05-05', '09:00', ...said), policy).flagged;
const RUNAWAY = { procedure: 'runaway', reference: 'MP-1' } as const;

test('a procedure of the police beside the case names a risk, also once it is over; an attendance matter names none', () => {
  expect(flagged({ kind: 'procedure-linked', ...RUNAWAY })).toBe(true);
  expect(
    flagged(
      { kind: 'procedure-linked', ...RUNAWAY },
      { kind: 'procedure-ended', ...RUNAWAY, on: '2026-05-06', note: '' },
    ),
  ).toBe(true);
  expect(flagged({ kind: 'procedure-linked', procedure: 'whereabouts-known', reference: '' })).toBe(false);
});

test('a procedure that was linked by mistake names none', () => {
  expect(
    flagged(
      { kind: 'procedure-linked', ...RUNAWAY },
      { kind: 'procedure-unlinked', ...RUNAWAY, reason: 'Of another child' },
    ),
  ).toBe(false);
});

test('a procedure beside the case of another child, parted since, names none', () => {
  const history = reported().at('2026-05-05', '09:00', { kind: 'procedure-linked', ...RUNAWAY });
  const moved = { caseId: 'a', recordedAt: '2026-04-27T08:00:00.000Z', recordedBy: 'person-1' } as const;
  history.facts[history.facts.length - 1] = { ...history.facts.at(-1)!, moved };
  expect(standingOf(history, policy).flagged).toBe(true);
  history.at('2026-05-06', '09:00', { kind: 'parted', caseId: 'a', reference: 'WB-AAAA-AA' });
  expect(standingOf(history, policy).flagged).toBe(false);
});

test.each([
  ['social-care', true],
  ['police', true],
  ['public', false],
  ['home-education-team', false],
])('a referral by %s names a risk: %j', (route, names) => {
  expect(flagged({ kind: 'referral-received', referral: { ...aReferral(), route } })).toBe(names);
});

test('what the rules do not know keeps longer: what is deleted too early is gone', () => {
  expect(flagged({ kind: 'procedure-linked', procedure: 'of-before', reference: '' })).toBe(true);
  expect(flagged({ kind: 'referral-received', referral: { ...aReferral(), route: 'of-before' } })).toBe(true);
});

test('word to an agency names a risk', () => {
  const contact = { agency: 'police', reference: '', on: '2026-05-05', at: '09:05', note: '' } as const;
  expect(flagged({ kind: 'safeguarding-contacted', contact })).toBe(true);
  expect(flagged()).toBe(false);
});
