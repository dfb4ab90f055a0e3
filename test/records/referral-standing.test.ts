import type { LocalDate } from '../../src/domain/calendar/date';
import { policyPack } from '../../src/domain/policy/policies';
import { referralSheet } from '../../src/records/referral-form';
import { aPupil, History, reported } from '../builders/case';
import { aRemovalDecision } from '../builders/removal';
import { aView, factsUnder, MAKER, PEOPLE } from './case-view';

test('of a child on no roll it says who referred, since when the child is out of education, and what is missing', () => {
  const policy = policyPack('liverpool');
  const referral = {
    ...{
      route: policy.referrals.routes[0]!.id,
      receivedOn: '2026-04-27' as LocalDate,
      from: 'The health visiting team',
    },
    ...{ contact: '', agencyReference: 'HV-77', otherAuthority: '', description: '', note: '' },
  } as const;
  const facts = new History().at(
    '2026-04-27',
    '08:40',
    { kind: 'opened', way: 'not-on-roll' },
    { kind: 'pupil-described', pupil: aPupil() },
    { kind: 'referral-received', referral },
    {
      kind: 'out-of-education',
      out: { since: '2026-04-20', lastProvider: '', waitingFor: null, appealOn: null, assessedOn: null, note: '' },
    },
  ).facts;
  const view = { ...aView(facts), school: null };
  expect(factsUnder('At a glance', view)['How it stands']).toBe(
    'Open; out of education since Mon 20 April 2026: 3 whole weeks',
  );
  const under = factsUnder('The referral', view);
  expect(under['Who referred']).toMatch(/The health visiting team.*HV-77/s);
  expect(under).toMatchObject({ 'Out of education since': 'Mon 20 April 2026', 'Not known yet': expect.any(String) });
  expect(Object.keys(factsUnder('Days counted', view))).not.toContain(policy.clocks.groundI.title);
  expect(JSON.stringify(referralSheet(view, PEOPLE, MAKER).parts)).not.toMatch(/own calendar|Attendance codes/);
});

test('a child whose name was deleted and whom nobody has found is not told of as one who is not missing', () => {
  const facts = reported().at(
    '2026-05-05',
    '09:00',
    { kind: 'removal-decided', decision: aRemovalDecision({ offRollOn: '2026-05-05' }) },
    { kind: 'name-deleted', on: '2026-05-05' },
  ).facts;
  expect(factsUnder('At a glance', aView(facts))['How it stands']).toBe(
    'Open; the name was deleted, and nobody has found the child',
  );
  expect(Object.keys(factsUnder('Days counted', aView(facts)))[0]).toBe('Safeguarding count');
});
