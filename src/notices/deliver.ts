import { addSeconds } from 'date-fns';
import type { Logger } from 'pino';
import type { Clock } from '../clock';
import type { Instant } from '../domain/calendar/date';
import type { Storage } from '../stores';
import type { NoticeSender, SendOutcome } from './notice-sender';
import type { Delivery } from './outbox';

const LEASE_SECONDS = 60;
// So few that even sends which all time out end before the lease does, and no other instance takes them again.
const BATCH = 5;
const MOST_ATTEMPTS = 12;
const LONGEST_WAIT_SECONDS = 3600;

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

async function deliverAll(deps: Deps): Promise<number> {
  let tried = 0;
  for (let batch = await claim(deps); batch.length > 0; batch = await claim(deps)) {
    for (const delivery of batch) await deliverOne(delivery, deps);
    tried += batch.length;
  }
  return tried;
}

const claim = ({ storage, clock }: Deps): Promise<Delivery[]> => {
  const now = clock.now();
  return storage.outbox.claim(now, later(now, LEASE_SECONDS), BATCH);
};

async function deliverOne(delivery: Delivery, deps: Deps): Promise<void> {
  const { storage, sender, log } = deps;
  const reference = await storage.references.of(delivery.recipient);
  const outcome: SendOutcome = reference
    ? await sender.send(delivery, reference)
    : { kind: 'unreachable', error: 'never-seen' };
  await settle(delivery, outcome, deps);
  const ids = { notice: delivery.id, rule: delivery.obligation, outcome: outcome.kind };
  if (outcome.kind === 'sent') log.info(ids, 'notice sent');
  else log.warn({ ...ids, code: outcome.error }, 'notice not sent');
}

/** A statutory alert is not given up lightly: the wait doubles up to an hour, and what is given up is said loudly. */
async function settle(delivery: Delivery, outcome: SendOutcome, { storage, clock, log }: Deps): Promise<void> {
  const { outbox } = storage;
  const now = clock.now();
  switch (outcome.kind) {
    case 'sent':
      return outbox.sent(delivery.id, now, outcome.receipt);
    case 'unreachable':
      return outbox.unreachable(delivery.id, outcome.error);
    case 'ambiguous':
      if (delivery.possibleRepeat) return giveUp();
      return outbox.retry(delivery.id, later(now, waitSeconds(delivery)), outcome.error, true);
    case 'retry':
      if (delivery.attempts >= MOST_ATTEMPTS) return giveUp();
      return outbox.retry(
        delivery.id,
        later(now, outcome.afterSeconds ?? waitSeconds(delivery)),
        outcome.error,
        delivery.possibleRepeat,
      );
    case 'dead':
      return giveUp();
  }

  async function giveUp(): Promise<void> {
    log.error(
      { notice: delivery.id, rule: delivery.obligation },
      'a notice could not be delivered: tell the recipient',
    );
    await outbox.dead(delivery.id, outcome.kind === 'sent' ? '' : outcome.error);
  }
}

const waitSeconds = ({ attempts }: Delivery): number => Math.min(2 ** Math.max(attempts, 0), LONGEST_WAIT_SECONDS);

const later = (instant: Instant, seconds: number): Instant =>
  addSeconds(Date.parse(instant), seconds).toISOString() as Instant;
