import type { BotProcess } from '../processes/bot';
import { query, setStage, type Plan, type Result } from '../stage';
import { fraction } from '../teams-connector/seeded';

export interface Kills {
  readonly instances: number;
  readonly everyMs: number;
  /** Afterwards they are left in peace. */
  readonly most: number;
  readonly seed: string;
  /** The leases of all end whenever one is killed: for a test that has no minute to wait for them. */
  readonly endLeases?: boolean;
}

/**
 * Every few seconds one of the bots is killed as if its machine had lost power (SIGKILL), and started again at once, until
 * all alerts have been seen.
 */
export async function killAtRandom(plan: Plan, kills: Kills): Promise<Result & { readonly killed: number }> {
  const stage = await setStage(plan);
  const names = Array.from({ length: kills.instances }, (_, n) => `bot-${n + 1}`);
  const bots = new Map<string, BotProcess>();
  await Promise.all(names.map(async (name) => bots.set(name, await stage.start(name))));
  let killed = 0;
  let last = performance.now();
  const starting: Promise<unknown>[] = [];

  async function killOne(): Promise<void> {
    if (killed >= kills.most || performance.now() - last < kills.everyMs) return;
    // On a slow machine the next one waits until all are up: else soon nobody would be left who sends.
    if (!names.every((name) => bots.get(name)?.running())) return;
    const name = names[Math.floor(fraction(`${kills.seed} ${killed}`) * names.length)]!;
    killed += 1;
    last = performance.now();
    await bots.get(name)!.end('SIGKILL');
    if (kills.endLeases) await endLeases(plan.databaseUrl);
    starting.push(stage.start(name).then((bot) => bots.set(name, bot)));
  }

  await stage.watch((share) => (share < 1 ? killOne() : Promise.resolve()));
  await Promise.all(starting);
  return { ...(await stage.clear()), killed };
}

const endLeases = (databaseUrl: string) =>
  query(databaseUrl, `update notices set lease_until = now() where state in ('claimed', 'sending')`);
