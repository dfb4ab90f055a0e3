import path from 'node:path';
import type { Plan } from './stage';
import { EVERYTHING } from './teams-connector/troubles';

const number = (name: string, otherwise: number): number => Number(process.env[name] ?? otherwise);

/** What a run is about, from the environment: the sizes of the promise where nothing is said. */
export const settings = {
  size: {
    tenants: number('BENCH_TENANTS', 20),
    people: number('BENCH_PEOPLE', 2_000),
    alerts: number('BENCH_ALERTS', 10_000),
  },
  /** Share of all requests that meets trouble. */
  rate: number('BENCH_FAULTS', 0.1),
  seed: process.env['BENCH_SEED'] ?? 'whereabouts',
  absent: {
    oneIn: number('BENCH_BLOCKED_ONE_IN', 50),
    forMs: 1_000 * number('BENCH_BLOCKED_SECONDS', 70),
    gone: number('BENCH_GONE', 1),
  },
  instances: number('BENCH_INSTANCES', 1),
  voices: {
    answers: number('BENCH_ANSWERS', 0.05),
    askers: number('BENCH_ASKERS', 5),
    askEveryMs: 3_000,
    seed: process.env['BENCH_SEED'] ?? 'whereabouts',
  },
  /** How long Teams is away, in minutes; the database is for a tenth of it. */
  minutes: number('CHAOS_MINUTES', 10),
  /** How long after one bot was killed the next one is, in seconds. */
  killSeconds: number('CHAOS_KILL_SECONDS', 4),
};

export const dist = path.resolve(__dirname, '..');

export const plan: Omit<Plan, 'databaseUrl'> = {
  dist,
  size: settings.size,
  faults: { seed: settings.seed, rate: settings.rate, mix: EVERYTHING },
  latencyMs: number('BENCH_LATENCY_MS', 30),
  patienceMs: 1_000 * number('BENCH_PATIENCE_SECONDS', 1_200),
};

/** Runs a bench as a program: it ends with 1 when a promise was broken, each of which is told. */
export function asProgram(bench: () => Promise<readonly string[]>): void {
  bench().then(
    (broken) => {
      for (const promise of broken) console.log(`BROKEN: ${promise}`);
      process.exit(broken.length === 0 ? 0 : 1);
    },
    (error: unknown) => {
      console.error(error);
      process.exit(1);
    },
  );
}
