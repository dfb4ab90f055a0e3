import { setTimeout as delay } from 'node:timers/promises';
import pg from 'pg';
import { startAlarmReceiver, type AlarmReceiver } from '../../../src/bench/alarm-receiver';
import { keysOf } from '../../../src/casework/record';
import type { Staff } from '../../builders/authority';
import { canariesIn, casesOfEveryKind } from '../../builders/canaries';
import type { Client } from '../../support/client';
import { cutOffFrom, type CutOff } from '../../support/cut-off';
import { postgresPlace, type TestPlace } from '../../support/databases';
import { aStreet, type House, type Street } from '../../support/houses';
import { press, referenceOn, say } from '../main-job-bot';

/** Where a child's or somebody's own data is kept. Everywhere else there are ids, codes and counts. */
const MEANT_FOR_IT = ['public.cases', 'public.facts', 'public.drafts', 'public.given_answers'];

let where: TestPlace;
let database: CutOff;
let operator: AlarmReceiver;
let street: Street;
let house: House;
/** Whatever an operator, a probe or a proxy can see. */
const seen: string[] = [];

beforeAll(async () => {
  operator = await startAlarmReceiver();
  street = await aStreet(async () => (where = await postgresPlace()));
  database = await cutOffFrom((where.place as { url: string }).url);
  // Sealed, a canary would be seen in no table.
  house = await street.open({ DATABASE_URL: database.url, ALARM_URL: operator.url, FIELD_KEYS: 'none' });
  const { storage, clock } = house.app;
  const { authority, school, id } = street.people.lead;
  for (const one of casesOfEveryKind({ authority, school, policy: 'liverpool' }, id))
    await storage.cases.open(one, keysOf(one), clock.now());
}, 60_000);
afterAll(async () => {
  await street.close();
  await Promise.all([operator.close(), database.stop()]);
});

const address = (path: string) => `${house.url}${path}`;
const as = (person: keyof Staff): Client => house.as(person);
const look = async (path: string) => void seen.push(await (await fetch(address(path))).text());
const lookAround = () => Promise.all(['/readyz', '/healthz', '/metrics', '/api/messages'].map(look));

/** The jobs run when they run: asks again until it is so. */
async function until(what: string, done: () => Promise<boolean> | boolean): Promise<void> {
  for (let times = 0; !(await done()); times += 1) {
    if (times > 400) throw new Error(`waited in vain: ${what}`);
    await delay(50);
  }
}
const told = (what: string) => street.lines.filter((line) => line.includes(what)).length;

/** The lead types all about a child who may be at risk, whom the others are to hear of at once. */
async function reports(forename: string): Promise<string> {
  const lead = as('lead');
  const triage = { forename, surname: 'Canary9002', situation: 'missing', risks: 'looked-after' };
  const asked = await say(lead, 'report');
  const page = asked.text.includes('Begin a new report') ? await press(lead, asked, 'Begin a new report') : asked;
  return referenceOn(await press(lead, page, 'Continue', triage));
}
const heard = (reference: string) => JSON.stringify(as('officer').history()).includes(reference);

test('while all goes well', async () => {
  for (const person of Object.keys(street.people) as (keyof Staff)[]) await as(person).say('hello');
  const reference = await reports('Canary9001');
  await until('heard', () => heard(reference));
  await lookAround();
});

test.each([400, 401, 403, 404, 413, 429, 500, 503])('while Teams answers with %d', async (status) => {
  const chats = [street.people.officer, street.people.safeguarding].map(({ entraId }) => `a:${entraId}`);
  const before = told('notice not sent');
  street.connector.refuse(chats, { status });
  await reports(`Canary9${status}`);
  await until('not sent', () => told('notice not sent') > before);
  for (const text of ['cases', 'report']) await as('officer').say(text);
  await lookAround();
  street.connector.refuse(chats, null);
});

test('while the database is away', async () => {
  await database.pause();
  for (const text of ['cases', 'find Canary4', 'report', 'case WB-22AA-22']) await as('lead').say(text);
  await lookAround();
  await until('failed', () => told('background work failed') > 0);
  await database.resume();
  await until('ready', async () => (await fetch(address('/readyz'))).ok);
});

test('and of a request that is not one', async () => {
  const bodies = [
    '{"text":"Canary9200',
    JSON.stringify({ type: 'message', text: { a: 'Canary9201' }, from: 'Canary9202' }),
  ];
  for (const body of bodies) {
    const headers = { 'content-type': 'application/json' };
    seen.push(await (await fetch(address('/api/messages'), { method: 'POST', headers, body })).text());
  }
  await look('/papers/Canary9203');
});

test('nothing of anybody is in the log, in what probes are answered, or in what the operator is called for', () => {
  expect(street.lines.length).toBeGreaterThan(50);
  expect(seen.length).toBeGreaterThan(30);
  expect(canariesIn(street.lines.join(''))).toEqual([]);
  expect(canariesIn(seen.join(''))).toEqual([]);
  expect(canariesIn(JSON.stringify(operator.taken))).toEqual([]);
});

test('nor in any table but those that are meant to hold it, those of the jobs included', async () => {
  const client = new pg.Client({ connectionString: (where.place as { url: string }).url });
  await client.connect();
  const tables = await client.query<{ name: string }>(
    `select schemaname || '.' || tablename as name from pg_tables where schemaname not in ('pg_catalog', 'information_schema')`,
  );
  const holding: string[] = [];
  for (const { name } of tables.rows) {
    const [schema, table] = name.split('.') as [string, string];
    const { rows } = await client.query<{ all: string | null }>(
      `select string_agg(row_to_json(t)::text, ' ') as all from "${schema}"."${table}" t`,
    );
    if (canariesIn(rows[0]?.all ?? '').length > 0) holding.push(name);
  }
  await client.end();
  expect(tables.rows.length).toBeGreaterThan(15);
  expect(holding).toEqual(expect.arrayContaining(['public.facts', 'public.drafts']));
  expect(holding.filter((name) => !MEANT_FOR_IT.includes(name))).toEqual([]);
});
