import { randomUUID } from 'node:crypto';
import { keysOf } from '../../src/casework/record';
import type { Instant } from '../../src/domain/calendar/date';
import type { Fact } from '../../src/domain/case/fact';
import type { OffRollWay } from '../../src/domain/case/way';
import type { Pupil } from '../../src/domain/pupil/pupil';
import { policyPack } from '../../src/domain/policy/policies';
import { aPupil, anAbsence, atRisk, noRisk } from '../builders/case';
import { referred } from '../builders/ways';
import { buttonsOn, textOn } from '../support/cards';
import type { Client } from '../support/client';
import { trailOf } from '../support/trail';
import { aMainJobBot, press, type MainJobBot } from './main-job-bot';

let house: MainJobBot;
let officer: Client;
let panel: Client;
beforeEach(async () => {
  house = await aMainJobBot('chat');
  officer = house.as(house.people.officer);
  panel = house.as(house.people.panel);
});
afterEach(() => house.bot.close());

const say = async (client: Client, text: string) => (await client.say(text)).at(-1)!;
const report = async (over: Partial<Pupil> = {}, triage = noRisk) => {
  const pupil = aPupil({ upn: null, upnUnknown: 'other', ...over });
  const { view } = await house.casework.report(house.people.lead, {
    draftId: randomUUID(),
    triage,
    pupil,
    absence: anAbsence(),
  });
  return view.case.reference;
};
const refer = async (way: OffRollWay, reference: string, waitingFor: 'nothing' | 'appeal' = 'nothing') => {
  const { facts } = referred(way, { pupil: { forename: reference, upn: null }, out: { waitingFor } });
  await add(reference, facts, 'liverpool');
};
const add = (reference: string, facts: readonly Fact[], policy: string) => {
  const openedAt: Instant = facts[0]!.recordedAt;
  const head = {
    id: randomUUID(),
    reference,
    school: null,
    authority: house.people.officer.authority,
    policy,
    openedAt,
  };
  const one = { ...head, version: facts.length, facts };
  return house.storage.cases.open(one, keysOf(one), null).then(() => one);
};
const referencesOn = (card: unknown) => [...new Set(textOn(card).match(/WB-\w{4}-\w{2}/g) ?? [])];

describe('register', () => {
  test('shows who is out of provision and why, with what is to be done by whom, and no child’s name', async () => {
    const missing = await report();
    const inDanger = await report({ forename: 'Hazel', surname: 'Birch' }, atRisk);
    await refer('not-on-roll', 'WB-AAAA-22');
    await refer('new-to-city', 'WB-BBBB-22');
    await refer('new-to-city', 'WB-CCCC-22', 'appeal');
    await refer('home-education', 'WB-DDDD-22');
    await refer('other-authority', 'WB-EEEE-22');
    await house.at('2026-05-05', '09:00');
    const { text, card } = await say(officer, 'register');
    expect(text).toContain('Children out of provision: 6');
    expect(text).toContain('As of today, Tue 5 May 2026');
    for (const reference of ['WB-AAAA-22', 'WB-BBBB-22', 'WB-CCCC-22', 'WB-DDDD-22', missing])
      expect(text).toContain(reference);
    expect(text).not.toContain('WB-EEEE-22');
    expect(text).toContain(`${inDanger} · High risk`);
    for (const { title } of policyPack('liverpool').panel.register.reasons.filter(({ id }) => id !== 'no-place'))
      expect(text).toContain(`${title}: `);
    expect(text).toContain('Missing, on a school’s roll · School day 6 · Day 6: contact EWS');
    expect(text).toContain(
      'Out since Mon 27 April 2026: 6 school days (under 2 weeks). On record since Mon 27 April 2026',
    );
    expect(text).toContain('Example Primary School');
    expect(text).toContain('No school');
    expect(text).toContain('Designated safeguarding lead · Was due Mon 27 April 2026');
    for (const secret of ['Ashdown', 'Rowan', 'Hazel', 'Birch', '2016'])
      expect(JSON.stringify(card)).not.toContain(secret);
  });

  test('opens a case from its line', async () => {
    await report();
    const shown = await press(officer, await say(officer, 'register'), 'Open');
    expect(shown.text).toContain('Rowan Ashdown');
  });

  test('of a day gone by shows what was known then, and nothing that was recorded later', async () => {
    const reference = await report();
    await house.at('2026-05-18', '10:00');
    const [why, unsent] = ['Another child was meant.', 'No return is owed of this child.'];
    await house.casework.close(house.people.officer, reference, 'reported-in-error', why, unsent);
    await house.at('2026-05-20', '10:00');
    const later = await report({ forename: 'Hazel', surname: 'Birch' });
    expect((await say(officer, 'register')).text).toContain('Children out of provision: 1');
    const then = await say(officer, 'register 2026-05-17');
    expect(then.text).toContain('As it was known at the end of Sun 17 May 2026. What was recorded later is left out');
    expect(referencesOn(then.card)).toContain(reference);
    expect(referencesOn(then.card)).not.toContain(later);
    expect(then.text).toContain('School day 14');
    expect(referencesOn((await say(officer, 'register 18/05/2026')).card)).not.toContain(reference);
    expect((await say(officer, 'the register of 26/04/2026')).text).toContain('Children out of provision: 0');
    // Of the same day a member of the panel sees what stands on an agenda now.
    await house.at('2026-06-10', '10:00');
    expect(referencesOn((await say(officer, 'register 2026-05-17')).card)).toEqual([reference]);
    const theirs = await say(panel, 'register 2026-05-17');
    expect(theirs.text).toContain('Children out of provision, on the panel’s agenda: 0');
    expect(theirs.text).toContain(
      'Only the children who are on the panel’s agenda today. As it was known at the end of',
    );
    expect(theirs.text).toContain('None of the children on the panel’s agenda is on it.');
    expect(referencesOn(theirs.card)).toEqual([]);
    expect(referencesOn((await say(panel, 'register')).card)).toEqual([later]);
  });

  test('takes a day as people write it, and asks for the year where it is missing', async () => {
    const reference = await report();
    await house.at('2026-05-18', '10:00');
    for (const typed of [
      'register 1 May 2026',
      'the register of 01 may 2026 by school',
      'register 1 May. 2026 by risk',
    ])
      expect((await say(officer, typed)).text).toContain('As it was known at the end of Fri 1 May 2026');
    const [sept, none] = ['register 30 Sept 2025', 'register 27 apr 2026'];
    expect((await say(officer, sept)).text).toContain('at the end of Tue 30 September 2025');
    expect(referencesOn((await say(officer, none)).card)).toContain(reference);
    expect((await say(officer, 'census 1 May 2026')).text).toContain('Fri 1 May 2026');
    expect((await say(officer, 'minutes 1 May 2026')).text).toContain('Fri 1 May 2026');
    expect((await say(officer, 'summary 1 May 2026 to 15 May 2026')).text).toContain('Summary of Fri 1 May 2026 to');
    expect((await say(officer, 'away until 25 May 2026')).text).toContain('Mon 25 May 2026');
    for (const unclear of ['register 1 May', 'register 1 Maybe 2026', 'register 31 Feb 2026'])
      expect((await say(officer, unclear)).text).toContain('Write the day as in “register 18/05/2026”');
  });

  test('kindly refuses a day that has not come, and one that there is not', async () => {
    expect((await say(officer, 'register 2026-06-30')).text).toContain('Tue 30 June 2026 has not come yet');
    const { text } = await say(officer, 'register 31/02/2026');
    expect(text).toContain('Write the day as in “register 18/05/2026”');
    expect(text).not.toContain('*'); // a refusal is told as it is written: nothing in it is made bold
  });

  test('is paged, filtered by reason and put in order, and keeps the day meanwhile', async () => {
    for (let n = 0; n < 12; n += 1)
      await report({ forename: 'Child', surname: `Number ${'abcdefghijkl'[n]}` }, n === 11 ? atRisk : noRisk);
    await refer('not-on-roll', 'WB-AAAA-22');
    await house.at('2026-05-05', '09:00');
    const first = await say(officer, 'register 2026-05-04');
    expect(first.text).toContain('Shown here: 1 to 10 of 13');
    // Out since March, and so before everybody.
    expect(referencesOn(first.card)[0]).toBe('WB-AAAA-22');
    const second = await press(officer, first, 'Show more');
    expect(second.text).toContain('Shown here: 11 to 13 of 13');
    expect(second.text).toContain('at the end of Mon 4 May 2026');
    const all = [...referencesOn(first.card), ...referencesOn(second.card)];
    expect(new Set(all).size).toBe(13);
    expect(referencesOn((await press(officer, second, 'Earlier ones')).card)).toEqual(referencesOn(first.card));
    const filtered = await press(officer, second, 'Show', { which: 'not-located', order: 'risk' });
    expect(filtered.text).toContain('Children out of provision: 1 (on no roll, not located)');
    expect(referencesOn(filtered.card)).toEqual(['WB-AAAA-22']);
    const byRisk = await say(officer, 'register by risk');
    expect(byRisk.text.indexOf('High risk')).toBeLessThan(byRisk.text.indexOf('WB-AAAA-22'));
    expect(byRisk.text).toContain('As of today');
    const bySchool = await say(officer, 'register 2026-05-04 by school');
    expect(referencesOn((await press(officer, bySchool, 'Show more')).card).at(-1)).toBe('WB-AAAA-22');
  });

  test('shows one line for a child of two cases, and names the other one', async () => {
    const born = { dateOfBirth: '2015-06-01' } as const;
    const here = await report(born);
    const { view } = await house.casework.report(house.people.otherLead, {
      ...{ draftId: randomUUID(), triage: noRisk, pupil: aPupil({ ...born, upn: null, upnUnknown: 'other' }) },
      absence: anAbsence({ firstDayMissed: '2026-04-23', lastAttended: '2026-04-22' }),
    });
    const { text } = await say(officer, 'register');
    expect(text).toContain('Children out of provision: 1');
    expect(text).toContain(`The same child: ${here}`);
    expect(text).toContain(view.case.reference);
  });

  test('shows a member of the panel what stands on the agenda, and nobody else’s', async () => {
    const shown = await report({}, atRisk);
    await house.at('2026-06-01', '09:00');
    const later = await house.casework.report(house.people.lead, {
      ...{
        draftId: randomUUID(),
        triage: noRisk,
        pupil: aPupil({ forename: 'Hazel', upn: null, upnUnknown: 'other' }),
      },
      absence: anAbsence({ firstDayMissed: '2026-06-01', lastAttended: '2026-05-22' }),
    });
    await house.at('2026-06-01', '09:01');
    const theirs = async () => referencesOn((await say(panel, 'register')).card);
    expect(referencesOn((await say(officer, 'register')).card).sort()).toEqual(
      [shown, later.view.case.reference].sort(),
    );
    const onAgenda = (await say(panel, 'agenda')).text;
    expect(await theirs()).toEqual(
      [shown, later.view.case.reference].filter((reference) => onAgenda.includes(reference)),
    );
    expect((await theirs()).length).toBeGreaterThan(0);
  });

  test('is refused to a school and to who sees no case, and is not offered to them', async () => {
    await report();
    for (const who of ['lead', 'welfare', 'administrator', 'auditor'] as const) {
      const client = house.as(house.people[who]);
      expect((await say(client, 'register')).text).toContain('for members of the panel and for the officers');
      expect((await say(client, 'help')).text).not.toContain('register');
    }
    expect((await say(officer, 'help')).text).toContain('register');
  });

  test('asked for in a channel, goes to the own chat', async () => {
    const reference = await report();
    const channel = officer.in({ id: '19:some@thread.tacv2', conversationType: 'channel' });
    const [answer] = await channel.say('<at>Whereabouts</at> register');
    expect(answer!.text).toBe('The register: I have put it into your own chat with me.');
    expect(officer.history().at(-1)!.text).toContain(reference);
  });

  test('puts on the trail whose lines somebody was shown', async () => {
    const reference = await report();
    const { id } = (await house.storage.cases.byReference(house.people.officer.authority, reference))!;
    const before = (await trailOf(house.storage, house.people.officer.authority)).length;
    await say(officer, 'register');
    expect((await trailOf(house.storage, house.people.officer.authority)).slice(before)).toMatchObject([
      { action: 'see-register', outcome: 'read', role: 'tracking-officer', cases: [id] },
    ]);
  });
});

describe('a case whose rules are gone', () => {
  beforeEach(async () => {
    const { facts } = referred('not-on-roll', { pupil: { forename: 'Lost', upn: null } });
    await add('WB-GGGG-22', facts, 'gone');
  });
  const told = () => house.lines.filter((line) => /rules of a case are not there|a case cannot be read/.test(line));

  test('is left out of the register, which says so, and the operator is told', async () => {
    const reference = await report();
    const { text } = await say(officer, 'register');
    expect(text).toContain('1 case could not be read and is not shown here.');
    expect(text).toContain(reference);
    expect(text).not.toContain('WB-GGGG-22');
    expect(told()).toHaveLength(1);
  });

  test('is left out of the agenda, which says so, and takes no other case from it', async () => {
    const reference = await report({}, atRisk);
    const { text } = await say(panel, 'agenda');
    expect(text).toContain('1 case could not be read and is not shown here.');
    expect(text).toContain(reference);
    expect(text).not.toContain('WB-GGGG-22');
    expect(told()).toHaveLength(1);
    expect((await say(panel, `case ${reference}`)).text).toContain('Rowan Ashdown');
    expect((await say(panel, 'case WB-GGGG-22')).text).toContain('There is no case with that reference');
    expect(buttonsOn((await say(panel, 'register')).card)).not.toEqual([]);
  });
});
