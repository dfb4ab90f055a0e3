import { randomUUID } from 'node:crypto';
import pg from 'pg';
import type { FactKind } from '../../src/domain/case/fact';
import { buttonOn, pressed } from '../support/cards';
import type { Client, Clicked, Shown } from '../support/client';
import { postgresPlace, type TestPlace } from '../support/databases';
import { aStreet, type House, type Street } from '../support/houses';
import { ask, caseOf, more, openCheck } from './case-pages';
import { openItem, press, referenceOn, reportPupil, say, TRIAGE, type Typed } from './main-job-bot';
import { beginReferral, CHILD, ROUTE, START } from './referral-pages';

const SIGHTING: Typed = { on: '2026-04-27', where: 'elsewhere', by: 'A neighbour' };
const ALREADY = 'This is on record already.';
const CALL = 'Contact social care and/or the police now.';

/** Teams sends again what was not answered, and people press again, also when the bot died in between. */
let place: TestPlace;
let street: Street;
let here: House;
let there: House;
let database: pg.Client;
let reference: string;
beforeAll(async () => {
  street = await aStreet(async () => (place = await postgresPlace()));
  here = await street.open();
  there = await street.open();
  database = new pg.Client({ connectionString: (place.place as { url: string }).url });
  await database.connect();
  ({ reference } = await reportPupil(here.as('lead')));
}, 60_000);
afterAll(async () => {
  await database.end();
  await street.close();
});

/** From here on no process lives to keep an answer: what it recorded is recorded. */
async function dyingBeforeItKeeps<T>(work: () => Promise<T>): Promise<T> {
  await database.query(`
    create function die() returns trigger language plpgsql as $$ begin raise exception 'died'; end $$;
    create trigger die before update on given_answers for each row when (new.answer is not null) execute function die()`);
  const result = await work();
  // The claim of who died is held until its time is over.
  for (let left = 1; left > 0;) {
    const lines = street.lines.splice(0);
    if (lines.some((line) => line.includes('an answer was not kept'))) left = 0;
    await new Promise((resolve) => setImmediate(resolve));
  }
  await database.query('drop trigger die on given_answers; drop function die');
  await timeGoesOn('2 minutes');
  return result;
}
const timeGoesOn = (span: string) => database.query(`update given_answers set until = until - $1::interval`, [span]);

const sendAs = (
  client: Client,
  on: Shown,
  title: string,
  typed: Typed,
  id: string = randomUUID(),
): Promise<Clicked> => {
  const button = buttonOn(on.card, title);
  const action = { ...button, type: 'Action.Execute', data: pressed(on.card, button, typed) };
  return client.invoke('adaptiveCard/action', { action, trigger: 'manual' }, { id, replyToId: on.id });
};
const send = (house: House, on: Shown, title: string, typed: Typed, id?: string): Promise<Clicked> =>
  sendAs(house.as('lead'), on, title, typed, id);
const theCase = async (of = reference) => (await here.app.storage.cases.byReference(street.people.lead.authority, of))!;
const kindsOn = async (of: string) => (await theCase(of)).facts.map(({ kind }) => kind);
const howMany = async (kind: FactKind) => (await theCase()).facts.filter((fact) => fact.kind === kind).length;

const sighting = async (client: Client) => press(client, await caseOf(client, reference), 'Seen, not back');
/** What others say in between, so that the same words once more would say something new. */
async function aColleagueWrites(): Promise<void> {
  const page = await sighting(here.as('safeguarding'));
  await press(here.as('safeguarding'), page, 'Save', { ...SIGHTING, by: `Somebody ${randomUUID()}` });
}

test('what was recorded by a bot that died before it could keep its answer is not recorded again', async () => {
  const page = await sighting(here.as('lead'));
  const id = randomUUID();
  const before = await howMany('seen');
  await dyingBeforeItKeeps(() => send(here, page, 'Save', SIGHTING, id));
  await aColleagueWrites();
  const again = [await send(there, page, 'Save', SIGHTING, id), await send(there, page, 'Save', SIGHTING)];
  expect(await howMany('seen')).toBe(before + 2);
  for (const { status, shown } of again) {
    expect(status).toBe(200);
    expect(shown?.text).toContain(ALREADY);
    expect(shown?.text).toContain(reference);
  }
}, 60_000);

test('a form that is sent again when its answer is kept no longer shows the case as it is now', async () => {
  const page = await sighting(here.as('lead'));
  const before = await howMany('seen');
  const first = await send(here, page, 'Save', SIGHTING);
  expect(first.shown?.text).not.toContain(ALREADY);
  await aColleagueWrites();
  await timeGoesOn('11 minutes');
  await there.app.storage.answers.forgetOld();
  const second = await send(there, page, 'Save', SIGHTING);
  expect(await howMany('seen')).toBe(before + 2);
  expect(second.shown?.text).toContain(ALREADY);
}, 60_000);

test('what Teams takes no answer to is said to be on record, and not to have failed', async () => {
  const data = { verb: 'make-paper', reference, kind: 'case-json' };
  const value = { action: { type: 'Action.Execute', data }, trigger: 'manual' };
  const id = randomUUID();
  const make = (house: House) => house.as('lead').invoke('adaptiveCard/action', value, { id });
  street.connector.refuse([here.as('lead').conversationId], { status: 503 });
  const { status, shown } = await make(here);
  street.connector.refuse([here.as('lead').conversationId], null);
  expect(status).toBe(200);
  expect(shown?.text).toContain(ALREADY);
  expect((await make(there)).shown?.text).toContain(ALREADY);
  expect(await here.app.storage.papers.onCase((await theCase()).id)).toHaveLength(1);
}, 60_000);

test('a report that opened a case says again whom to call, and shows the case once they were called', async () => {
  const page = await press(here.as('lead'), await say(here.as('lead'), 'report'), 'Begin a new report').catch(() =>
    say(here.as('lead'), 'report'),
  );
  const urgent = { ...TRIAGE, forename: 'Robin', risks: 'looked-after' };
  const { shown } = await dyingBeforeItKeeps(() => send(here, page, 'Continue', urgent));
  const again = (await send(there, page, 'Continue', urgent)).shown!;
  expect(again.text).toContain(CALL);
  expect(referenceOn(again)).toBe(referenceOn(shown!));
  expect((await theCase(referenceOn(shown!))).facts.filter(({ kind }) => kind === 'opened')).toHaveLength(1);
  await send(there, again, 'Record this contact', { agency: '999' });
  expect((await send(there, page, 'Continue', urgent)).shown?.text).toContain(ALREADY);
}, 60_000);

test('words that were said are known to be done, and are not done again', async () => {
  const id = randomUUID();
  const message = { type: 'message', text: 'away until 2026-05-11', id };
  await dyingBeforeItKeeps(() => here.as('officer').send(message));
  await say(here.as('officer'), 'I am back');
  const before = there.as('officer').history().length;
  await there.as('officer').send(message);
  // Whoever is back gets their alerts, and one may come after the answer.
  const came = there.as('officer').history().slice(before);
  expect(came.map(({ text }) => text)).toContainEqual(expect.stringContaining('This is done already'));
  const { away } = (await there.app.storage.directory.person(street.people.officer.id))!;
  expect(away?.backAt).toBeDefined();
}, 60_000);

describe('what leads on to something that is still to be said', () => {
  const SEEN: Typed = { outcome: 'seen-child', on: '2026-04-27', spokeTo: 'An aunt' };
  const STILL = 'Only a sighting tells the authority that the child has been found.';

  test('leads there again when it is sent twice, until that is said', async () => {
    const page = await openItem(here.as('lead'), reference, 'S04');
    const before = await howMany('check-recorded');
    await dyingBeforeItKeeps(() => send(here, page, 'Save', SEEN));
    const again = (await send(there, page, 'Save', SEEN)).shown!;
    expect(again.text).toContain(STILL);
    expect(await howMany('check-recorded')).toBe(before + 1);
    await send(there, again, 'Save', { where: 'elsewhere', by: 'An aunt' });
    expect((await send(there, page, 'Save', SEEN)).shown?.text).toContain(ALREADY);
  }, 60_000);

  test('is not said to be done where it could not be shown, and leads there when it is sent again', async () => {
    const data = { verb: 'page', page: 'check', args: { case: reference, item: 'S05' } };
    const value = { action: { type: 'Action.Execute', data }, trigger: 'manual' };
    const on = { replyToId: (await caseOf(here.as('lead'), reference)).id };
    const page = (await here.as('lead').invoke('adaptiveCard/action', value, on)).shown!;
    // With the commit the database no longer answers what is asked of any case.
    await database.query(`
      create function hide() returns trigger language plpgsql as $$
        begin alter table cases rename to cases_hidden; return null; end $$;
      create constraint trigger hide after insert on facts deferrable initially deferred
        for each row execute function hide()`);
    const { status, line } = await send(here, page, 'Save', SEEN);
    await database.query('alter table cases_hidden rename to cases; drop trigger hide on facts; drop function hide');
    expect(status).toBe(200);
    expect(line).toContain('What you sent is on record.');
    expect(line).toContain('whether something is still to be said');
    expect((await send(there, page, 'Save', SEEN)).shown?.text).toContain(STILL);
  }, 60_000);

  test('leads on from an answer of an agency too', async () => {
    const officer = here.as('officer');
    const list = async () => press(officer, await more(officer, reference), 'The authority’s checks');
    const page = await openCheck(officer, await press(officer, await list(), 'Show more'), 'last-authority');
    const why = { basis: 'children-act-1989-s27', purpose: 'find', reason: 'The house looks empty.' };
    await ask(officer, page, { to: 'Their team', disclosed: 'name,address' }, why);
    const form = await press(officer, await openCheck(officer, await list(), 'last-authority'), 'Record the answer');
    const located = { outcome: 'located', by: 'CME officer' };
    await dyingBeforeItKeeps(() => sendAs(officer, form, 'Save', located));
    expect((await sendAs(there.as('officer'), form, 'Save', located)).shown?.text).toContain('Where is the child?');
  }, 60_000);

  test('still answers the alert on which it was asked for', async () => {
    const officer = here.as('officer');
    const first = await say(here.as('lead'), 'report');
    const form = await press(here.as('lead'), first, 'Begin a new report').catch(() => first);
    const risky = await press(here.as('lead'), form, 'Continue', {
      ...TRIAGE,
      forename: 'Robyn',
      risks: 'looked-after',
    });
    const of = referenceOn(risky);
    const { outbox } = here.app.storage;
    const alertNow = async () =>
      (await outbox.ofCase((await theCase(of)).id)).find(({ recipient }) => recipient === street.people.officer.id)!;
    const { id: delivery } = await alertNow();
    const args = { case: of, delivery };
    const data = { verb: 'page', page: 'seen', args, step: 'next', token: randomUUID(), ...SIGHTING };
    const tell = (house: House) =>
      house
        .as('officer')
        .invoke('adaptiveCard/action', { action: { type: 'Action.Execute', data }, trigger: 'manual' });
    await refusing('acknowledged', () => tell(here));
    expect(await kindsOn(of)).toContain('seen');
    expect((await alertNow()).acknowledgedBy).toBeNull();
    await tell(there);
    expect((await alertNow()).acknowledgedBy).toBe(street.people.officer.id);
    expect((await kindsOn(of)).filter((kind) => kind === 'seen')).toHaveLength(1);
    expect(officer.history().length).toBeGreaterThan(0);
  }, 60_000);
});

/** The database takes no fact of this kind meanwhile. */
async function refusing<T>(kind: FactKind, work: () => Promise<T>): Promise<T> {
  await database.query(`
    create function refuse() returns trigger language plpgsql as $$
      begin if new.kind = '${kind}' then raise exception 'refused'; end if; return new; end $$;
    create trigger refuse before insert on facts for each row execute function refuse()`);
  const result = await work();
  await database.query('drop trigger refuse on facts; drop function refuse');
  return result;
}

describe('what is said in one go is on record as a whole or not at all, and may be sent again:', () => {
  test('who the child is, and what is known of it', async () => {
    const officer = here.as('officer');
    const route = await press(officer, await beginReferral(officer), 'Continue', { ...START, forename: 'Rhys' });
    const child = await press(officer, route, 'Continue', ROUTE);
    const known = await press(officer, child, 'Continue', { ...CHILD, dateOfBirth: '2015-02-03' });
    const opened = await press(officer, known, 'Open the case', { since: '2026-03-02' });
    const of = referenceOn(opened);
    const page = await press(officer, await press(officer, opened, 'Details'), 'Correct the child');
    const said = {
      onRoll: 'no',
      description: 'Speaks Polish',
      lastKnownAddress: '12 Example Row',
      putRight: 'Misheard',
    };
    const before = await kindsOn(of);
    const failed = await refusing('referral-received', () => sendAs(officer, page, 'Save', said));
    expect(failed.line).toContain('Sorry');
    expect(await kindsOn(of)).toEqual(before);
    await sendAs(there.as('officer'), page, 'Save', said);
    expect(await kindsOn(of)).toEqual([...before, 'pupil-described', 'referral-received']);
  }, 60_000);

  test('a report, and the procedure that runs beside it', async () => {
    const lead = here.as('lead');
    const first = await say(lead, 'report');
    const page = await press(lead, first, 'Begin a new report').catch(() => first);
    const urgent = { ...TRIAGE, forename: 'Rory', situation: 'runaway', risks: 'known-risk' };
    const failed = await refusing('procedure-linked', () => send(here, page, 'Continue', urgent));
    expect(failed.line).toContain('Sorry');
    const { shown } = await send(there, page, 'Continue', urgent);
    expect(shown?.text).toContain(CALL);
    expect(await kindsOn(referenceOn(shown!))).toContain('procedure-linked');
  }, 60_000);
});
