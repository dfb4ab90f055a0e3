import type { Logger } from 'pino';
import type { Clock } from '../clock';
import type { Storage } from '../stores';
import type { NoticeSender, SendOutcome } from './notice-sender';
import { LEFT, type Delivery } from './outbox';
import type { Reference } from './references';
import { later, settle } from './settle';

/** Longer than any send: the card is read and drawn, then the call has its own time limit of seconds. */
const LEASE_SECONDS = 60;
/** So that an urgent alert waits for one slow send at most, and a short outage of one address holds up nobody else. */
const SENDERS = 4;

export interface Deliverer {
  /**
   * Sends what is due until nothing is left; returns how many were tried. Safe to run on several instances at once.
   * Within one process a call waits for the one before it: the demo moves its clock between two calls, and a lease
   * that ran out by that clock alone would send a card twice.
   */
  deliver(): Promise<number>;
}

interface Deps {
  readonly storage: Storage;
  readonly sender: NoticeSender;
  readonly clock: Clock;
  readonly log: Logger;
}

export function createDeliverer(deps: Deps): Deliverer {
  let before: Promise<unknown> = Promise.resolve();
  return {
    deliver() {
      const tried = before.then(() => deliverAll(deps));
      before = tried.catch(() => {});
      return tried;
    },
  };
}

/** Waits for every sender, also when one of them fails: nothing may be on its way when the next call begins. */
async function deliverAll(deps: Deps): Promise<number> {
  const senders = await Promise.allSettled(Array.from({ length: SENDERS }, () => deliverOneByOne(deps)));
  const failed = senders.find((sender) => sender.status === 'rejected');
  if (failed) throw failed.reason;
  return senders.reduce((sum, sender) => sum + (sender.status === 'fulfilled' ? sender.value : 0), 0);
}

/** Each is claimed when its turn has come, so a lease is no longer than one send and what was not tried is not marked. */
async function deliverOneByOne(deps: Deps): Promise<number> {
  let tried = 0;
  for (let delivery = await claim(deps); delivery; delivery = await claim(deps)) {
    await deliverOne(delivery, deps);
    tried += 1;
  }
  return tried;
}

async function claim({ storage, clock }: Deps): Promise<Delivery | null> {
  const now = clock.now();
  return (await storage.outbox.claim(now, later(now, LEASE_SECONDS), 1))[0] ?? null;
}

/** One delivery's trouble must not keep the others from being sent. */
async function deliverOne(delivery: Delivery, deps: Deps): Promise<void> {
  try {
    const address = await deps.storage.references.of(delivery.recipient);
    await settle(delivery, await outcomeOf(delivery, address, deps), address, deps);
  } catch (error) {
    deps.log.error({ notice: delivery.id, code: nameOf(error) }, 'a delivery could not be settled');
  }
}

async function outcomeOf(
  delivery: Delivery,
  address: Reference | null,
  { storage, sender, log }: Deps,
): Promise<SendOutcome> {
  try {
    const isForPerson = delivery.kind === 'alert';
    if (isForPerson && !(await storage.directory.person(delivery.recipient))) return { kind: 'dead', error: LEFT };
    if (!address) return { kind: 'unreachable', error: 'never-seen' };
    return await sender.send(delivery, address);
  } catch (error) {
    // A sender answers for what it has written; what it throws comes from before that.
    log.error({ notice: delivery.id, code: nameOf(error) }, 'a notice could not be made');
    return { kind: 'retry', afterSeconds: null, error: nameOf(error) };
  }
}

const nameOf = (error: unknown): string => (error instanceof Error ? error.name : 'unknown');
