import { caseJson } from '../../src/records/case-json';
import { aView, ASH, MAKER, PEOPLE, worked } from './case-view';

const read = (view: ReturnType<typeof aView>) =>
  JSON.parse(Buffer.from(caseJson(view, PEOPLE, MAKER).bytes).toString('utf8')) as Record<string, any>;

test('the facts stand in order with the names of people, beside what they come to', () => {
  const view = aView(worked().facts);
  const data = read(view);
  expect(data).toMatchObject({
    schema: 'whereabouts-case',
    schemaVersion: 1,
    reference: 'WB-7K3M-2Q',
    madeBy: { id: ASH.id, name: 'Ash Lead' },
    policy: { id: 'liverpool' },
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
