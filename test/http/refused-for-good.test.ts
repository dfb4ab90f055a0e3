import type { LocalDate } from '../../src/domain/calendar/date';
import { instantOf } from '../../src/notices/steady-clock';
import type { Person } from '../../src/people/directory';
import { aMainJobBot, press, reportPupil, say, type MainJobBot } from './main-job-bot';

/** On that morning the officer is told of Day 6 under Liverpool's rules. */
const DAY_6: LocalDate = '2026-05-05';

let house: MainJobBot;
beforeEach(async () => {
  house = await aMainJobBot('chat');
});
afterEach(() => house.bot.close());

const chat = (person: Person) =>
  house
    .as(person)
    .history()
    .map(({ text }) => text);
const refuse = (person: Person, code: string, status: number) =>
  house.bot.connector.refuse([`a:${person.entraId}`], { status, code });
const noticeTo = async ({ id }: Person, reference: string) => {
  const theCase = (await house.storage.cases.byReference(house.people.lead.authority, reference))!;
  const all = await house.storage.outbox.ofCase(theCase.id);
  return all.find(({ recipient, obligation }) => recipient === id && obligation === 'ews-contact-due')!;
};
const stepsFor = async (person: Person, reference: string) => {
  const { id } = await noticeTo(person, reference);
  return (await house.storage.steps.of(id)).map(({ to, outcome }) => `${to} ${outcome}`);
};

describe('an alert that Teams refuses for good', () => {
  test('takes the chain like any other that does not arrive', async () => {
    const { lead, officer, caseworker } = house.people;
    await house.as(caseworker).say('hello');
    const { reference } = await reportPupil(house.as(lead));
    refuse(officer, 'BadSyntax', 400);
    await house.at(DAY_6, '08:45');
    expect(await noticeTo(officer, reference)).toMatchObject({ state: 'dead', lastError: '400 BadSyntax' });
    expect(await stepsFor(officer, reference)).toEqual(['deputy told']);
    expect(chat(caseworker).at(-1)).toContain(reference);
    for (let times = 0; times < 2; times += 1) await house.fallDue();
    expect(await stepsFor(officer, reference)).toEqual(['deputy told']);
  });

  test('ends with the operator’s alarm where nobody else is reached', async () => {
    const { lead, officer } = house.people;
    const { reference } = await reportPupil(house.as(lead));
    refuse(officer, 'BadSyntax', 400);
    await house.at(DAY_6, '08:45');
    expect((await stepsFor(officer, reference)).at(-1)).toBe('alarm told');
    expect(await house.storage.steps.alarms()).toBe(1);
  });

  test('is said to stand in the log alone where no address of an operator is set', async () => {
    const { lead, officer, manager } = house.people;
    const { reference } = await reportPupil(house.as(lead));
    refuse(officer, 'ConversationBlockedByUser', 403);
    await house.at(DAY_6, '08:45');
    house.bot.steady.moveTo(instantOf(house.bot.steady.now() + 61_000));
    await house.fallDue();
    const { text } = await say(house.as(manager), 'deliveries failed');
    expect(text).toContain('It stands in the log of Whereabouts, Tue 5 May 2026, 08:45, and nowhere else');
    expect(text).not.toContain('Told instead');
    house.bot.connector.refuse([`a:${officer.entraId}`], null);
    await house.as(officer).say('hello');
    await house.fallDue();
    expect(await noticeTo(officer, reference)).toMatchObject({ state: 'sent' });
    expect(chat(officer).at(-1)).not.toContain('so I told');
  });

  test('because its card is too big goes out as a short one that opens the case', async () => {
    const { lead, officer } = house.people;
    const { reference } = await reportPupil(house.as(lead));
    refuse(officer, 'MessageSizeTooBig', 413);
    await house.at(DAY_6, '08:45');
    house.bot.connector.refuse([`a:${officer.entraId}`], null);
    house.bot.steady.moveTo(instantOf(house.bot.steady.now() + 2_000));
    await house.fallDue();
    expect(await noticeTo(officer, reference)).toMatchObject({ state: 'sent', attempts: 2 });
    const card = house.as(officer).history().at(-1)!;
    expect(card.text).toContain(`Something is due on case ${reference}`);
    expect(card.text).not.toMatch(/Rowan|Ashdown/);
    expect(await stepsFor(officer, reference)).toEqual([]);
    await press(house.as(officer), card, 'Acknowledge');
    expect(await noticeTo(officer, reference)).toMatchObject({ acknowledgedBy: officer.id });
  });
});

test('of somebody who has taken the app out, the deliveries say so', async () => {
  const { lead, officer, manager } = house.people;
  await reportPupil(house.as(lead));
  await house.as(officer).send({ type: 'installationUpdate', action: 'remove' });
  await house.at(DAY_6, '08:45');
  const { text } = await say(house.as(manager), 'deliveries failed');
  expect(text).toContain('Whereabouts was taken out of their Teams.');
});
