import path from 'node:path';
import { aroundTheCutOff } from '../../src/bench/chaos/agenda';
import { MONDAYS, mondayMorning } from '../../src/bench/chaos/clocks';
import { jumpAWeek } from '../../src/bench/chaos/jump';
import { killAtRandom } from '../../src/bench/chaos/kills';
import { suffer } from '../../src/bench/chaos/outages';
import type { Result } from '../../src/bench/stage';
import { postgresPlace, type TestPlace } from '../support/databases';
import { cutOffFrom } from '../support/cut-off';

/** `npm run chaos` in sizes that take seconds. */
const dist = path.resolve(__dirname, '../../dist');
const plan = { dist, faults: null, latencyMs: 20, patienceMs: 60_000 };
const size = { tenants: 2, people: 20, alerts: 200 };

let where: TestPlace;
let databaseUrl: string;
beforeEach(async () => {
  where = await postgresPlace();
  databaseUrl = (where.place as { url: string }).url;
});
afterEach(() => where.remove());

function expectAllOnceOrMarked({ crowd, tally }: Result): void {
  expect(crowd.notices.filter((id) => !tally.firstSeen.has(id))).toEqual([]);
  expect(tally.summary()).toMatchObject({ repeatsUnmarked: 0 });
}

test('bots that are killed at random lose no alert, and repeat none without saying so', async () => {
  const kills = { instances: 2, everyMs: 1_000, most: 3, seed: 'a', endLeases: true };
  const result = await killAtRandom({ ...plan, databaseUrl, size: { ...size, alerts: 400 } }, kills);
  expect(result.killed).toBeGreaterThan(0);
  expectAllOnceOrMarked(result);
}, 180_000);

test('a database and a Teams that go away are waited for', async () => {
  const server = await cutOffFrom(databaseUrl);
  const teamsAway = [
    { how: 'unavailable', ms: 1_000 },
    { how: 'refused', ms: 1_000 },
  ] as const;
  const outages = { instances: 1, databaseAwayMs: 2_000, teamsAway, from: [0.1, 0.3] as const };
  try {
    const result = await suffer({ ...plan, databaseUrl: server.url, size }, outages, server);
    expectAllOnceOrMarked(result);
    expect(result.ended).toBe(0);
  } finally {
    await server.stop();
  }
}, 180_000);

test('clocks that jump a week ahead, and back, have nothing told early and nothing forgotten, and call the operator', async () => {
  const result = await jumpAWeek({ ...plan, databaseUrl, size }, [0.2, 0.5]);
  expectAllOnceOrMarked(result);
  expect(result.tally.summary().repeatsMarked).toBe(0);
  expect(result).toMatchObject({ beforeTime: 0, untold: 0, saidReady: false });
  expect(result.calls).toBeGreaterThan(0);
  expect(result.tokens).toBeGreaterThan(0);
}, 180_000);

test.each(MONDAYS.filter(({ changed }) => changed))(
  'at 08:30 sharp, $name, two bots send one alert to each, and none before',
  async ({ monday }) => {
    const dawn = { monday, time: '08:30', instances: 2, startsBeforeMs: 0, watchMs: 2_500 } as const;
    const morning = await mondayMorning({ ...plan, patienceMs: 100_000, databaseUrl }, dawn);
    expect(morning).toEqual({ people: 5, early: 0, withOne: 5, alerts: 5 });
  },
  180_000,
);

test('bots that are killed and started again around the cut-off post the agenda of the panel once, and close its list once', async () => {
  const restarts = { cutOff: '2026-10-20', instances: 2, leadMs: 5_000, after: 2 } as const;
  const { restarts: count, ...posting } = await aroundTheCutOff({ ...plan, databaseUrl }, restarts);
  expect(posting).toEqual({ early: 0, posted: 1, closed: 1 });
  expect(count).toBeGreaterThanOrEqual(2);
}, 180_000);
