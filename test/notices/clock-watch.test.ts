import type { Instant } from '../../src/domain/calendar/date';
import type { Alarm, AlarmCall } from '../../src/notices/chain/taking';
import { createClockWatch } from '../../src/notices/clock-watch';
import { createSweeper } from '../../src/notices/sweep';
import { createCasework } from '../../src/casework/create-casework';
import { aPupil, anAbsence, noRisk } from '../builders/case';
import { aWorld } from '../casework/world';

const HOUR_MS = 3_600_000;
const WEEK_MS = 7 * 24 * HOUR_MS;
/** On that morning the officer is told of Day 6 under Liverpool's rules. */
const DAY_6 = Date.parse('2026-05-05T07:30:00.000Z');

/** A bot whose clock can be wrong, beside a database whose clock is right. */
async function aBotWithAClock() {
  const world = await aWorld();
  let now = Date.parse(world.clock.now());
  let wrongBy = 0;
  const steady = { now: () => now };
  const clock = { now: () => new Date(now + wrongBy).toISOString() as Instant };
  const alarms: Alarm[] = [];
  let hears = true;
  const alarm: AlarmCall = (one, heard) => {
    alarms.push(one);
    void heard(hears);
  };
  const deps = { ...world.deps, clock, alarm };
  const start = () => {
    const clockWatch = createClockWatch({ ...deps, steady });
    const sweeper = createSweeper(deps);
    return async () => {
      if (await clockWatch.isRight()) await sweeper.sweep();
    };
  };
  const report = async () => {
    const said = { draftId: 'd', triage: noRisk, pupil: aPupil(), absence: anAbsence() };
    const { view } = await createCasework(deps).report(world.people.lead, said);
    return view.case.id;
  };
  const toldOf = async (caseId: string) => {
    const alerts = await world.storage.outbox.ofCase(caseId);
    return alerts.filter(({ recipient }) => recipient === world.people.officer.id).map(({ obligation }) => obligation);
  };
  return {
    ...{ start, report, toldOf, alarms, lines: world.lines },
    operatorHears: (does: boolean) => void (hears = does),
    timeIs: (at: number) => void (now = at),
    clockIsAheadBy: (ms: number) => void (wrongBy = ms),
  };
}

describe('a clock that is wrong', () => {
  it.each([
    ['ahead', WEEK_MS],
    ['behind', -WEEK_MS],
  ])('by a week %s tells nothing by itself, and says so', async (_where, astray) => {
    const bot = await aBotWithAClock();
    const caseId = await bot.report();
    const sweep = bot.start();
    bot.timeIs(DAY_6 - 24 * HOUR_MS);
    const before = await bot.toldOf(caseId);
    bot.clockIsAheadBy(astray);
    await sweep();
    expect(await bot.toldOf(caseId)).toEqual(before);
    const told = { level: 50, aheadSeconds: astray / 1_000 };
    expect(bot.lines).toContainEqual(expect.objectContaining(told));
    bot.clockIsAheadBy(0);
    bot.timeIs(DAY_6);
    await sweep();
    expect(await bot.toldOf(caseId)).toContain('ews-contact-due');
  });

  it('calls the operator until they hear, then once a day, and anew when it is wrong anew', async () => {
    const bot = await aBotWithAClock();
    const sweep = bot.start();
    const called = async (at: number) => {
      bot.timeIs(DAY_6 + at);
      await sweep();
      return bot.alarms.filter(({ what }) => what === 'clock-is-wrong').length;
    };
    bot.clockIsAheadBy(WEEK_MS);
    bot.operatorHears(false);
    const times = [await called(0), await called(60_000), await called(300_000)];
    bot.operatorHears(true);
    times.push(await called(600_000), await called(HOUR_MS), await called(20 * HOUR_MS), await called(25 * HOUR_MS));
    expect(times).toEqual([1, 1, 2, 3, 3, 3, 4]);
    expect(bot.alarms.at(-1)).toEqual({ what: 'clock-is-wrong', aheadSeconds: WEEK_MS / 1_000 });
    bot.clockIsAheadBy(0);
    expect(await called(26 * HOUR_MS)).toBe(4);
    bot.clockIsAheadBy(-WEEK_MS);
    expect(await called(27 * HOUR_MS)).toBe(5);
  });

  it('a little tells what is due', async () => {
    const bot = await aBotWithAClock();
    const caseId = await bot.report();
    bot.timeIs(DAY_6);
    bot.clockIsAheadBy(-240_000 + 300_000);
    await bot.start()();
    expect(await bot.toldOf(caseId)).toContain('ews-contact-due');
  });

  it.each(['the same', 'another'] as const)(
    'leaves no case waiting for what it thought was next, once %s instance has the right time',
    async (which) => {
      const bot = await aBotWithAClock();
      const sweep = bot.start();
      await sweep();
      bot.clockIsAheadBy(6 * WEEK_MS);
      const caseId = await bot.report();
      await sweep();
      bot.clockIsAheadBy(0);
      const after = which === 'the same' ? sweep : bot.start();
      bot.lines.length = 0;
      await after();
      expect(bot.lines).toContainEqual(expect.objectContaining({ cases: 1 }));
      bot.lines.length = 0;
      await after();
      expect(bot.lines).toEqual([]);
      expect(caseId).not.toBe('');
    },
  );
});
