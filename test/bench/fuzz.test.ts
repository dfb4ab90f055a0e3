import path from 'node:path';
import { brokenIn } from '../../src/bench/fuzz/figures';
import { fuzz } from '../../src/bench/fuzz/run';
import { postgresPlace, type TestPlace } from '../support/databases';

/** `npm run fuzz` in a size that takes seconds. */
describe('a bot that is sent what nobody should send', () => {
  let where: TestPlace;
  beforeAll(async () => {
    where = await postgresPlace();
  });
  afterAll(() => where.remove());

  test('answers all of it, fails at none, tells nobody of another’s child, and runs no turn without a token', async () => {
    const fuzzed = await fuzz({
      dist: path.resolve(__dirname, '../../dist'),
      databaseUrl: (where.place as { url: string }).url,
      ...{ requests: 400, files: 100, seed: 1, atOnce: 4, presses: 12 },
    });
    expect([brokenIn(fuzzed), fuzzed.findings]).toEqual([[], []]);
    expect(fuzzed.requests).toBe(400);
    expect(fuzzed.buttons).toBeGreaterThan(50);
    // That the generator says something to whom it is said: all of this occurs.
    for (const status of [200, 400, 401, 403]) expect(fuzzed.byStatus[status]).toBeGreaterThan(0);
    expect(fuzzed.files.taken).toBeGreaterThan(0);
    expect(fuzzed.files.refused).toBeGreaterThan(0);
  }, 180_000);
});
