import { randomUUID } from 'node:crypto';
import { connect } from 'node:net';
import { text } from 'node:stream/consumers';
import { setImmediate } from 'node:timers/promises';
import { memoryStorage } from '../../src/memory-storage';
import { createMetrics } from '../../src/metrics/metrics';
import { MovingClock } from '../../src/moving-clock';
import { MOVED_ON_PURPOSE } from '../../src/notices/clock-watch';
import { createSweeper } from '../../src/notices/sweep';
import { atRisk } from '../builders/case';
import { aWorld } from '../casework/world';
import { MONDAY, startTestBot } from '../support/bot';
import { claimAll, settleOne } from '../support/outbox';
import { embeddedPlace } from '../support/databases';
import { aStreet, type House, type Street } from '../support/houses';
import { press, reportPupil, say, TRIAGE } from './main-job-bot';

const TOKEN = 'made-up-by-chance-0123456789';

let street: Street;
let house: House;
let reference: string;
beforeAll(async () => {
  street = await aStreet(embeddedPlace);
  house = await street.open({ METRICS_TOKEN: TOKEN });
  ({ reference } = await reportPupil(house.as('lead'), TRIAGE));
}, 60_000);
afterAll(() => street.close());

const read = (headers: Record<string, string> = { authorization: `Bearer ${TOKEN}` }) =>
  fetch(`${house.url}/metrics`, { headers });

/** A line of Prometheus' text: a name, labels, a number. */
const SAMPLE = /^([a-z_]+)(?:\{((?:[a-z_]+="[^"\\]*",?)*)\})? (-?[\d.e+-]+|\+Inf|NaN)$/i;

async function samples() {
  const text = await (await read()).text();
  const lines = text.split('\n').filter((line) => line !== '' && !line.startsWith('# '));
  return lines.map((line) => {
    const [, name = '', labels = '', value] = SAMPLE.exec(line) ?? [];
    if (name === '') throw new Error(`no sample: ${line}`);
    return { name, labels, value: Number(value) };
  });
}

test('tell of turns, of the queue and of what waits, in Prometheus’ words', async () => {
  await say(house.as('officer'), 'my cases');
  const response = await read();
  expect(response.headers.get('content-type')).toContain('text/plain; version=0.0.4');
  const found = await samples();
  const value = (name: string, label: string) =>
    found.find((one) => one.name === name && one.labels.includes(label))?.value;
  expect(value('whereabouts_turn_seconds_count', 'kind="message"')).toBeGreaterThan(0);
  expect(value('whereabouts_turn_seconds_count', 'kind="adaptiveCard/action"')).toBeGreaterThan(0);
  for (const state of ['pending', 'claimed', 'sending', 'retry', 'ambiguous', 'unreachable']) {
    expect(value('whereabouts_queue_depth', `state="${state}"`)).toBeGreaterThanOrEqual(0);
  }
  expect(value('whereabouts_oldest_undelivered_seconds', 'urgent="yes"')).toBe(0);
  expect(value('whereabouts_unanswered_alerts', '')).toBeGreaterThanOrEqual(0);
  expect(value('whereabouts_clock_ahead_seconds', '')).toBe(0);
});

test('never tell of anybody: no name, no reference, no id', async () => {
  const text = await (await read()).text();
  const { people } = street;
  const secrets = [reference, 'Rowan', 'Ashdown', 'Ash Lead', 'Ed Track', people.lead.id, people.officer.entraId];
  for (const secret of secrets) expect(text).not.toContain(secret);
  const labels = new Set(
    (await samples()).flatMap(({ labels }) => [...labels.matchAll(/([a-z_]+)=/g)].map(([, l]) => l)),
  );
  expect(
    [...labels].filter((label) => !['kind', 'le', 'level', 'state', 'outcome', 'urgent'].includes(label!)),
  ).toEqual([]);
});

test('are for whoever has the token, and for nobody else', async () => {
  for (const from of <Record<string, string>[]>[{}, { 'x-forwarded-for': '203.0.113.9' }]) {
    expect((await read({ ...from, authorization: '' })).status).toBe(403);
    expect((await read({ ...from, authorization: 'Bearer another-0123456789012345' })).status).toBe(403);
    expect((await read({ ...from, authorization: `Bearer ${TOKEN}` })).status).toBe(200);
  }
});

test('are for this machine where there is no token, but not for what a proxy on it passes on', async () => {
  const { url, close } = await startTestBot();
  const status = async (headers: Record<string, string>) => (await fetch(`${url}/metrics`, { headers })).status;
  expect(await status({})).toBe(200);
  for (const name of ['forwarded', 'x-forwarded-for', 'x-real-ip', 'via']) {
    expect(await status({ [name]: '203.0.113.9' })).toBe(403);
  }
  const asNginx = connect(Number(new URL(url).port), '127.0.0.1');
  asNginx.end('GET /metrics HTTP/1.0\r\nHost: whereabouts\r\nConnection: close\r\n\r\n');
  expect(await text(asNginx)).toMatch(/^HTTP\/1\.\d 403/);
  await close();
});

test('an operator reads what waits beside that the bot is ready', async () => {
  const ready = await fetch(`${house.url}/readyz`);
  expect(await ready.json()).toMatchObject({ ok: true, waiting: 0, oldestSeconds: 0, unanswered: expect.any(Number) });
});

test('count as unanswered what can be answered, and no news', async () => {
  const unanswered = async () =>
    (await samples()).find(({ name }) => name === 'whereabouts_unanswered_alerts')?.value ?? NaN;
  const before = await unanswered();
  // One that tells that a risk was withdrawn asks for nothing; in another authority, whose rules are not known, it may.
  await sentTo('341', 'risk-withdrawn');
  expect(await unanswered()).toBe(before);
  await sentTo('341', 'at-risk-report');
  await sentTo('999', 'risk-withdrawn');
  expect(await unanswered()).toBe(before + 2);
  const ready = async () => (await (await fetch(`${house.url}/readyz`)).json()) as { unanswered: number };
  while ((await ready()).unanswered !== before + 2) await setImmediate();
});

/** In one transaction, before the house itself looks at it. */
const sentTo = (authority: string, obligation: string) =>
  house.app.storage.transaction(async ({ outbox }) => {
    const [id, now] = [randomUUID(), '2026-04-27T08:00:00.000Z'] as const;
    const about = { caseId: randomUUID(), occurrence: '', recipient: id, dueAt: now, urgent: false } as const;
    await outbox.add([{ id, kind: 'alert', authority, obligation, ...about }]);
    const claim = (await outbox.claim('', '2099-01-01T00:00:00.000Z', now, 100)).find((one) => one.id === id)!;
    const receipt = { conversationId: 'c', serviceUrl: 'http://127.0.0.1', activityId: 'a' };
    await settleOne(outbox, claim, { state: 'sent', sentAt: now, receipt });
  });

test('tell by its level of an alert that was passed on', async () => {
  const clock = new MovingClock(MONDAY);
  const storage = memoryStorage();
  const metrics = createMetrics({ figuresNow: () => storage.outbox.figures([]), clock, clockWatch: MOVED_ON_PURPOSE });
  const world = await aWorld();
  await world.report({ triage: atRisk });
  for (const claim of await claimAll(world.storage.outbox, '2030-01-01T00:00:00.000Z')) {
    const receipt = { conversationId: 'c', serviceUrl: 'http://127.0.0.1', activityId: 'a' };
    await settleOne(world.storage.outbox, claim, { state: 'sent', sentAt: world.clock.now(), receipt });
  }
  world.at('2026-04-27', '10:00');
  await createSweeper({ ...world.deps, escalations: metrics }).sweep();
  expect(await metrics.text()).toMatch(/whereabouts_escalations_total\{kind="passed-on",level="1"\} [1-9]/);
  await metrics.stop();
});

test('tell of what went on to others, and of cases that could not be looked at', async () => {
  // Nobody but the lead and the officer has ever written to the bot: word to the others takes the steps of the chain.
  const lead = house.as('lead');
  await press(lead, await say(lead, 'report'), 'Continue', { ...TRIAGE, risks: 'known-risk' });
  const steps = async () => (await samples()).filter(({ name }) => name === 'whereabouts_escalations_total');
  while ((await steps()).length === 0) await setImmediate();
  for (const { labels, value } of await steps()) {
    expect(labels).toMatch(/kind="(deputy|team-channel|e-mail|alarm)"/);
    expect(labels).toMatch(/outcome="(told|skipped|failed)"/);
    expect(value).toBeGreaterThan(0);
  }
  expect((await samples()).find(({ name }) => name === 'whereabouts_cases_not_looked_at')?.value).toBe(0);
});
