// npm run bench:delivery: 10,000 alerts to 2,000 people in 20 tenants while one request in ten meets trouble, on a real
// PostgreSQL and with the bot as it is run in production. Teams' limits are kept by the connector, and counted there.
import { startPostgres } from '../databases';
import { asProgram, plan, settings } from '../settings';
import type { Plan } from '../stage';
import { broken, figuresOf, printed } from './figures';
import { deliverToCrowd } from './run';

const { instances, rate, size } = settings;

async function scenario(name: string, changed: Partial<Plan>): Promise<string[]> {
  const postgres = await startPostgres();
  try {
    const asked = { ...plan, ...changed };
    const outcome = await deliverToCrowd({ ...asked, instances, databaseUrl: postgres.url });
    const figures = figuresOf(outcome, asked.size.tenants);
    console.log(`\n${name}\n${printed(figures, outcome)}`);
    return broken(figures);
  } finally {
    await postgres.stop();
  }
}

asProgram(async () => {
  const { tenants, people, alerts } = size;
  console.log(`${alerts} alerts to ${people} people in ${tenants} tenants; bots: ${instances}`);
  const promises = await scenario(`with trouble for ${100 * rate} % of all requests`, {});
  if (process.env['BENCH_ALONE'] === '0') return promises;
  // As many people in more tenants than the machine can serve: what is left is what the machine can do.
  const wide = { ...size, tenants: Math.min(people, 10 * tenants) };
  const alone = await scenario('without trouble, ten times the tenants: what the machine allows', {
    size: wide,
    faults: null,
  });
  return [...promises, ...alone];
});
