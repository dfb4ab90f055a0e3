import type { Person } from '../../src/people/directory';
import { hashOf, newSecret, ticketEnds } from '../../src/records/tickets';
import { linkOn } from './handed-out';
import { aMainJobBot, press, reportPupil, say, type MainJobBot } from './main-job-bot';
import { pressed, said } from './access/asking';
import { trailOf } from '../support/trail';

let house: MainJobBot;
beforeEach(async () => {
  house = await aMainJobBot('chat');
});
afterEach(() => house.bot.close());

const STRANGER = /^I do not know you yet/;
const refused = async () => (await trailOf(house.storage, '341')).filter(({ outcome }) => outcome === 'refused');
/** Everybody else has left. */
const only = (...people: readonly Person[]) => house.storage.directory.savePeople('341', people);

describe('whoever is answered as a stranger, and is in the directory, stands on the trail:', () => {
  test('who has left, once however often they try, and in no role', async () => {
    const { lead, officer } = house.people;
    const { reference } = await reportPupil(house.as(lead));
    await only(officer);
    for (let times = 0; times < 3; times += 1) {
      expect(await said(house.as(lead), `case ${reference}`)).toMatch(STRANGER);
      expect(await pressed(house.as(lead), { verb: 'show-case', reference })).toMatch(STRANGER);
    }
    const { id: person, tenantId: tenant } = lead;
    expect(await refused()).toEqual([
      expect.objectContaining({ person, tenant, role: null, action: 'ask', reason: 'left', cases: [], fields: [] }),
    ]);
  });

  test('each of several', async () => {
    const { lead, head, officer } = house.people;
    await only(officer);
    for (const person of [lead, head]) await house.as(person).say('help');
    expect((await refused()).map(({ person }) => person)).toEqual([lead.id, head.id]);
  });

  test('who is imported and comes as a guest', async () => {
    const { id, entraId } = house.people.lead;
    await house.as(house.people.lead).say('help', { from: { id: '29:g', aadObjectId: entraId, userRole: 'guest' } });
    expect(await refused()).toEqual([expect.objectContaining({ person: id, action: 'ask', reason: 'guest' })]);
  });

  test('and nobody else: who was never imported has no authority whose trail it would be', async () => {
    const nobody = { ...house.people.lead, entraId: '33333333-3333-4333-8333-333333333399' };
    expect(await said(house.as(nobody), 'help')).toMatch(STRANGER);
    expect(await refused()).toEqual([]);
  });
});

describe('a link that was given out, and is refused because the right to it has ended, stands on the trail once:', () => {
  const fetchTwice = async (link: string) => {
    for (let times = 0; times < 2; times += 1) expect((await fetch(link, { method: 'POST' })).status).toBe(404);
  };
  const paperFor = async (person: Person) => {
    const { reference } = await reportPupil(house.as(house.people.lead));
    const client = house.as(person);
    const papers = await press(client, await press(client, await say(client, `case ${reference}`), 'More'), 'Papers');
    const link = linkOn(house, await press(client, papers, 'Data'), 'Fetch the paper');
    return { link, caseId: (await house.storage.cases.byReference('341', reference))!.id };
  };

  test('to a paper, of who has left', async () => {
    const { lead, officer } = house.people;
    const { link, caseId } = await paperFor(lead);
    await only(officer);
    await fetchTwice(link);
    expect(await refused()).toEqual([
      expect.objectContaining({ person: lead.id, role: null, action: 'make-papers', reason: 'left', cases: [caseId] }),
    ]);
  });

  test('to a paper, of who has another role', async () => {
    const { officer } = house.people;
    const { link, caseId } = await paperFor(officer);
    await only({ ...officer, roles: ['administrator'] });
    await fetchTwice(link);
    const why = { person: officer.id, action: 'make-papers', reason: 'not-allowed', cases: [caseId] };
    expect(await refused()).toEqual([expect.objectContaining(why)]);
  });

  test('to the register', async () => {
    const { officer, caseworker } = house.people;
    const { handouts } = house.storage;
    const order = {
      kind: 'register-xlsx',
      on: '2026-04-27',
      by: 'days',
      reason: null,
      risk: null,
      school: null,
    } as const;
    const linkFor = async ({ id: personId }: Person) => {
      const secret = newSecret();
      await handouts.issue({ hash: hashOf(secret), personId, order, expiresAt: ticketEnds(house.clock.now()) });
      return `${house.bot.url}/papers/${secret}`;
    };
    const links = [await linkFor(officer), await linkFor(caseworker)];
    await only({ ...officer, roles: ['administrator'] });
    for (const link of links) await fetchTwice(link);
    const entries = (await refused()).map(({ person, action, reason }) => [person, action, reason]);
    expect(entries).toEqual([
      [officer.id, 'see-register', 'not-allowed'],
      [caseworker.id, 'see-register', 'left'],
    ]);
  });

  test('and looking at it leaves it as it was', async () => {
    const { lead, officer } = house.people;
    const { link } = await paperFor(lead);
    await only(officer);
    expect((await fetch(link)).status).toBe(404);
    expect(await refused()).toEqual([]);
  });
});
