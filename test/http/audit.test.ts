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
      ...{ person: id, tenant: tenantId, role: 'attendance-lead', action: 'report', outcome: 'done' },
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

  test('says who looked at which child, once for each thing they asked for', async () => {
    const before = (await trail()).length;
    await say(officer, `case ${reference}`);
    await press(officer, await say(officer, `checklist ${reference}`), 'Open the case');
    await say(officer, 'my cases');
    await say(officer, 'find Ashdown');
    await say(officer, 'find Nobody');
    const looks = (await trail()).slice(before);
    const { id: person } = house.people.officer;
    const look = { person, role: 'tracking-officer', outcome: 'read', action: 'see-case', cases: [caseId], from: null };
    expect(looks).toMatchObject([
      ...[look, look, look, look],
      { ...look, action: 'search', fields: ['name'] },
      { ...look, action: 'search', fields: ['name'], cases: [] },
    ]);
  });

  test('says what was refused to whom and why, on which case, and adds no fact', async () => {
    const before = (await trail()).length;
    const { people } = house;
    const elsewhere = house.as(people.otherLead);
    expect((await say(elsewhere, `case ${reference}`)).text).toContain('There is no case with that reference');
    await say(elsewhere, 'case WB-AAAA-AA');
    await say(house.as(people.panel), 'find Ashdown');
    await say(house.as(people.administrator), 'refer');
    const page = await does(officer, 'Put on hold');
    await press(officer, page, 'Put on hold', { until: '2030-05-20', reason: 'Waiting' });
    const refused = (await trail()).slice(before).filter(({ outcome }) => outcome === 'refused');
    const of = ({ id: person }: { readonly id: string }, over: object) => ({ person, from: null, to: null, ...over });
    expect(refused).toMatchObject([
      of(people.otherLead, { action: 'see-case', reason: 'no-such-case', cases: [caseId], role: null }),
      of(people.otherLead, { action: 'see-case', reason: 'no-such-case', cases: [] }),
      of(people.panel, { action: 'search', reason: 'not-allowed', cases: [], role: null }),
      of(people.administrator, { action: 'refer', reason: 'not-allowed', cases: [] }),
      of(people.officer, { action: 'hold', reason: 'refused', cases: [caseId], role: 'tracking-officer' }),
    ]);
  });

  test('says who saved or threw away a draft, and which fields were filled in, not with what', async () => {
    const before = (await trail()).length;
    const page = await say(lead, 'report');
    const { shown: saved } = await lead.click(page, 'Save for later', { forename: 'Hazel', surname: '' });
    const list = await say(lead, 'report');
    await press(lead, list, 'Throw away');
    const begun = (await trail()).slice(before).filter(({ outcome }) => ['drafted', 'discarded'].includes(outcome));
    const draft = { action: 'report', role: 'attendance-lead', person: house.people.lead.id, from: null };
    expect(saved!.text).toContain('is saved');
    expect(begun).toMatchObject([
      { ...draft, outcome: 'drafted', cases: [expect.any(String)] },
      { ...draft, outcome: 'discarded', cases: begun[0]!.cases },
    ]);
    expect(begun[0]!.fields).toContain('draft.forename');
    expect(begun[0]!.fields).not.toContain('draft.surname');
    expect(JSON.stringify(begun)).not.toContain('Hazel');
  });

  test('says under which action a draft on a case was saved', async () => {
    await press(lead, await openItem(lead, reference, 'S04'), 'Save for later', { note: 'Rang twice' });
    const drafted = (await trail()).filter(({ outcome, action }) => outcome === 'drafted' && action !== 'report');
    expect(drafted).toMatchObject([
      { action: 'record-check', cases: [caseId], fields: expect.arrayContaining(['draft.note']) },
    ]);
  });

  test('says who pressed a button that works no longer, by the names of ours alone', async () => {
    const before = (await trail()).length;
    for (const data of [
      { verb: 'agenda-section', section: 'gone' },
      { verb: 'Rowan Ashdown' },
      { verb: 'page', page: 'Ashdown', args: {} },
    ])
      await officer.invoke('adaptiveCard/action', { action: { type: 'Action.Execute', data } });
    const stale = (await trail()).slice(before).filter(({ reason }) => reason === 'stale-card');
    const pressed = { person: house.people.officer.id, outcome: 'refused', reason: 'stale-card', cases: [] };
    expect(stale).toMatchObject([
      { ...pressed, action: 'see-agenda', fields: ['verb.agenda-section'] },
      { ...pressed, action: 'see-case', fields: ['button.unknown'] },
      { ...pressed, action: 'see-case', fields: ['button.unknown'] },
    ]);
  });

  test('says who looked at the agenda, at the rules and at what was sent to whom', async () => {
    await house.at('2026-05-05', '09:00');
    const before = (await trail()).length;
    for (const words of ['agenda', 'rules', 'deliveries']) await say(officer, words);
    const looked = { person: house.people.officer.id, role: 'tracking-officer', outcome: 'read', from: null };
    expect((await trail()).slice(before)).toMatchObject([
      { ...looked, action: 'see-agenda', cases: [] },
      { ...looked, action: 'move-policy', cases: [] },
      { ...looked, action: 'see-deliveries', cases: [caseId] },
    ]);
  });

  test('says who made a paper and who was handed it', async () => {
    const before = (await trail()).length;
    const papers = await does(officer, 'Papers');
    const made = await press(officer, papers, 'Referral form');
    const [, path] = /https:\/\/papers\.example(\/papers\/[\w-]+)/.exec(JSON.stringify(made.card)) ?? [];
    await fetch(`${house.bot.url}${path}`, { method: 'POST' });
    const paper = { person: house.people.officer.id, action: 'make-papers', cases: [caseId], from: null };
    expect((await trail()).slice(before).filter(({ action }) => action === 'make-papers')).toMatchObject([
      { ...paper, outcome: 'read', fields: [] },
      { ...paper, outcome: 'done', fields: ['referral-form', expect.stringMatching(/^paper:[\w-]{36}$/)] },
      { ...paper, outcome: 'read', fields: ['referral-form'] },
    ]);
  });

  test('says who is away, and where the agenda and the alerts are posted', async () => {
    const channel = officer.in({ id: '19:panel@thread.tacv2', conversationType: 'channel' });
    await channel.say('<at>Whereabouts</at> post the agenda here');
    await channel.say('<at>Whereabouts</at> post alerts here');
    await say(officer, 'away until 11/05/2026');
    await say(officer, 'back');
    const beside = (await done()).filter(({ cases }) => cases.length === 0);
    expect(beside.map(({ action, role }) => `${role} ${action}`)).toEqual([
      'tracking-officer post-agenda',
      'tracking-officer post-alerts',
      ...['tracking-officer be-away', 'tracking-officer be-away'],
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
