import path from 'node:path';
import { ClocksApart } from '../../src/cli/now';
import type { Instant } from '../../src/domain/calendar/date';
import { memoryStorage } from '../../src/memory-storage';
import type { Storage } from '../../src/stores';
import { anAuthority } from '../builders/authority';
import { aKeptCase } from '../contract/a-kept-case';
import { postgresPlace, type TestPlace } from '../support/databases';
import { runCli, runCliWith } from './run-cli';
import { runHereAt } from './run-here';

const MINUTE_MS = 60_000;
const REFERENCE = 'WB-AAAA-22';

describe('the clock of the operator’s machine', () => {
  let storage: Storage;
  beforeEach(async () => {
    storage = memoryStorage();
    await anAuthority(storage);
    await aKeptCase(storage, { authority: '341', reference: REFERENCE });
  });
  afterEach(() => jest.useRealTimers());

  /** What the machine's clock says, and nothing else about time. */
  const machineAt = (now: Instant) =>
    jest.useFakeTimers({
      now: Date.parse(now),
      doNotFake: ['setImmediate', 'setTimeout', 'nextTick', 'queueMicrotask'],
    });
  const databaseAt =
    (now: Instant) =>
    (...args: string[]) =>
      runHereAt(async () => Date.parse(now), storage, ...args);

  test.each([
    ['retention', 'preview'],
    ['retention', 'preview', '--on', '2040-01-01'],
    ['retention', 'delete', '--confirm', 'e3b0c44298fc1c14'],
    ['hold', REFERENCE, '--reason', 'An inquest'],
    ['audit', 'show', REFERENCE],
    ['deliveries', 'export', 'none/never.csv', '--authority', '341'],
    ['subject-access', REFERENCE, '--out', 'none/never'],
    ['import', 'schools', 'src/demo/data/schools.csv'],
  ])('six minutes from the database’s, either way, does nothing: %s %s', async (...args) => {
    const before = await storage.audit.count('341');
    for (const apart of [6, -6]) {
      const time = async () => Date.now() + apart * MINUTE_MS;
      await expect(runHereAt(time, storage, ...args)).rejects.toThrow(ClocksApart);
    }
    expect(await storage.audit.count('341')).toBe(before);
  });

  test.each([
    ['2033-04-27T22:58:00.000Z', '2033-04-27T23:02:00.000Z', 0],
    ['2033-04-27T23:02:00.000Z', '2033-04-27T22:58:00.000Z', 1],
  ] as const)(
    'does not say which day it is: where the database has %s and it %s, %i cases are due',
    async (...given) => {
      const [theirs, ours, due] = given;
      machineAt(ours);
      const { said } = await databaseAt(theirs)('retention', 'preview');
      expect(said).toContain(`Closed cases: 1. Would go: ${due}.`);
      const [, hash = 'e3b0c44298fc1c14'] = /--confirm ([0-9a-f]{16})$/m.exec(said) ?? [];
      expect((await databaseAt(theirs)('retention', 'delete', '--confirm', hash)).code).toBe(due > 0 ? 0 : 1);
      expect(await storage.cases.byReference('341', REFERENCE)).toEqual(due > 0 ? null : expect.anything());
      if (due > 0) expect(await storage.audit.tombstone('341', REFERENCE)).toMatchObject({ at: theirs });
    },
  );
});

describe('a machine whose clock is far from that of the server of the database', () => {
  let at: TestPlace;
  beforeAll(async () => {
    at = await postgresPlace();
  });
  afterAll(() => at.remove());

  const CLOCK = path.join(__dirname, '../../dist/bench/processes/clock-on-the-wall.js');
  const aheadBy = (ms: number) => ({ NODE_OPTIONS: `--require ${CLOCK}`, CLOCK_ON_THE_WALL_MS: String(ms) });

  test('is told both times and what to do, and deletes nothing', async () => {
    expect(await runCli(at.place, 'retention', 'preview')).toMatchObject({ code: 0, warned: '' });
    const { code, said, warned } = await runCliWith(aheadBy(8 * 24 * 60 * MINUTE_MS), at.place, 'retention', 'preview');
    expect([code, said]).toEqual([1, '']);
    expect(warned).toMatch(
      /^The clock of this machine says .+ 20\d\d, \d\d:\d\d, and that of the database .+ Nothing was done/,
    );
    expect(warned).toContain('Set the clock that is wrong right, and run the command again.');
  }, 60_000);
});
