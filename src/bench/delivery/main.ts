// npm run bench:delivery: 10,000 alerts to 2,000 people in 20 tenants, on a real PostgreSQL: while one request in ten meets
// trouble, people press buttons and nothing gets through to some; without all that, by bots as they run in production; and
// the same in more tenants than the machine can serve. Teams' limits are kept by the connector, and counted there.
// BENCH_ONLY=trouble,calm,wide runs some.
import { startPostgres } from '../databases';
import { asProgram, plan, settings } from '../settings';
import type { Plan } from '../stage';
import type { Voices } from '../crowd/voices';
import { broken, figuresOf, printed } from './figures';
import { deliverToCrowd } from './run';

const { absent, instances, rate, size, voices } = settings;
type Scenario = Partial<Plan> & { readonly voices?: Voices };

async function scenario(name: string, changed: Scenario): Promise<string[]> {
  const postgres = await startPostgres();
  try {
    const asked = { ...plan, ...changed };
    const outcome = await deliverToCrowd({ ...asked, instances, databaseUrl: postgres.url });
    const figures = figuresOf(outcome, asked.size.tenants);
    console.log(`\n${name}\n${printed(figures, outcome)}`);
    const unanswered = outcome.heard?.failed ?? 0;
    return [...broken(figures), ...(unanswered > 0 ? [`${unanswered} turns were not answered`] : [])];
  } finally {
    await postgres.stop();
  }
}

const scenarios: Readonly<Record<string, () => Promise<string[]>>> = {
  trouble: () =>
    scenario(`with trouble for ${100 * rate} % of all requests, and people who press buttons`, { voices, absent }),
  calm: () => scenario('without trouble, with tokens; nobody can speak', { faults: null, inProduction: true }),
  wide: () => {
    const wide = { ...size, tenants: Math.min(size.people, 10 * size.tenants) };
    const name = 'the same in ten times the tenants: what the machine allows';
    return scenario(name, { size: wide, faults: null, inProduction: true });
  },
};

asProgram(async () => {
  const { tenants, people, alerts } = size;
  console.log(`${alerts} alerts to ${people} people in ${tenants} tenants; bots: ${instances}`);
  const asked = process.env['BENCH_ONLY']?.split(',') ?? Object.keys(scenarios);
  const promises: string[] = [];
  for (const [name, run] of Object.entries(scenarios)) if (asked.includes(name)) promises.push(...(await run()));
  return promises;
});
