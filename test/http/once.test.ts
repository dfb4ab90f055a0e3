import { randomUUID } from 'node:crypto';
import { buttonOn, buttonsOn, pressed } from '../support/cards';
import type { Client, Clicked, Shown } from '../support/client';
import { postgresPlace } from '../support/databases';
import { aStreet, type House, type Street } from '../support/houses';
import { press, say, TRIAGE } from './main-job-bot';

/** Two instances on one database: Teams may send the same to either. */
let street: Street;
let here: House;
let there: House;
beforeAll(async () => {
  street = await aStreet(postgresPlace);
  here = await street.open();
  there = await street.open();
}, 60_000);
afterAll(() => street.close());

/** The activity as Teams sends it, and sends it again: with one id. */
function activityOf(on: Shown, title: string, typed: Record<string, string> = {}, id: string = randomUUID()) {
  const button = buttonOn(on.card, title);
  const action = { ...button, type: 'Action.Execute', data: pressed(on.card, button, typed) };
  const value = { action, trigger: 'manual' };
  return (client: Client): Promise<Clicked> => client.invoke('adaptiveCard/action', value, { id, replyToId: on.id });
}

test('who says twice that they are back, as Teams sends it, is welcomed once and answered alike', async () => {
  await say(here.as('officer'), 'away until 2026-05-11');
  const data = { verb: 'say', text: 'I am back' };
  const value = { action: { type: 'Action.Execute', data }, trigger: 'manual' };
  const id = randomUUID();
  const send = (house: House) => house.as('officer').invoke('adaptiveCard/action', value, { id });
  const clicks = [await send(here), await send(there)];
  expect(bodies(clicks).size).toBe(1);
  expect(clicks[0]!.line).not.toContain('You are not away');

  await say(here.as('officer'), 'away until 2026-05-11');
  const before = here.as('officer').history().length;
  const message = { type: 'message', text: 'I am back', id: randomUUID() };
  for (const house of [here, there]) await house.as('officer').send(message);
  expect(here.as('officer').history()).toHaveLength(before + 1);
}, 60_000);

/** A page has a token of its own each time it is drawn, so two answers are alike only if one of them was given twice. */
const bodies = (clicks: readonly Clicked[]) => new Set(clicks.map(({ body }) => JSON.stringify(body)));

/** Others are under way once one test has begun one. */
async function newReport(): Promise<Shown> {
  const first = await say(here.as('lead'), 'report');
  const begin = buttonsOn(first.card).some(({ title }) => title === 'Begin a new report');
  return begin ? press(here.as('lead'), first, 'Begin a new report') : first;
}

test('the same activity, sent to both at once, is answered alike and done once', async () => {
  const send = activityOf(await newReport(), 'Continue', TRIAGE);
  const before = street.connector.calls.length;
  const clicks = await Promise.all([send(here.as('lead')), send(there.as('lead')), send(here.as('lead'))]);
  expect(clicks.map(({ status }) => status)).toEqual([200, 200, 200]);
  expect(clicks[0].shown!.text).toContain('Date of birth');
  expect(bodies(clicks).size).toBe(1);
  expect(street.connector.calls.length - before).toBe(1);
}, 60_000);

test('two clicks on one form are one, wherever they arrive, and one after a restart too', async () => {
  const page = await newReport();
  const click = () => activityOf(page, 'Continue', TRIAGE);
  const clicks = await Promise.all([click()(here.as('lead')), click()(there.as('lead'))]);
  clicks.push(await click()(here.as('lead')), await click()(there.as('lead')));
  await there.stop();
  there = await street.open();
  clicks.push(await click()(there.as('lead')));
  expect(bodies(clicks).size).toBe(1);
}, 60_000);

test('other words in the same form are heard, and so is whoever was asked to correct something', async () => {
  const page = await newReport();
  const wrong = { ...TRIAGE, forename: '' };
  const [first, resent] = [activityOf(page, 'Continue', wrong), randomUUID()];
  expect((await first(here.as('lead'))).shown!.text).toContain('Something needs another look');
  const clickedAgain = await activityOf(page, 'Continue', wrong)(there.as('lead'));
  expect(bodies([await first(here.as('lead')), clickedAgain]).size).toBe(2);
  const corrected = await activityOf(page, 'Continue', TRIAGE, resent)(there.as('lead'));
  expect(corrected.shown!.text).toContain('Date of birth');
}, 60_000);

test('a form that was filled in by somebody else is theirs', async () => {
  const page = await newReport();
  const mine = await activityOf(page, 'Continue', TRIAGE)(here.as('lead'));
  const theirs = await activityOf(page, 'Continue', TRIAGE)(there.as('head'));
  expect(bodies([mine, theirs]).size).toBe(2);
}, 60_000);
