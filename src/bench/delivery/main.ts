// npm run bench:delivery: 10,000 alerts to 2,000 people in 20 tenants while one request in ten meets trouble, on a real
// PostgreSQL and with the bot as it is run in production. Teams' limits are kept by the connector, and counted there.
import path from 'node:path';
import { startPostgres } from '../databases';
import { EVERYTHING } from '../teams-connector/troubles';
import { broken, figuresOf, printed } from './figures';
import { deliverToCrowd, type Plan } from './run';

const number = (name: string, otherwise: number): number => Number(process.env[name] ?? otherwise);

const size = {
  tenants: number('BENCH_TENANTS', 20),
  people: number('BENCH_PEOPLE', 2_000),
  alerts: number('BENCH_ALERTS', 10_000),
};
const rate = number('BENCH_FAULTS', 0.1);
const common: Omit<Plan, 'databaseUrl' | 'faults' | 'size'> = {
  dist: path.resolve(__dirname, '../..'),
  instances: number('BENCH_INSTANCES', 1),
  latencyMs: number('BENCH_LATENCY_MS', 30),
  patienceMs: 1_000 * number('BENCH_PATIENCE_SECONDS', 1_200),
};

async function scenario(name: string, plan: Pick<Plan, 'faults' | 'size'>): Promise<string[]> {
  const postgres = await startPostgres();
  try {
    const outcome = await deliverToCrowd({ ...common, ...plan, databaseUrl: postgres.url });
    const figures = figuresOf(outcome, plan.size.tenants);
    console.log(`${name}\n${printed(figures, outcome)}`);
    return broken(figures);
  } finally {
    await postgres.stop();
  }
}

async function main(): Promise<number> {
  const { tenants, people, alerts } = size;
  const { instances, latencyMs } = common;
  console.log(
    `${alerts} alerts to ${people} people in ${tenants} tenants; ${instances} instances; Teams answers after ${latencyMs} ms`,
  );
  const faults = { seed: process.env['BENCH_SEED'] ?? 'whereabouts', rate, mix: EVERYTHING };
  const promises = await scenario(`\nwith trouble for ${100 * rate} % of all requests`, { size, faults });
  if (process.env['BENCH_ALONE'] !== '0') {
    // As many people in more tenants than the machine can serve: what is left is what the machine can do.
    const wide = { ...size, tenants: Math.min(size.people, 10 * size.tenants) };
    promises.push(
      ...(await scenario('\nwithout trouble and far from the limits, to see what the machine allows', {
        size: wide,
        faults: null,
      })),
    );
  }
  for (const promise of promises) console.log(`BROKEN: ${promise}`);
  return promises.length === 0 ? 0 : 1;
}

main().then(
  (code) => process.exit(code),
  (error: unknown) => {
    console.error(error);
    process.exit(1);
  },
);
