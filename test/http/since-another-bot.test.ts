import { policyPack } from '../../src/domain/policy/policies';
import { alertChannelOf } from '../../src/notices/alert-channel';
import { askAgain } from '../../src/notices/asking-again';
import type { Person } from '../../src/people/directory';
import { aMainJobBot, reportPupil, type MainJobBot } from './main-job-bot';
import { CHANNEL, watched } from './steps-taken';

const [BEFORE, NOW] = ['a', 'b'].map((digit) => `28:${digit.repeat(8)}-1111-4111-8111-${digit.repeat(12)}`) as [
  string,
  string,
];
/** On that morning the officer is told of Day 6 under Liverpool's rules. */
const DAY_6 = '2026-05-05';

/** The app was registered anew: Teams takes nothing from this bot where only the one before was met. */
let house: MainJobBot;
beforeEach(async () => {
  house = await aMainJobBot('chat', 'liverpool', policyPack, {}, NOW);
});
afterEach(() => house.bot.close());
const { block, chat, inChannel, stepsFor } = watched(() => house);

/** What is kept of them was kept of this bot. */
async function met(recipient: string, botId: string): Promise<void> {
  const { state: _, since: __, why: ___, ...kept } = (await house.storage.references.of(recipient))!;
  await house.storage.references.save({ ...kept, botId });
}
/** The officer's alert of Day 6 does not reach them. */
async function officerIsNotReached(): Promise<string> {
  const { reference } = await reportPupil(house.as(house.people.lead));
  await block(house.people.officer);
  await house.at(DAY_6, '08:45');
  return reference;
}

test.each([
  ['is told by the one that runs now', NOW],
  ['stands in for nobody where only the one before could write to them', BEFORE],
])('a colleague %s', async (_name, botId) => {
  const { officer, caseworker, manager } = house.people;
  for (const person of [caseworker, manager]) await house.as(person).say('hello');
  await met(caseworker.id, botId);
  await met(manager.id, NOW);
  const reference = await officerIsNotReached();
  const isTold = (person: Person) => chat(person).some((text) => text.includes(reference));
  expect([isTold(caseworker), isTold(manager)]).toEqual(botId === NOW ? [true, false] : [false, true]);
  expect(await stepsFor(officer, reference)).toEqual(['deputy told']);
});

test.each([
  ['hears of an alert that reaches nobody', NOW, ['deputy skipped', 'team-channel told']],
  ['is passed over where the one before was put into it', BEFORE, ['deputy skipped', 'team-channel skipped']],
])('a channel for alerts %s', async (_name, botId, taken) => {
  const { officer, manager } = house.people;
  await house.as(officer).in(CHANNEL).say('post alerts here');
  await met(alertChannelOf(officer.authority), botId);
  const before = inChannel().length;
  const reference = await officerIsNotReached();
  const told = inChannel().slice(before);
  expect(told.some((text) => text.includes(reference))).toBe(botId === NOW);
  expect((await stepsFor(officer, reference)).slice(0, 2)).toEqual(taken);
  expect(chat(manager)).toEqual([]);
});

test.each([
  ['this bot is left alone', NOW, 0],
  ['the one before is asked for again', BEFORE, 1],
])('whoever blocked %s', async (_name, botId, asked) => {
  const { officer } = house.people;
  await met(officer.id, botId);
  const reference = await officerIsNotReached();
  expect(await stepsFor(officer, reference)).not.toEqual([]);
  expect(await askAgain(house.storage, NOW)).toBe(asked);
});
