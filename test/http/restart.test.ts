import { setTimeout as delay } from 'node:timers/promises';
import { startApp, type App } from '../../src/app';
import { readConfig } from '../../src/config';
import { createLog } from '../../src/log';
import { anAuthority, type Staff } from '../builders/authority';
import { MONDAY } from '../support/bot';
import { inputsOn } from '../support/cards';
import { conversationWith, type Client, type Shown } from '../support/client';
import { startConnector, type LoopbackConnector } from '../support/connector';
import { botPlace, embeddedPlace, type TestPlace } from '../support/databases';
import { FIELD_KEYS_TEXT } from '../support/field-keys';
import { press, referenceOn, say, TRIAGE } from './main-job-bot';

/** The whole house, jobs included, started, stopped and started again where it was. */
describe.each([
  ['the embedded database', embeddedPlace],
  ['PostgreSQL, with the rights of the bot alone', () => botPlace()],
])('on %s', (_name, newPlace) => {
  let where: TestPlace;
  let connector: LoopbackConnector;
  let app: App;
  let people: Staff;
  const lines: string[] = [];

  async function start(): Promise<void> {
    const place = 'url' in where.place ? { DATABASE_URL: where.place.url } : { DATA_DIR: where.place.folder };
    const demo = {
      ALLOW_ANONYMOUS: '1',
      PORT: '0',
      CLOCK: MONDAY,
      PAGES: 'chat',
      LOG_LEVEL: 'debug',
      FIELD_KEYS: FIELD_KEYS_TEXT,
    };
    const config = readConfig({ ...demo, ...place });
    const log = createLog(config.logLevel, { write: (line) => void lines.push(line) });
    app = await startApp(config, log, async (storage) => {
      people = await anAuthority(storage);
    });
  }
  async function restart(): Promise<void> {
    await app.stop();
    await start();
  }
  function as(person: keyof Staff): Client {
    const headers = { 'content-type': 'application/json' };
    const url = `http://127.0.0.1:${app.port}/api/messages`;
    const post = (body: unknown) => fetch(url, { method: 'POST', headers, body: JSON.stringify(body) });
    return conversationWith(people[person], { post, connector });
  }

  beforeAll(async () => {
    [where, connector] = await Promise.all([newPlace(), startConnector()]);
    await start();
  }, 60_000);
  afterAll(async () => {
    await app.stop();
    await connector.close();
    await where.remove();
  });

  test('what was typed is kept, a card from before still works, and nobody is greeted twice', async () => {
    await as('lead').send({ type: 'installationUpdate', action: 'add' });
    const page = await say(as('lead'), 'report');
    const { shown: saved } = await as('lead').click(page, 'Save for later', { forename: 'Robin Exam' });
    await restart();
    const { shown: again } = await as('lead').click(saved!, 'Go on');
    expect(valueOf(again!, 'forename')).toBe('Robin Exam');
    await as('lead').send({ type: 'installationUpdate', action: 'add' });
    expect(
      as('lead')
        .history()
        .filter(({ text }) => text.startsWith('Hello')),
    ).toHaveLength(1);
  }, 60_000);

  test('an alert for somebody who was never seen waits, and arrives once when they are, by the jobs alone', async () => {
    const page = await press(as('lead'), await say(as('lead'), 'report'), 'Begin a new report');
    const urgent = await press(as('lead'), page, 'Continue', { ...TRIAGE, risks: 'looked-after' });
    const reference = referenceOn(urgent);
    await until(async () => (await notDelivered()).unreachable > 0);
    await restart();
    expect(as('officer').history()).toEqual([]);
    await as('officer').say('hello');
    const alerts = () =>
      as('officer')
        .history()
        .filter(({ text }) => text.includes(reference));
    await until(async () => alerts().length > 0);
    await restart();
    expect(alerts()).toHaveLength(1);
    expect(lines.join('')).not.toMatch(/Robin|Rowan|Ashdown|Ed Track/);
  }, 60_000);

  const notDelivered = async () => {
    const ready = await fetch(`http://127.0.0.1:${app.port}/readyz`);
    return ((await ready.json()) as { notDelivered: { unreachable: number } }).notDelivered;
  };
});

const valueOf = (shown: Shown, id: string): unknown =>
  inputsOn(shown.card).find((input) => input['id'] === id)?.['value'];

/** The jobs run when they run: asks again until it is so. */
async function until(done: () => Promise<boolean>): Promise<void> {
  while (!(await done())) await delay(50);
}
