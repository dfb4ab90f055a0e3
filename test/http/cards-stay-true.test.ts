import { instantOf } from '../../src/notices/steady-clock';
import { anAbsence, aPupil, atRisk } from '../builders/case';
import { newId } from '../support/bot';
import { buttonsOn } from '../support/cards';
import type { Client, Shown } from '../support/client';
import { aMainJobBot, type MainJobBot } from './main-job-bot';

let house: MainJobBot;
let reference: string;
beforeEach(async () => {
  house = await aMainJobBot('dialog');
  const absence = anAbsence({ firstDayMissed: '2026-04-27', lastAttended: null });
  const report = { draftId: newId(), triage: atRisk, absence, pupil: aPupil() };
  ({ reference } = (await house.casework.report(lead(), report)).view.case);
  await house.fallDue();
});
afterEach(() => house.bot.close());

const officer = () => house.as(house.people.officer);
const safeguarding = () => house.as(house.people.safeguarding);
const alertsOf = (client: Client): Shown[] => client.history().filter(({ text }) => text.includes(reference));
const theAlert = (client: Client): Shown => alertsOf(client)[0]!;
const titlesOn = (shown: Shown) => buttonsOn(shown.card).map(({ title }) => title as string);
const edits = () => house.bot.connector.calls.filter(({ method }) => method === 'PUT');
const lead = () => house.people.lead;
const over = 'nothing is asked of you here';

async function close(): Promise<void> {
  const { casework } = house;
  await casework.markAttendance(lead(), reference, { code: '/', from: '2026-04-27', to: null, note: '' });
  await casework.close(lead(), reference, 'returned', 'Was at a match.');
}

test('a card whose case has been closed has no button that asks for anything', async () => {
  expect(titlesOn(theAlert(officer()))).toContain('Acknowledge');
  await close();
  await house.fallDue();
  const card = theAlert(officer());
  expect(card.text).toContain(`The case is closed: ${over}`);
  expect(titlesOn(card)).toEqual(['Open the case']);
});

test('a card whose chat is not found for a moment says all the same that a colleague has answered', async () => {
  const { officer: one, caseworker } = house.people;
  const theCase = (await house.storage.cases.byReference('341', reference))!;
  const alert = (await house.storage.outbox.ofCase(theCase.id)).find(({ recipient }) => recipient === one.id)!;
  house.bot.connector.refuse([`a:${one.entraId}`], { status: 404, code: 'ConversationNotFound' });
  await house.casework.acknowledge(caseworker, alert.id);
  await house.fallDue();
  house.bot.connector.refuse([`a:${one.entraId}`], null);
  await house.fallDue();
  expect(theAlert(officer()).text).not.toContain('Acknowledged by');
  house.bot.steady.moveTo(instantOf(house.bot.steady.now() + 61_000));
  await house.fallDue();
  expect(theAlert(officer()).text).toContain(`Acknowledged by ${caseworker.name}`);
  expect(alertsOf(officer())).toHaveLength(1);
});

test('however often the case moves, each card is edited once, and not at all when it would say the same', async () => {
  const before = edits().length;
  for (const by of ['A neighbour', 'An aunt', 'The postman']) {
    const sighting = { on: '2026-04-27', where: 'elsewhere', by, note: '' } as const;
    await house.casework.recordSighting(lead(), reference, sighting);
  }
  await close();
  await house.fallDue();
  const ids = edits()
    .map(({ activityId }) => activityId)
    .slice(before);
  expect(ids.length).toBeGreaterThan(0);
  expect(new Set(ids).size).toBe(ids.length);
  const after = edits().length;
  await house.fallDue();
  expect(edits()).toHaveLength(after);
});

test('what a person answered on one side stands on the cards of their colleagues there, not on the other side', async () => {
  await officer().click(theAlert(officer()), 'Acknowledge');
  await house.fallDue();
  expect(theAlert(officer()).text).toContain('Acknowledged by Ed Track');
  const others = alertsOf(safeguarding());
  for (const card of others) expect(titlesOn(card)).toContain('Acknowledge');
});

test('a card that its person has deleted is left alone', async () => {
  await close();
  const before = house.bot.connector.calls.length;
  house.bot.connector.refuse([officer().conversationId], { status: 404, code: 'ActivityNotFoundInConversation' });
  await house.fallDue();
  const tried = house.bot.connector.calls.length;
  expect(tried).toBeGreaterThan(before);
  house.bot.connector.refuse([officer().conversationId], null);
  await house.fallDue();
  expect(theAlert(officer()).text).not.toContain(over);
});

test('an edit that Teams does not take now is made later', async () => {
  await close();
  house.bot.connector.refuse([officer().conversationId], { status: 503, headers: { 'retry-after': '60' } });
  await house.fallDue();
  expect(theAlert(officer()).text).not.toContain(over);
  house.bot.connector.refuse([officer().conversationId], null);
  house.bot.steady.moveTo('2026-04-27T12:00:00.000Z');
  await house.fallDue();
  expect(theAlert(officer()).text).toContain(over);
});
