import { shownMessage, type Client } from '../support/client';
import { instantOf } from '../../src/notices/steady-clock';
import { aMainJobBot, press, reportPupil, say, type MainJobBot } from './main-job-bot';
import { CHANNEL, watched } from './steps-taken';

/** Teams has taken it, and the bot does not hear so. */
const UNHEARD = { status: 504, accepted: true };

let house: MainJobBot;
let reference: string;
beforeEach(async () => {
  house = await aMainJobBot('chat');
  ({ reference } = await reportPupil(house.as(house.people.lead)));
});
afterEach(() => house.bot.close());

const { block } = watched(() => house);
const textsIn = (conversation: string) =>
  house.bot.connector.messages(conversation).map((message) => shownMessage(message).text);

/** What was written there by this, in such words: once, not heard of, and then again. */
async function writtenTwice(
  conversation: string,
  words: string,
  makes: () => Promise<unknown>,
): Promise<[string, string]> {
  house.bot.connector.refuse([conversation], UNHEARD);
  await makes();
  house.bot.connector.refuse([conversation], null);
  for (let seconds = 0; seconds < 20; seconds += 5) {
    house.bot.steady.moveTo(instantOf(house.bot.steady.now() + 5_000));
    await house.fallDue();
  }
  const [first, second, ...more] = textsIn(conversation).filter((text) => text.includes(words));
  expect(more).toEqual([]);
  return [first!, second!];
}

test('word of an alert that does not arrive says in the channel that it may stand there twice, also once it is over', async () => {
  const { officer, manager } = house.people;
  await house.as(officer).in(CHANNEL).say('post alerts here');
  await block(officer);
  const [first, second] = await writtenTwice(CHANNEL.id, reference, () => house.at('2026-05-05', '08:45'));
  expect(first).not.toContain('twice');
  expect(second).toContain('This message may stand here twice: an earlier try may have come through.');
  await house.casework.acknowledge(manager, (await alertTo(officer.id)).id);
  await house.fallDue();
  const now = textsIn(CHANNEL.id).at(-1);
  expect(now).toContain('This alert has been answered');
  expect(now).toContain('This message may stand here twice');
});

const alertTo = async (person: string) => {
  const { id } = (await house.storage.cases.byReference('341', reference))!;
  return (await house.storage.outbox.ofCase(id)).find(({ recipient }) => recipient === person)!;
};

test('word of a meeting says so too', async () => {
  const officer: Client = house.as(house.people.officer);
  await officer.in({ id: '19:copp@thread.tacv2', conversationType: 'channel' }).say('post the agenda here');
  const page = await press(officer, await say(officer, 'meetings'), 'Cancel');
  await press(officer, page, 'Cancel the meeting', { reason: 'The room is taken' });
  const [first, second] = await writtenTwice('19:copp@thread.tacv2', 'is cancelled', () => house.fallDue());
  expect(second).toBe(`${first} This message may stand here twice: an earlier try may have come through.`);
});

test('the list for somebody who was away says that they may have had it', async () => {
  const { officer, caseworker } = house.people;
  await house.as(caseworker).say('hello');
  await say(house.as(officer), 'away until 2026-05-13');
  await house.at('2026-05-12', '10:00');
  const chat = `a:${officer.entraId}`;
  const [first, second] = await writtenTwice(chat, 'While you were away', () => house.at('2026-05-13', '08:30'));
  expect(first).not.toContain('may have had');
  expect(second).toContain('You may have had this message before: an earlier try may have reached you.');
});
