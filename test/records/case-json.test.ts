import { policyPack } from '../../src/domain/policy/policies';
import { caseJson } from '../../src/records/case-json';
import { aView, ASH, MAKER, PEOPLE, worked } from './case-view';

const read = (view: ReturnType<typeof aView>) =>
  JSON.parse(Buffer.from(caseJson(view, PEOPLE, MAKER).bytes).toString('utf8')) as Record<string, any>;

test('the facts stand in order with the names of people, beside what they come to', () => {
  const view = aView(worked().facts);
  const data = read(view);
  expect(data).toMatchObject({
    schema: 'whereabouts-case',
    schemaVersion: 4,
    reference: 'WB-7K3M-2Q',
    madeBy: { id: ASH.id, name: 'Ash Lead' },
    policy: { id: 'liverpool', title: view.policy.title },
    beganUnder: { id: 'liverpool', title: view.policy.title },
    school: { dfeNumber: '3419999' },
    pupil: { forename: 'Rowan' },
    assessment: { asOf: '2026-05-12', open: true, day: 11, stage: { title: view.assessment.stage!.title } },
  });
  expect(data['assessment'].dfe).toMatchObject({
    ...{ reason: { suggested: true }, band: null, awayBand: view.policy.dfe.bands[1]!.label },
  });
  expect(data['facts'].map(({ id }: { id: string }) => id)).toEqual(view.case.facts.map(({ id }) => id));
  expect(data['facts'][0].recordedBy).toEqual({ id: ASH.id, name: 'Ash Lead', roles: ['attendance-lead'] });
});

test('a case of a child on no school’s roll is data too, and somebody unknown costs no fact', () => {
  const view = aView(worked().facts);
  const made = caseJson({ ...view, school: null }, new Map(), MAKER);
  const data = JSON.parse(Buffer.from(made.bytes).toString('utf8')) as Record<string, any>;
  expect(data['school']).toBeNull();
  expect(data['facts']).toHaveLength(view.case.facts.length);
  expect(data['facts'][0].recordedBy).toMatchObject({ id: ASH.id, name: null });
});

test('a child whom somebody weighed to be at great risk is at risk there too, whatever the safeguarding questions say', () => {
  const weighed = (tier: string) =>
    worked().at('2026-05-05', '09:00', {
      kind: 'tier-set',
      answer: { tier, reason: 'Seen by nobody', asked: 'How great?' },
    });
  expect(read(aView(weighed('red').facts))['assessment']).toMatchObject({ atRisk: true, tier: { id: 'red' } });
  expect(read(aView(weighed('green').facts))['assessment']).toMatchObject({ atRisk: false, tier: { id: 'green' } });
});

test('a case that is linked as a sibling’s is named to whoever may see it too, and to nobody else', () => {
  const view = aView(
    worked().at('2026-05-05', '09:00', { kind: 'sibling-linked', caseId: 'case-2', reference: 'WB-2222-22' }).facts,
  );
  const made = (...sees: string[]) =>
    Buffer.from(caseJson(view, PEOPLE, { ...MAKER, seesToo: new Set(sees) }).bytes).toString('utf8');
  expect(JSON.parse(made('case-2'))['siblings']).toEqual({ linked: ['WB-2222-22'], elsewhere: false });
  expect(JSON.parse(made())['siblings']).toEqual({ linked: [], elsewhere: true });
  expect(made()).not.toContain('WB-2222-22');
});

test('the rules that hold now and those under which the case began each stand with their own title', () => {
  const [began, now] = [policyPack('liverpool'), policyPack('westmere')];
  const packs = [
    { from: '2026-04-27T07:40:00.000Z', policy: began },
    { from: '2026-05-05T08:00:00.000Z', policy: now },
  ] as const;
  expect(read(aView(worked().facts, { policy: now, packs }))).toMatchObject({
    policy: { id: 'westmere', title: now.title },
    beganUnder: { id: 'liverpool', title: began.title },
  });
});
