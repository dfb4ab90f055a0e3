import { randomUUID } from 'node:crypto';
import { importPeople } from '../../../src/people/import/people';
import type { Person } from '../../../src/people/directory';
import { buttonOn } from '../../support/cards';
import type { Client, Shown } from '../../support/client';
import { openItem, press, say } from '../main-job-bot';
import { inDialog, pressed, said } from './asking';
import { countingReads } from './reads';
import { aWorldOfCases, type WorldOfCases } from './world';

const NO_SUCH_CASE = 'There is no case with that reference that you can see.';

/** What our cards never send: ids of others, and what was somebody else's to send. */
describe('what was tampered with', () => {
  let world: WorldOfCases;
  let lead: Client;
  let otherLead: Client;
  let mine: string;
  let theirs: string;
  beforeEach(async () => {
    world = await aWorldOfCases();
    const { house, cases } = world;
    [lead, otherLead] = [house.as(house.people.lead), house.as(house.people.otherLead)];
    [mine, theirs] = [cases['own-school'].reference, cases['another-school'].reference];
  });
  afterEach(() => world.close());

  const page = (id: string, args: object, step = 'next', typed: object = {}) => ({
    ...{ verb: 'page', page: id, args, step },
    ...typed,
  });
  const factsOf = async (kind: 'own-school' | 'another-school') =>
    (await world.house.storage.cases.byId(world.cases[kind].id))!.facts.map((fact) => fact.kind);

  test('the id that we know a case by is no reference, and neither is anything else', async () => {
    const { id } = world.cases['another-school'];
    const { id: ours } = world.cases['own-school'];
    const forged = [id, ours, '__proto__', 'constructor', `${theirs}'--`, `${theirs} ${mine}`, '%', '', theirs];
    for (const reference of forged) {
      expect(await pressed(lead, { verb: 'show-case', reference })).toContain(NO_SUCH_CASE);
      expect(await pressed(lead, page('check', { case: reference, item: 'S04' }, ''))).toContain(NO_SUCH_CASE);
      expect(await inDialog(lead, 'task/submit', page('close', { case: reference }))).toContain(NO_SUCH_CASE);
    }
  });

  test('a reference of another authority that stands here too is the one of here', async () => {
    const { house, there, cases } = world;
    const [here, away] = [house.people.officer, there.officer];
    expect(await said(house.as(here), `case ${mine}`)).toContain('Ashdown');
    expect(await said(house.as(away), `case ${mine}`)).toContain(NO_SUCH_CASE);
    expect(await said(house.as(away), `case ${cases['other-authority'].reference}`)).toContain('Elderflower');
    expect(await said(house.as(here), `case ${cases['other-authority'].reference}`)).toContain(NO_SUCH_CASE);
  });

  test('a check of the authority on a page of the school’s is still the authority’s', async () => {
    const open = await openItem(lead, mine, 'S04');
    const button = buttonOn(open.card, 'Save');
    const edited = { ...button['data'], args: { ...button['data'].args, item: 'A01' } };
    const typed = { outcome: 'no-answer', on: '2026-04-27' };
    expect(await pressed(lead, { ...edited, ...typed })).toContain('Your role does not allow this.');
    expect(await factsOf('own-school')).not.toContain('check-recorded');
  });

  test('another school’s case among those that a deed is for is refused, and nothing is done to any', async () => {
    const told = [
      await pressed(lead, page('siblings', { case: mine }, 'next', { link: theirs })),
      await pressed(lead, page('siblings', { case: mine }, 'next', { other: theirs })),
      await pressed(
        lead,
        page('check', { case: mine, item: 'S10', seen: '' }, 'next', {
          ...{ outcome: 'no-answer', on: '2026-04-27', also: theirs },
        }),
      ),
    ];
    for (const text of told) {
      expect(text).not.toContain('Birchall');
      expect(text).not.toContain('Linked now');
    }
    expect(await factsOf('another-school')).toEqual(world.cases['another-school'].facts.map((fact) => fact.kind));
    expect(await factsOf('own-school')).not.toContain('siblings-linked');
  });

  test('a form that somebody else has sent is not sent again for whoever got hold of it', async () => {
    const open = await openItem(lead, mine, 'S04');
    const typed = { outcome: 'no-answer', on: '2026-04-27', note: 'Rang twice' };
    const sent = { ...buttonOn(open.card, 'Save')['data'], ...typed };
    expect(await pressed(lead, sent)).toContain('Ashdown');
    const again = await pressed(otherLead, sent);
    expect(again).toContain(NO_SUCH_CASE);
    expect(again).not.toContain('Ashdown');
    // The person themselves, who pressed twice, gets the same once more.
    expect(await pressed(lead, sent)).toContain('Ashdown');
  });

  describe('a role that an import has withdrawn', () => {
    const line = ({ tenantId, entraId, name, authority, school }: Person, roles: string, urn = school) =>
      [tenantId, entraId, name, authority, urn ?? '', roles].join(',');
    const imported = (...lines: string[]) =>
      importPeople(
        world.house.storage,
        ['tenant_id,entra_id,name,authority,school_urn,roles', ...lines].join('\n'),
        world.house.clock.now(),
      );

    test('is gone with the next click, on a card that stands there already', async () => {
      const { head, officer } = world.house.people;
      const client = world.house.as(head);
      const more = await press(client, await say(client, `case ${mine}`), 'More');
      const grounds = await press(client, more, 'May the name be removed?');
      expect(grounds.text).toContain('Which ground may apply?');
      await imported(line(head, 'attendance-lead'), line(officer, 'tracking-officer'));
      expect(await pressed(client, page('removal-decide', { case: mine, ground: 'i' }, ''))).toContain(
        'Ask a colleague whose role does: head teacher.',
      );
      await imported(line(officer, 'tracking-officer'));
      for (const text of [await pressed(client, { verb: 'show-case', reference: mine }), await said(client, 'help')])
        expect(text).toMatch(/^I do not know you yet/);
    });

    test('takes the answers with it that were given in it, however soon the same is sent again', async () => {
      const open: Shown = await openItem(lead, mine, 'S04');
      const sent = { ...buttonOn(open.card, 'Save')['data'], outcome: 'no-answer', on: '2026-04-27' };
      expect(await pressed(lead, sent)).toContain('Ashdown');
      const { lead: person, officer } = world.house.people;
      await imported(line(person, 'attendance-lead', '999002'), line(officer, 'tracking-officer'));
      const again = await pressed(lead, sent);
      expect(again).toContain(NO_SUCH_CASE);
      expect(again).not.toContain('Ashdown');
    });

    test('takes them with it where Teams sends the very same again, and gives them to who has it still', async () => {
      const { lead: person, officer, otherLead: other } = world.house.people;
      const id = randomUUID();
      const value = { data: { verb: 'show-case', reference: mine }, context: { theme: 'default' } };
      const send = async (more: object = {}) => (await lead.invoke('task/fetch', value, { id, ...more })).body;
      const reads = countingReads(world.house.storage);
      const first = await send();
      expect(JSON.stringify(first)).toContain('Ashdown');
      const before = reads.total();
      expect(await send()).toEqual(first);
      expect(reads.since(before)).toEqual([]);

      const told: string[] = [];
      const officers = line(officer, 'tracking-officer');
      for (const lines of [[line(person, 'attendance-lead', '999002'), officers], [officers]]) {
        await imported(...lines);
        told.push(JSON.stringify(await send()));
      }
      expect(told).toEqual([expect.stringContaining(NO_SUCH_CASE), expect.stringContaining('I do not know you yet')]);
      expect(told.join()).not.toContain('Ashdown');

      await imported(officers, line(person, 'attendance-lead'), line(other, 'attendance-lead'));
      const from = { id: `29:${other.entraId}`, aadObjectId: other.entraId };
      expect(JSON.stringify(await send({ from }))).toContain(NO_SUCH_CASE);
      const again = reads.total();
      expect(await send()).toEqual(first);
      expect(reads.since(again)).toEqual([]);
    });
  });

  test('somebody with an id that nobody has, or in another tenant, is a stranger', async () => {
    const { lead: person } = world.house.people;
    for (const stranger of [
      { ...person, entraId: randomUUID() },
      { ...person, tenantId: '22222222-2222-4222-8222-222222222223' },
    ]) {
      const client = world.house.as(stranger);
      expect(await pressed(client, { verb: 'show-case', reference: mine })).toMatch(/^I do not know you yet/);
    }
  });
});
