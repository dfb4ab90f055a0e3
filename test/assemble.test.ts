import { assemble } from '../src/assemble';
import { readConfig } from '../src/config';
import { policyPack } from '../src/domain/policy/policies';
import { createLog } from '../src/log';
import { aWorld } from './casework/world';
import { JumpingClock } from './support/steady-clock';

/** A bot as it runs in production, over the stores of a world in which an alert is due; its clock is so far ahead. */
async function aBotAhead(minutes: number) {
  const world = await aWorld();
  const { case: theCase } = await world.report();
  const now = '2026-05-05T08:00:00.000Z';
  const ahead = new Date(Date.parse(now) + minutes * 60_000).toISOString() as typeof now;
  const lines: string[] = [];
  const guid = '22222222-2222-4222-8222-222222222222';
  const bot = assemble({
    config: readConfig({
      ...{ MICROSOFT_APP_ID: guid, MICROSOFT_APP_PASSWORD: 'made-up', MICROSOFT_APP_TENANT_ID: guid, TENANT_IDS: guid },
      ...{ PORT: '0', DATABASE_URL: 'postgresql://db.example/w', PUBLIC_URL: 'https://bot.example' },
    }),
    log: createLog('info', { write: (line) => void lines.push(line) }),
    storage: world.storage,
    clock: { now: () => ahead },
    steady: new JumpingClock(now),
    address: () => 'https://bot.example',
    policies: policyPack,
  });
  await bot.sweep();
  const told = await world.storage.outbox.ofCase(theCase.id);
  await bot.deliverer.stop();
  await bot.metrics.stop();
  return { told: told.length, lines: lines.join('') };
}

test('nothing falls due by a clock that is far from the database’s', async () => {
  for (const minutes of [6, -6]) {
    const { told, lines } = await aBotAhead(minutes);
    expect(told).toBe(0);
    expect(lines).toContain('the clock is far from the database’s');
  }
});

test('it does by one that is near it', async () => {
  expect((await aBotAhead(4)).told).toBeGreaterThan(0);
});
