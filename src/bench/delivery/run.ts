import { machine, type Usage } from '../processes/usage';
import { setStage, type Plan, type Result } from '../stage';

export interface Outcome extends Result {
  /** Of each bot. */
  readonly usage: readonly Usage[];
  /** Share of the machine's processors that was busy while the alerts went out, from 0 to 1. */
  readonly machineBusy: number;
}

/** Alerts wait in the outbox; bots are started, and stopped once everything has been seen or nothing comes any more. */
export async function deliverToCrowd(plan: Plan & { readonly instances: number }): Promise<Outcome> {
  const stage = await setStage(plan);
  const names = Array.from({ length: plan.instances }, (_, n) => `bot-${n + 1}`);
  const before = machine();
  const bots = await Promise.all(names.map((name) => stage.start(name)));
  await stage.watch();
  const after = machine();
  const usage = bots.map((bot) => bot.usage());
  const machineBusy = (after.busy - before.busy) / (after.all - before.all);
  return { ...(await stage.clear()), usage, machineBusy };
}
