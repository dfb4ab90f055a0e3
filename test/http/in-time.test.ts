import { setTimeout as delay } from 'node:timers/promises';
import pg from 'pg';
import { HAD_BEFORE } from '../../src/teams/views/repeat';
import type { Client, Shown } from '../support/client';
import { cutOffFrom } from '../support/cut-off';
import { postgresPlace, type TestPlace } from '../support/databases';
import { aStreet, type House, type Street } from '../support/houses';

import { openItem, reportPupil, say, type Typed } from './main-job-bot';

const CHECK: Typed = {
  outcome: 'spoke-parent',
  on: '2026-04-27',
  method: 'Telephone',
  spokeTo: 'A parent',
  note: 'They will call back.',
};
const SLOW = 'I am still at it';

/** Somebody holds a table of the database for longer than Teams waits. */
describe.each(['chat', 'dialog'] as const)('an invoke that takes long, pages in a %s', (pages) => {
  let place: TestPlace;
  let street: Street;
  let house: House;
  let holder: pg.Client;
  let reference: string;
  beforeAll(async () => {
    street = await aStreet(async () => (place = await postgresPlace()), {});
    house = await street.open({ PAGES: pages });
    holder = new pg.Client({ connectionString: (place.place as { url: string }).url });
    await holder.connect();
    ({ reference } = await reportPupil(lead()));
  }, 60_000);
  afterAll(async () => {
    await holder.end();
    await street.close();
  });

  const lead = (): Client => house.as('lead');
  const press3s = async (on: Shown, title: string, typed: Typed, client = lead()) => {
    const began = performance.now();
    const clicked = await (pages === 'chat' ? client.click(on, title, typed) : client.submitDialog(on, title, typed));
    return { clicked, took: performance.now() - began };
  };
  const hold = (table: string, mode = 'exclusive') => holder.query(`begin; lock table ${table} in ${mode} mode`);
  const release = () => holder.query('commit');
  const standing = () => lead().history();

  test('is answered within three seconds, and what it came to arrives when it is done', async () => {
    const page = await openItem(lead(), reference, 'S04');
    const before = standing().length;
    await hold('facts');
    const { clicked, took } = await press3s(page, 'Save', CHECK);
    expect(took).toBeLessThan(3_000);
    expect(clicked.line).toContain(SLOW);
    await release();
    // In place of the form in a chat; a dialog has closed by then, and the answer comes into the chat.
    const answer = () =>
      pages === 'chat' ? standing().find(({ id }) => id === page.id)! : standing().slice(before).at(-1);
    await until(() => answer()?.text.includes('They will call back.') === true);
    expect(standing()).toHaveLength(before + (pages === 'chat' ? 0 : 1));
    const shown = await say(lead(), `case ${reference}`);
    expect(shown.text).toContain('They will call back.');
  }, 30_000);

  test('what was typed wrong comes back with what was typed, and a second click is not a second answer', async () => {
    const page = await openItem(lead(), reference, 'S04');
    const before = standing().length;
    await hold('drafts');
    const wrong = { ...CHECK, note: 'Typed with care', on: '2031-01-01' };
    const { clicked } = await press3s(page, 'Save', wrong);
    expect(clicked.line).toContain(SLOW);
    const again = await press3s(page, 'Save', wrong);
    expect(again.took).toBeLessThan(3_000);
    await release();
    const text = () => JSON.stringify(standing().map(({ card }) => card));
    await until(() => text().includes('Typed with care'));
    expect(text()).toContain('Something needs another look');
    expect(standing()).toHaveLength(before + (pages === 'chat' ? 0 : 1));
  }, 30_000);

  test('what it came to arrives also when Teams takes no message for a moment', async () => {
    const page = await openItem(lead(), reference, 'S04');
    const [before, callsBefore] = [standing().length, street.connector.calls.length];
    const note = 'While Teams took nothing';
    await hold('facts');
    await press3s(page, 'Save', { ...CHECK, note });
    street.connector.refuse([lead().conversationId], { status: 412 });
    await release();
    // The card cannot be changed either, where there is one.
    const tried = () => street.connector.calls.slice(callsBefore).filter(({ activity }) => says(activity, note));
    await until(() => tried().length === (pages === 'chat' ? 2 : 1));
    street.connector.refuse([lead().conversationId], null);
    await until(() => standing().length > before);
    expect(standing().at(-1)!.text).toContain(note);
  }, 30_000);

  test('what may have come already says so when it comes again', async () => {
    const page = await openItem(lead(), reference, 'S04');
    const note = 'Heard by nobody';
    await hold('facts');
    await press3s(page, 'Save', { ...CHECK, note });
    const [before, callsBefore] = [standing().length, street.connector.calls.length];
    // Teams takes it, and the bot does not hear so.
    street.connector.refuse([lead().conversationId], { status: 504, accepted: true });
    await release();
    const posted = () =>
      street.connector.calls
        .slice(callsBefore)
        .filter(({ method, activity }) => method === 'POST' && says(activity, note));
    await until(() => posted().length === 1);
    street.connector.refuse([lead().conversationId], null);
    await until(() => standing().length === before + 2);
    const [first, second] = posted().map(({ activity }) => says(activity, HAD_BEFORE));
    expect([first, second]).toEqual([false, true]);
  }, 30_000);

  test('what a bot that died did not come to is done when it is sent again after two minutes', async () => {
    const [note, { url }] = ['Before it died', place.place as { url: string }];
    const way = await cutOffFrom(url);
    const dying = await street.open({ PAGES: pages, DATABASE_URL: way.url });
    const page = await openItem(lead(), reference, 'S04');
    await hold('facts');
    const { clicked } = await press3s(page, 'Save', { ...CHECK, note }, dying.as('lead'));
    expect(clicked.line).toContain('in two minutes');
    // Whatever it still does is not heard of: it leaves a claim on the form behind, and no fact.
    await way.pause();
    await release();
    await until(() => street.lines.some((line) => line.includes('an answer was not kept')));
    expect((await say(lead(), `case ${reference}`)).text).not.toContain(note);
    await holder.query(`update given_answers set until = until - interval '115 seconds' where answer is null`);
    // The form still stands in the chat; a dialog has closed, and is opened again.
    const form = pages === 'chat' ? page : await openItem(lead(), reference, 'S04');
    await press3s(form, 'Save', { ...CHECK, note });
    const { facts } = (await house.app.storage.cases.byReference(street.people.lead.authority, reference))!;
    expect(facts.filter((fact) => says(fact, note))).toHaveLength(1);
    await way.resume();
    await dying.stop();
    await way.stop();
  }, 60_000);

  test('nothing of it is lost when the bot is stopped meanwhile', async () => {
    const page = await openItem(lead(), reference, 'S04');
    await hold('facts');
    await press3s(page, 'Save', { ...CHECK, note: 'Just before the stop' });
    const stopped = house.stop();
    await release();
    await stopped;
    house = await street.open({ PAGES: pages });
    expect((await say(lead(), `case ${reference}`)).text).toContain('Just before the stop');
  }, 60_000);

  test('somebody’s own view of what stands in a channel is put there for nobody else when it is done', async () => {
    const officer = house.as('officer');
    await officer.say('help');
    const before = street.connector.calls.length;
    await hold('cases', 'access exclusive');
    const data = { verb: 'own-agenda', meeting: '2026-05-07' };
    const action = { type: 'Action.Execute', verb: 'own-agenda', data };
    const { shown } = await officer
      .in({ id: '19:copp@thread.tacv2', conversationType: 'channel' })
      .invoke('adaptiveCard/action', { action, trigger: 'manual' }, { replyToId: 'm1' });
    expect(shown!.text).toContain('Please try again in a moment.');
    const stopped = house.stop();
    await release();
    await stopped;
    house = await street.open({ PAGES: pages });
    expect(street.connector.calls.length).toBe(before);
  }, 60_000);
});

const says = (what: object, words: string): boolean => JSON.stringify(what).includes(words);

/** The work goes on when it goes on: asks again until it is so. */
async function until(done: () => boolean): Promise<void> {
  while (!done()) await delay(20);
}
