import { policyPack } from '../../../src/domain/policy/policies';
import { canariesIn } from '../../builders/canaries';
import { buttonsOn } from '../../support/cards';
import type { Client } from '../../support/client';
import { shownMessage } from '../../support/client';
import { watched } from '../steps-taken';
import { aHouseOfCanaries, ALERTS, everybody, GROUP, PANEL, type House } from './a-house-of-canaries';

// A case for every kind of fact, and everybody who hears of it: that is a crowd.
jest.setTimeout(120_000);

let house: House;
beforeAll(async () => {
  house = await aHouseOfCanaries();
});
afterAll(() => house.bot.close());
const { block } = watched(() => house);

const SHARED = [PANEL.id, ALERTS.id, GROUP.id];

let before = 0;
beforeEach(() => {
  before = house.bot.connector.calls.length;
});

/** All that this test has written where others read along, whatever became of it. */
const written = () =>
  house.bot.connector.calls
    .slice(before)
    .filter(({ conversationId }) => SHARED.some((id) => conversationId?.startsWith(id)));
const betrayed = (calls = written()): string[] =>
  calls.flatMap(({ activity }) => {
    const said = JSON.stringify(activity);
    return [...canariesIn(said), ...inWords().filter((words) => said.includes(words))];
  });

/** What stands in a fact as a code, and would be told in words: groups, what may be a risk, where a child is, who it is told by, and at which school. */
function inWords(): string[] {
  const { triage, found } = policyPack('liverpool');
  const coded = [...triage.groups.map(({ label }) => label), ...triage.questions.map(({ asks }) => asks)];
  const places = found.places.map(({ title }) => title);
  return [...coded, ...places, ...everybody(house).map(({ name }) => name), 'Example Primary School'];
}

/** Everything that the bot understands, as somebody would type it. */
const phrases = () => {
  const { reference } = house.cases[0]!;
  const filled = house.commands.map(({ usage }) => usage.replace(/<[^>]*>|…|\.\.\./g, reference));
  return [...filled, `case ${reference}`, `checklist ${reference}`, `find ${reference}`, 'find Canary1', 'my cases'];
};

test('the agenda and its edits hold nothing of a child or of anybody else', async () => {
  await house.at('2026-05-05', '09:01');
  for (const { reference } of house.cases.slice(0, 3))
    await house.casework.close(house.people.officer, reference, 'reported-in-error', 'Canary0');
  await house.fallDue();
  const posted = written().filter(({ conversationId }) => conversationId === PANEL.id);
  expect(posted.filter(({ method }) => method === 'POST')).not.toEqual([]);
  expect(posted.filter(({ method }) => method === 'PUT')).not.toEqual([]);
  expect(JSON.stringify(posted.map(({ activity }) => activity))).toContain(house.cases[2]!.reference);
  expect(betrayed()).toEqual([]);
});

test('nor does word of a meeting that is cancelled', async () => {
  const { people, panel } = house;
  await panel.change(people.officer, '2026-05-21', { kind: 'cancelled' }, 'Canary0');
  await house.fallDue();
  const posted = written().filter(({ conversationId }) => conversationId === PANEL.id);
  expect(JSON.stringify(posted.map(({ activity }) => activity))).toContain('on Thu 21 May 2026 is cancelled');
  expect(betrayed()).toEqual([]);
});

test('nor does word of an alert that reaches nobody', async () => {
  for (const person of everybody(house)) await block(person);
  for (const time of ['09:30', '10:30', '12:30'] as const) await house.at('2026-05-06', time);
  const posted = written().filter(({ conversationId }) => conversationId === ALERTS.id);
  expect(JSON.stringify(posted.map(({ activity }) => activity))).toMatch(/WB-22[A-K]{2}-22/);
  expect(betrayed()).toEqual([]);
});

test.each([PANEL, ALERTS, GROUP])(
  'whatever anybody says in $conversationType $id is answered without it',
  async (place) => {
    const { lead, officer, panel } = house.people;
    for (const person of [lead, officer, panel]) {
      const here = house.as(person).in(place);
      for (const phrase of phrases()) await here.say(`<at>Whereabouts</at> ${phrase}`);
    }
    expect(written().length).toBeGreaterThan(0);
    expect(betrayed()).toEqual([]);
  },
);

/** Each button of each card that stands there; of those that look alike some. */
async function pressAll(here: Client, standsIn: readonly string[] = SHARED): Promise<string[]> {
  const answers: string[] = [];
  const alike = new Map<string, number>();
  for (const message of standsIn.flatMap((id) => house.bot.connector.messages(id))) {
    const shown = shownMessage(message);
    for (const button of buttonsOn(shown.card)) {
      const times = alike.get(button['title']) ?? 0;
      alike.set(button['title'], times + 1);
      if (button['type'] !== 'Action.Execute' || times >= 10) continue;
      const action = { type: 'Action.Execute', verb: button['verb'], data: button['data'] };
      const { body } = await here.invoke('adaptiveCard/action', { action, trigger: 'manual' }, { replyToId: shown.id });
      answers.push(JSON.stringify(body));
    }
  }
  return answers;
}

test('whatever is pressed there brings nothing of it to others', async () => {
  for (const person of [house.people.officer, house.people.panel, house.people.lead]) {
    const answers = await pressAll(house.as(person).in(PANEL));
    expect(answers).not.toEqual([]);
    expect(answers.flatMap(canariesIn)).toEqual([]);
  }
  expect(betrayed()).toEqual([]);
});

test('nor does a button of one’s own chat that somebody presses there', async () => {
  const lead = house.as(house.people.lead);
  for (const { reference } of house.cases.slice(0, 12)) await lead.say(`checklist ${reference}`);
  const answers = await pressAll(lead.in(PANEL), [lead.conversationId]);
  expect(answers.length).toBeGreaterThan(20);
  expect(answers.flatMap(canariesIn)).toEqual([]);
  expect(betrayed()).toEqual([]);
});

test.each([
  ['a group', { isGroup: true }, {}],
  ['a channel', {}, { channel: { id: '19:a@thread.tacv2' } }],
  ['a team', {}, { team: { id: '19:a@thread.tacv2' } }],
])('nor is it told in what is called a chat of one’s own and bears the sign of %s', async (_of, sign, channelData) => {
  const lead = house.as(house.people.lead);
  const conversation = { id: 'a:of-several', conversationType: 'personal', tenantId: house.people.lead.tenantId };
  const from = house.bot.connector.calls.length;
  const text = `case ${house.cases[7]!.reference}`;
  await lead.send({ type: 'message', text, conversation: { ...conversation, ...sign }, channelData });
  const told = house.bot.connector.calls.slice(from).filter(({ conversationId }) => conversationId === 'a:of-several');
  expect(told).not.toEqual([]);
  expect(canariesIn(JSON.stringify(told.map(({ activity }) => activity)))).toEqual([]);
});

test('what is put into a conversation from the compose box names nobody', async () => {
  const { lead } = house.people;
  const parameters = [{ name: 'text', value: house.cases[7]!.reference }];
  const found = await house.as(lead).in(GROUP).invoke('composeExtension/query', { commandId: 'find', parameters });
  const attachments = found.body['composeExtension'].attachments as { content: object; preview: object }[];
  expect(attachments).not.toEqual([]);
  // Whoever searches sees whom they have found.
  expect(canariesIn(JSON.stringify(attachments.map(({ preview }) => preview)))).not.toEqual([]);
  expect(canariesIn(JSON.stringify(attachments.map(({ content }) => content)))).toEqual([]);
});

test('what a telephone shows of a message in one’s own chat before it is unlocked names nobody', () => {
  const cards = house.bot.connector.calls.filter(({ activity }) => activity['attachments']?.length > 0);
  expect(cards.length).toBeGreaterThan(20);
  const previews = cards.map(({ activity: { text, summary, speak, channelData, entities } }) => {
    return JSON.stringify({ text, summary, speak, channelData, entities });
  });
  expect(previews.flatMap(canariesIn)).toEqual([]);
  expect(canariesIn(JSON.stringify(cards.map(({ activity }) => activity)))).not.toEqual([]);
});
