import { assemble } from '../src/assemble';
import { readConfig } from '../src/config';
import type { Instant } from '../src/domain/calendar/date';
import { policyPack } from '../src/domain/policy/policies';
import { createLog } from '../src/log';
import type { DeliveryState } from '../src/notices/outbox';
import { aWorld } from './casework/world';
import { startAlarmReceiver } from '../src/bench/alarm-receiver';
import { JumpingClock } from './support/steady-clock';

/** A bot as it runs in production, over the stores of a world in which an alert is due; its clock is so far ahead. */
async function aBot(minutes: number, now: Instant) {
  const world = await aWorld();
  const { case: theCase } = await world.report();
  const ahead = new Date(Date.parse(now) + minutes * 60_000).toISOString() as typeof now;
  const lines: string[] = [];
  const operator = await startAlarmReceiver();
  let forgotten = 0;
  const forgetOld = async () => (forgotten += 1);
  const guid = '22222222-2222-4222-8222-222222222222';
  const bot = assemble({
    config: readConfig({
      ...{ MICROSOFT_APP_ID: guid, MICROSOFT_APP_PASSWORD: 'made-up', MICROSOFT_APP_TENANT_ID: guid, TENANT_IDS: guid },
      ...{
        ALARM_URL: operator.url,
        PORT: '0',
        DATABASE_URL: 'postgresql://db.example/w?sslmode=verify-full',
        PUBLIC_URL: 'https://bot.example',
        FIELD_KEYS: 'none',
      },
    }),
    log: createLog('info', { write: (line) => void lines.push(line) }),
    storage: { ...world.storage, answers: { ...world.storage.answers, forgetOld } },
    clock: { now: () => ahead },
    steady: new JumpingClock(now),
    address: () => 'https://bot.example',
    policies: policyPack,
  });
  const close = async () => {
    await bot.idle();
    await bot.deliverer.stop();
    await bot.metrics.stop();
    await operator.close();
  };
  return { bot, world, theCase, operator, lines, forgotten: () => forgotten, close };
}

async function aBotAhead(minutes: number) {
  const { bot, world, theCase, operator, lines, forgotten, close } = await aBot(minutes, '2026-05-05T08:00:00.000Z');
  await bot.sweep();
  await bot.idle();
  const told = await world.storage.outbox.ofCase(theCase.id);
  await close();
  const { taken: calls } = operator;
  return { told: told.length, lines: lines.join(''), calls, forgotten: forgotten(), isRight: bot.clockIsRight() };
}

test('nothing falls due by a clock that is far from the database’s', async () => {
  for (const minutes of [6, -6]) {
    const { told, lines, calls, forgotten, isRight } = await aBotAhead(minutes);
    expect(told).toBe(0);
    expect(lines).toContain('the clock is far from the database’s');
    expect(calls).toEqual([{ what: 'clock-is-wrong', aheadSeconds: minutes * 60 }]);
    expect([forgotten, isRight]).toEqual([1, false]);
  }
});

test.each<[string, Instant, number, DeliveryState]>([
  ['is not told at night though the clock says noon', '2026-05-05T01:00:00.000Z', 10 * 60, 'pending'],
  ['is told by day though the clock says that it is night', '2026-05-05T10:00:00.000Z', 12 * 60, 'unreachable'],
])('what waits already %s', async (_name, now, ahead, state) => {
  const { bot, world, theCase, close } = await aBot(ahead, now);
  const about = { authority: '341', caseId: theCase.id, obligation: 'ews-contact-due', occurrence: '' };
  const { id: recipient } = world.people.officer;
  await world.storage.outbox.add([{ id: 'waits', kind: 'alert', ...about, recipient, dueAt: now, urgent: false }]);
  await bot.deliverer.deliver();
  // Nobody has met the officer yet: whoever tries finds no way.
  expect(await world.storage.outbox.byId('waits')).toMatchObject({ state });
  await close();
});

test('it does by one that is near it', async () => {
  const { told, calls, isRight, lines } = await aBotAhead(4);
  expect(told).toBeGreaterThan(0);
  expect([calls, isRight]).toEqual([[], true]);
  expect(lines).toMatch(/"authority":"\d{3}","seq":1,"hash":"[0-9a-f]{64}","msg":"audit trail anchored"/);
});
