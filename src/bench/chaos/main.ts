// npm run chaos: bots that are killed, a database and a Teams that go away, clocks that jump; and every alert must still
// arrive, none of them twice without a word about it. CHAOS_ONLY=kills,outages,clocks runs some of it; CHAOS_MINUTES says
// how long Teams is away (10), and the database a tenth of that; CHAOS_KILL_SECONDS how often a bot is killed (4).
import type { LocalDate } from '../../domain/calendar/date';
import { startPostgres, type Server } from '../databases';
import { broken, figuresOf } from '../delivery/figures';
import { asProgram, plan, settings } from '../settings';
import type { Result } from '../stage';
import { MONDAYS, mondayMorning } from './clocks';
import { jumpAWeek } from './jump';
import { killAtRandom } from './kills';
import { suffer } from './outages';

const { size, seed, minutes, killSeconds } = settings;
/** Resident memory of one bot, in megabytes, whatever is away and for however long. */
const MOST_MB = 600;
const INSTANCES = 3;
/** What Teams is while it is away, each for a part of that time. */
const ABSENCES = ['unavailable', 'silent', 'refused'] as const;

async function onAServer<T>(work: (server: Server) => Promise<T>): Promise<T> {
  const server = await startPostgres();
  try {
    return await work(server);
  } finally {
    await server.stop();
  }
}

/** A repeat after a kill, an outage or a jump has a cause of its own: what counts is that it says so. */
function told(name: string, result: Result, ...more: string[]): string[] {
  const figures = figuresOf(result, size.tenants);
  const { alerts, lost, repeatsMarked, repeatsUnmarked, passings, allSeconds } = figures;
  console.log(`\n${name}`);
  console.log(`  alerts ${alerts}, lost ${lost}, seen by all after ${allSeconds.toFixed(0)} s`);
  console.log(`  repeats marked ${repeatsMarked}, not marked ${repeatsUnmarked}; limits passed ${passings}`);
  for (const line of more) console.log(`  ${line}`);
  return broken({ ...figures, repeatsWithoutCause: 0 }).map((promise) => `${name}: ${promise}`);
}

const kills = () =>
  onAServer(async ({ url }) => {
    const chaos = { instances: INSTANCES, everyMs: 1_000 * killSeconds, most: Number.POSITIVE_INFINITY, seed };
    const result = await killAtRandom({ ...plan, databaseUrl: url }, chaos);
    return told(
      `one of ${INSTANCES} bots killed every ${killSeconds} seconds`,
      result,
      `killed ${result.killed} times`,
    );
  });

const outages = () =>
  onAServer(async (server) => {
    const teamsAwayMs = minutes * 60_000;
    const absences = ABSENCES.map((how) => ({ how, ms: teamsAwayMs / ABSENCES.length }));
    const times = { databaseAwayMs: teamsAwayMs / 10, teamsAway: absences, from: [0.2, 0.5] as const };
    const result = await suffer({ ...plan, databaseUrl: server.url }, { instances: 2, ...times }, server);
    const { before, databaseAway, teamsAway, after, ended, resumedAfter } = result;
    const name = `the database away for ${(minutes * 6).toFixed(0)} s, Teams for ${(minutes * 60).toFixed(0)} s`;
    const promises = told(
      name,
      result,
      `memory of two bots: before ${before.toFixed(0)} MB, then ${databaseAway.toFixed(0)}, ${teamsAway.toFixed(0)}, ${after.toFixed(0)}`,
      `next alert ${resumedAfter.database.toFixed(1)} s after the database was back, ${resumedAfter.teams.toFixed(1)} s after Teams was`,
    );
    if (ended > 0) promises.push(`${name}: ${ended} bots ended by themselves`);
    const most = Math.max(before, databaseAway, teamsAway, after) / 2;
    if (most > MOST_MB) promises.push(`${name}: a bot took ${most.toFixed(0)} MB`);
    return promises;
  });

async function clocks(): Promise<string[]> {
  const promises = await onAServer(async ({ url }) => {
    const result = await jumpAWeek({ ...plan, databaseUrl: url }, [0.3, 0.6]);
    const { calls, saidReady, beforeTime, untold } = result;
    const name = 'the clocks of two bots jump a week ahead, and back';
    const line = `told before its time ${beforeTime}, cases of which nobody was told ${untold}; operator called ${calls} times`;
    return [
      ...told(name, result, line),
      ...(beforeTime > 0 ? [`${name}: ${beforeTime} alerts were told before their time`] : []),
      ...(untold > 0 ? [`${name}: of ${untold} cases nobody was told`] : []),
      ...(calls === 0 || saidReady ? [`${name}: nobody was called`] : []),
    ];
  });
  const mornings = await Promise.all(MONDAYS.map(async (day) => ({ ...day, ...(await morningOf(day.monday)) })));
  for (const { name, people, withOne, early, alerts } of mornings) {
    console.log(`\n08:30 ${name}, two bots\n  people ${people}, with one alert each ${withOne}`);
    console.log(`  alerts before 08:30 ${early}, in all ${alerts}`);
    if (early > 0 || withOne < people) promises.push(`08:30 ${name}: not one alert each`);
  }
  return promises;
}

const morningOf = (monday: LocalDate) =>
  onAServer(({ url }) => {
    const dawn = { monday, time: '08:30', instances: 2, startsBeforeMs: 5_000, watchMs: 75_000 } as const;
    return mondayMorning({ ...plan, faults: null, databaseUrl: url }, dawn);
  });

const scenarios = { kills, outages, clocks };

asProgram(async () => {
  const asked = process.env['CHAOS_ONLY']?.split(',') ?? Object.keys(scenarios);
  const promises: string[] = [];
  for (const [name, scenario] of Object.entries(scenarios)) {
    if (asked.includes(name)) promises.push(...(await scenario()));
  }
  return promises;
});
