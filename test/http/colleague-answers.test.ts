import { importPeople } from '../../src/people/import/people';
import type { Person } from '../../src/people/directory';
import { londonInstant } from '../../src/domain/calendar/london';
import { anAbsence, aPupil, noRisk } from '../builders/case';
import { newId } from '../support/bot';
import { buttonsOn } from '../support/cards';
import { aMainJobBot, press, say, type MainJobBot } from './main-job-bot';

const LOU = '33333333-3333-4333-8333-333333333399';

let house: MainJobBot;
let second: Person;
let reference: string;
beforeEach(async () => {
  house = await aMainJobBot('chat');
  const { people } = house;
  const row = ({ tenantId, entraId, name, authority, school, roles }: Person) =>
    [tenantId, entraId, name, authority, school ?? '', roles.join(';')].join(',');
  const csv = [
    'tenant_id,entra_id,name,authority,school_urn,roles',
    ...Object.values(people).map(row),
    [people.officer.tenantId, LOU, 'Lou Second', people.officer.authority, '', 'tracking-officer'].join(','),
  ].join('\n');
  await importPeople(house.storage, csv, house.clock.now());
  second = (await house.storage.directory.personByEntraId(people.officer.tenantId, LOU))!;
  await house.as(second).say('hello');
  const absence = anAbsence({ firstDayMissed: '2026-04-27', lastAttended: null });
  const report = { draftId: newId(), triage: noRisk, absence, pupil: aPupil() };
  ({ reference } = (await house.casework.report(people.lead, report)).view.case);
  house.bot.steady.moveTo(londonInstant('2026-05-05', '08:45'));
  await house.at('2026-05-05', '08:45');
});
afterEach(() => house.bot.close());

const last = (person: Person) =>
  house
    .as(person)
    .history()
    .findLast(({ text }) => text.includes(reference))!;
const unanswered = async () => (await say(house.as(house.people.manager), 'deliveries unanswered')).text;

test('what one officer has answered waits for no other: not on their card, in no list and in no figure', async () => {
  const { officer } = house.people;
  expect(await unanswered()).toContain('To Lou Second');
  const before = (await house.storage.outbox.figures([])).unanswered;
  await press(house.as(officer), last(officer), 'Acknowledge');
  await house.fallDue();
  expect(last(second).text).toContain('Acknowledged by Ed Track');
  expect(buttonsOn(last(second).card).map(({ title }) => title)).not.toContain('Acknowledge');
  expect(await unanswered()).not.toMatch(/To (Lou Second|Ed Track)/);
  expect((await house.storage.outbox.figures([])).unanswered).toBe(before - 2);
});

test('what the school has answered still waits for the authority', async () => {
  const { lead } = house.people;
  const { outbox } = house.storage;
  const theirs = (await outbox.ofCase((await house.storage.cases.byReference(lead.authority, reference))!.id)).filter(
    ({ recipient, kind }) => recipient === lead.id && kind === 'alert',
  );
  for (const { id } of theirs) await house.casework.acknowledge(lead, id);
  expect(await unanswered()).toContain('To Lou Second');
});
