import type { Instant } from '../../src/domain/calendar/date';
import type { Claim, Outcome } from '../../src/notices/claims';
import { AT_ONCE, type Delivery, type Outbox } from '../../src/notices/outbox';

/** Takes what may be tried, of every tenant; `now` is of the steady clock. */
export async function claimAll(outbox: Outbox, now: Instant, leaseUntil = now, limit = 1000): Promise<Delivery[]> {
  const lanes = await outbox.lanes(now);
  return (await Promise.all(lanes.map((tenant) => outbox.claim(tenant, now, leaseUntil, limit)))).flat();
}

/** Settles one claim for which nothing was written; true when it was still held. */
export const settleOne = async (
  outbox: Outbox,
  { id, taken }: Claim,
  outcome: Outcome,
  at = AT_ONCE,
): Promise<boolean> => (await outbox.settle([{ claim: { id, taken }, at, outcome, call: null }])).has(id);
