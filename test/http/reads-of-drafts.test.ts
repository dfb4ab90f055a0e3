import { newId } from '../support/bot';
import { trailOf } from '../support/trail';
import { pressed } from './access/asking';
import { aMainJobBot, ABSENCE, press, PUPIL, say, TRIAGE, type MainJobBot } from './main-job-bot';
import { CHILD, ROUTE, START } from './referral-pages';

const REPORT = { ...TRIAGE, ...PUPIL, ...ABSENCE, forename: 'Canaryfore' };
const REFERRAL = { ...START, ...ROUTE, ...CHILD, forename: 'Canaryfore' };

describe('who opens an unfinished report', () => {
  let house: MainJobBot;
  beforeEach(async () => {
    house = await aMainJobBot('chat');
  });
  afterEach(() => house.bot.close());

  async function aDraft(who: 'lead' | 'officer', savedBy: string): Promise<string> {
    const person = house.people[who];
    const id = newId();
    const school = person.school ?? `authority ${person.authority}`;
    const values = who === 'lead' ? REPORT : REFERRAL;
    await house.storage.drafts.save({
      ...{ id, school, kind: 'report', caseId: null, item: null, savedBy, values },
      savedAt: '2026-04-27T07:00:00.000Z',
    });
    return id;
  }
  const looksAt = async (id: string) => (await trailOf(house.storage, '341')).filter(({ cases }) => cases.includes(id));

  describe.each(['a colleague', 'themselves'])('that was begun by %s, at any of its pages,', (begunBy) => {
    test.each([
      ['report-triage', 'lead', 'attendance-lead', 'report'],
      ['report-pupil', 'lead', 'attendance-lead', 'report'],
      ['report-absence', 'lead', 'attendance-lead', 'report'],
      ['report-check', 'lead', 'attendance-lead', 'report'],
      ['refer', 'officer', 'tracking-officer', 'refer'],
      ['refer-beside', 'officer', 'tracking-officer', 'refer'],
      ['refer-route', 'officer', 'tracking-officer', 'refer'],
      ['refer-child', 'officer', 'tracking-officer', 'refer'],
      ['refer-known', 'officer', 'tracking-officer', 'refer'],
    ] as const)('stands on the trail of what it becomes: %s', async (page, who, role, action) => {
      const person = house.people[who];
      const id = await aDraft(who, begunBy === 'themselves' ? person.id : house.people.safeguarding.id);
      await pressed(house.as(person), { verb: 'page', page, args: { draft: id }, step: '' });
      expect(await looksAt(id)).toMatchObject([{ outcome: 'read', action, role, person: person.id, cases: [id] }]);
    });
  });

  test('stands on the trail once where the first page is shown in place of another', async () => {
    const { lead } = house.people;
    const id = newId();
    await house.storage.drafts.save({
      ...{ id, school: lead.school!, kind: 'report', caseId: null, item: null, savedBy: lead.id },
      ...{ savedAt: '2026-04-27T07:00:00.000Z', values: { forename: 'Canaryfore' } },
    });
    await pressed(house.as(lead), { verb: 'page', page: 'report-check', args: { draft: id }, step: '' });
    expect(await looksAt(id)).toMatchObject([{ outcome: 'read', person: lead.id }]);
  });

  test('and whoever begins one sees nothing of anybody, and leaves nothing', async () => {
    const { lead } = house.people;
    const client = house.as(lead);
    await say(client, 'report');
    expect(await trailOf(house.storage, '341')).toEqual([]);
  });

  test('is told from whoever only lists it', async () => {
    const { lead, safeguarding } = house.people;
    const id = await aDraft('lead', safeguarding.id);
    const client = house.as(lead);
    const list = await say(client, 'report');
    await press(client, list, 'Go on');
    expect(await looksAt(id)).toHaveLength(2);
  });

  test('of another school is nobody: they begin a report of their own, and leave nothing on that one', async () => {
    const id = await aDraft('lead', house.people.lead.id);
    const args = { draft: id };
    const shown = await pressed(house.as(house.people.otherLead), {
      verb: 'page',
      page: 'report-triage',
      args,
      step: '',
    });
    expect(JSON.stringify(shown)).not.toContain('Canaryfore');
    expect(await looksAt(id)).toEqual([]);
  });
});
