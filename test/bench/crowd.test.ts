import { gather, type Crowd } from '../../src/bench/crowd/crowd';
import { RULES } from '../../src/bench/crowd/rules';
import type { Instant } from '../../src/domain/calendar/date';
import { memoryStorage } from '../../src/memory-storage';
import { lateNow } from '../../src/notices/chain/late';
import { createQuiet } from '../../src/notices/quiet';
import { createReckoning } from '../../src/panel/reckon';
import type { Storage } from '../../src/stores';

const SIZE = { tenants: 2, people: 8, alerts: 16 };

let storage: Storage;
beforeEach(() => {
  storage = memoryStorage();
});

async function heldBack({ notices }: Crowd, now: Instant): Promise<string[]> {
  const quiet = createQuiet({ storage, policies: RULES, clock: { now: () => now } });
  const held: string[] = [];
  for (const id of notices) {
    const delivery = (await storage.outbox.byId(id))!;
    if (delivery.dueAt > now || (await quiet.until(delivery)) !== null) held.push(id);
  }
  return held;
}

describe('whenever a bench is run, everything that waits for its crowd may be told at once', () => {
  test.each<[string, Instant]>([
    ['on a school day', '2026-11-24T11:00:00.000Z'],
    ['at night', '2026-11-24T03:00:00.000Z'],
    ['in the last minute of a day', '2026-11-24T23:59:30.000Z'],
    ['on a Saturday', '2026-11-28T12:00:00.000Z'],
    ['on a Sunday night', '2026-11-29T23:30:00.000Z'],
    ['on a bank holiday', '2026-12-28T12:00:00.000Z'],
    ['after many of them', '2026-12-30T12:00:00.000Z'],
    ['on the night on which clocks go back', '2026-10-25T01:30:00.000Z'],
  ])('%s', async (_when, now) => {
    const crowd = await gather(storage, SIZE, 'http://127.0.0.1/', now);
    expect(crowd.notices).toHaveLength(SIZE.alerts);
    expect(await heldBack(crowd, now)).toEqual([]);
  });

  test('and its cases were looked at before, as on any morning but the first', async () => {
    const now = '2026-11-24T11:00:00.000Z';
    await gather(storage, SIZE, 'http://127.0.0.1/', now);
    expect(await storage.cases.due(now, 1)).toEqual([]);
    const codes = (await storage.directory.authorities()).map(({ code }) => code);
    for (const code of codes) expect((await storage.cases.toReckon(code, '', 1)).cases).toEqual([]);
    expect(await createReckoning({ storage, policies: RULES, clock: { now: () => now } }).reckon()).toBe(0);
  });

  test('and nothing of it is late, so that nobody else is told of it first', async () => {
    const now = '2026-11-24T11:00:00.000Z';
    await gather(storage, SIZE, 'http://127.0.0.1/', now);
    const late = await lateNow(storage, RULES, { now: () => now });
    expect(late).toHaveLength(SIZE.tenants);
    expect(await storage.steps.untold(late, SIZE.alerts)).toEqual([]);
  });
});
