import type { Client } from '../support/client';
import { trailOf } from '../support/trail';
import { aMainJobBot, openItem, press, reportPupil, say, type MainJobBot } from './main-job-bot';

describe('the audit trail of what people do', () => {
  let house: MainJobBot;
  let lead: Client;
  let officer: Client;
  let reference: string;
  let caseId: string;
  beforeEach(async () => {
    house = await aMainJobBot('chat');
    [lead, officer] = [house.as(house.people.lead), house.as(house.people.officer)];
    ({ reference } = await reportPupil(lead));
    caseId = (await house.casework.see(house.people.lead, reference)).case.id;
  });
  afterEach(() => house.bot.close());

  const trail = () => trailOf(house.storage, house.people.lead.authority);
  const done = async () => (await trail()).filter(({ outcome }) => outcome === 'done');
  const does = async (client: Client, title: string) =>
    press(client, await press(client, await say(client, `case ${reference}`), 'More'), title);

  test('says who opened a case, in which role, and which fields were filled in', async () => {
    const { id, tenantId } = house.people.lead;
    const [first] = await done();
    expect(first).toMatchObject({
      ...{ seq: 1, person: id, tenant: tenantId, role: 'attendance-lead', action: 'report', outcome: 'done' },
      ...{ cases: [caseId], from: 0, reason: null },
    });
    expect(first!.fields).toEqual(
      expect.arrayContaining(['pupil-described.pupil.upn', 'absence-described.absence.code']),
    );
  });

  test('says under which action each thing was done', async () => {
    await press(lead, await openItem(lead, reference, 'S04'), 'Save', { outcome: 'no-answer', on: '2026-04-27' });
    await press(officer, await does(officer, 'Put on hold'), 'Put on hold', { until: '2026-05-20', reason: 'Waiting' });
    const [, ...later] = await done();
    expect(later.map(({ person, role, action, from, to }) => ({ person, role, action, facts: to! - from! }))).toEqual([
      { person: house.people.lead.id, role: 'attendance-lead', action: 'record-check', facts: 1 },
      { person: house.people.officer.id, role: 'tracking-officer', action: 'hold', facts: 1 },
    ]);
  });

  test('holds no word of what was typed, and nothing of the child', async () => {
    const reason = 'Waiting for Aunt Hazel';
    await press(officer, await does(officer, 'Put on hold'), 'Put on hold', { until: '2026-05-20', reason });
    const written = JSON.stringify(await trail());
    for (const word of ['Rowan', 'Ashdown', 'C341999926001', '2016-03-09', 'Example Row', 'Jo ', 'Hazel', 'Waiting'])
      expect(written).not.toContain(word);
  });
});
