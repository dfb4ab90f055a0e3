// npm run bench:side-by-side: the bot, the notifications of @microsoft/teamsfx and loops over continueConversationAsync, each
// against a connector that makes the same trouble for the same people. What they came to is counted on Teams' side.
import { randomUUID } from 'node:crypto';
import { startPostgres } from '../databases';
import { figuresOf } from '../delivery/figures';
import { deliverToCrowd } from '../delivery/run';
import { asProgram, dist, plan, settings } from '../settings';
import { EVERYTHING, type Faults } from '../teams-connector/troubles';
import { installPeers } from './install';
import { runPeer, type Job, type Ran } from './peer';

/** Smaller than what the bot is measured with alone: a loop that waits for each answer takes its time. */
const size = {
  tenants: Number(process.env['BENCH_TENANTS'] ?? 5),
  people: Number(process.env['BENCH_PEOPLE'] ?? 200),
  alerts: Number(process.env['BENCH_ALERTS'] ?? 1_000),
};
const mostMs = 1_000 * Number(process.env['BENCH_PEER_SECONDS'] ?? 600);
const PEERS = ['teamsfx', 'bare', 'bare, all at once'];

interface Row {
  readonly name: string;
  readonly delivered: number;
  readonly repeated: number;
  readonly unmarked: number;
  readonly passings: number;
  readonly time: string;
  readonly cpuSeconds: number;
}

async function ours(faults: Faults): Promise<{ readonly row: Row; readonly job: Job }> {
  const postgres = await startPostgres();
  try {
    const outcome = await deliverToCrowd({ ...plan, size, faults, instances: 1, databaseUrl: postgres.url });
    const figures = figuresOf(outcome, size.tenants);
    const { people, notices } = outcome.crowd;
    const each = notices.length / people.length;
    const rounds = Array.from({ length: each }, () => people.map(() => randomUUID()));
    const row = {
      name: 'Whereabouts',
      delivered: figures.alerts - figures.lost,
      repeated: figures.repeatsMarked + figures.repeatsUnmarked,
      unmarked: figures.repeatsUnmarked,
      passings: figures.passings,
      time: `90 % ${figures.mostSeconds.toFixed(0)} s, all ${figures.allSeconds.toFixed(0)} s`,
      cpuSeconds: outcome.usage.reduce((sum, { cpuSeconds }) => sum + cpuSeconds, 0),
    };
    return { row, job: { people, rounds } };
  } finally {
    await postgres.stop();
  }
}

function rowOf(name: string, { tally, passings, seconds, finished, usage }: Ran): Row {
  const { seen, repeatsMarked, repeatsUnmarked } = tally.summary();
  return {
    name,
    delivered: seen,
    repeated: repeatsMarked + repeatsUnmarked,
    unmarked: repeatsUnmarked,
    passings: Object.values(passings).reduce((sum, count) => sum + count, 0),
    time: finished ? `${seconds.toFixed(0)} s` : `not done after ${seconds.toFixed(0)} s`,
    cpuSeconds: usage.cpuSeconds,
  };
}

async function race(title: string, mix: Faults['mix'], program: string): Promise<void> {
  const faults: Faults = { seed: settings.seed, rate: settings.rate, mix };
  const { row, job } = await ours(faults);
  const alerts = job.rounds.length * job.people.length;
  console.log(`\n${title}: ${alerts} alerts to ${job.people.length} people in ${size.tenants} tenants`);
  console.log(`${''.padEnd(20)}delivered  missing  repeated  unmarked  limits passed   CPU s  time`);
  const print = ({ name, delivered, repeated, unmarked, passings, cpuSeconds, time }: Row) => {
    const figures = [delivered, alerts - delivered, repeated, unmarked, passings, cpuSeconds.toFixed(1)];
    const widths = [9, 9, 10, 10, 15, 8];
    console.log(
      name.padEnd(20) + figures.map((figure, n) => String(figure).padStart(widths[n]!)).join('') + `  ${time}`,
    );
  };
  print(row);
  for (const name of PEERS) {
    print(rowOf(name, await runPeer(program, name, job, { dist, faults, latencyMs: plan.latencyMs, mostMs })));
  }
}

asProgram(async () => {
  const program = installPeers(dist);
  await race(`trouble for ${100 * settings.rate} % of all requests`, EVERYTHING, program);
  // Nothing in botbuilder ends a call that is never answered, so a loop stands still at the first of them.
  const answered = EVERYTHING.filter(({ trouble }) => !trouble.hang);
  await race('the same without requests that are never answered', answered, program);
  return [];
});
