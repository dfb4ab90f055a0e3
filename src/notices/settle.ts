import { addSeconds } from 'date-fns';
import type { Logger } from 'pino';
import { isDeepStrictEqual } from 'node:util';
import type { Clock } from '../clock';
import type { Instant } from '../domain/calendar/date';
import type { Storage } from '../stores';
import type { SendOutcome } from './notice-sender';
import { NO_TROUBLE, OVERTAKEN, type Delivery, type Outbox } from './outbox';
import type { Reference } from './references';

interface Deps {
  readonly storage: Storage;
  readonly clock: Clock;
  readonly log: Logger;
}

/** Told to an operator when so many tries have come to nothing, and with every try after that. */
const MANY_TRIES = 12;
const SHORTEST_WAIT_SECONDS = 1;
const LONGEST_WAIT_SECONDS = 3600;
/** After a try without a clear answer: soon at first, then so seldom that repeats do not become a nuisance. */
const UNCLEAR_WAITS_SECONDS = [2, 60, 900, LONGEST_WAIT_SECONDS];

/**
 * Writes down what a try came to. A statutory alert must arrive, so it is tried again for as long as it takes: what
 * surely did not arrive after a wait that doubles up to an hour, what may have arrived less often and marked as a
 * possible repeat. Given up is only what can never be delivered. `address`: where it was sent, null for nowhere.
 */
export async function settle(
  delivery: Delivery,
  outcome: SendOutcome,
  address: Reference | null,
  deps: Deps,
): Promise<void> {
  const { outbox } = deps.storage;
  const now = deps.clock.now();
  const held = await written(delivery, outcome, now, outbox);
  tell(delivery, outcome, held, deps.log);
  if (outcome.kind !== 'unreachable') return;
  // Whoever was seen while this was on its way was told that nothing waits for them.
  const current = await deps.storage.references.of(delivery.recipient);
  if (current && !isDeepStrictEqual(current, address)) await outbox.reachable(delivery.recipient, now);
}

function written(delivery: Delivery, outcome: SendOutcome, now: Instant, outbox: Outbox): Promise<boolean> {
  switch (outcome.kind) {
    case 'sent':
      return outbox.sent(delivery, now, outcome.receipt);
    case 'retry':
      return outbox.retry(delivery, later(now, bounded(outcome.afterSeconds ?? 2 ** delivery.attempts)), outcome.error);
    case 'ambiguous':
      return outbox.unclear(delivery, later(now, waitAfterUnclear(delivery)), outcome.error);
    case 'unreachable':
      return outbox.unreachable(delivery, outcome.error);
    case 'dead':
      return outbox.dead(delivery, outcome.error);
  }
}

/** Ids and codes only. */
function tell(delivery: Delivery, outcome: SendOutcome, held: boolean, log: Logger): void {
  const ids = { notice: delivery.id, rule: delivery.obligation, outcome: outcome.kind };
  if (outcome.kind === 'sent') log.info(ids, 'notice sent');
  else if (outcome.kind === 'dead' && outcome.error === OVERTAKEN) log.info(ids, 'notice overtaken');
  else log.warn({ ...ids, code: outcome.error }, 'notice not sent');
  if (!held) log.warn(ids, 'a notice took longer than its lease, and another sender has it now');
  const waits = outcome.kind === 'retry' || outcome.kind === 'ambiguous';
  if (waits && delivery.attempts >= MANY_TRIES) {
    log.error({ ...ids, attempts: delivery.attempts }, 'a notice still could not be delivered');
  }
  if (outcome.kind === 'dead' && !NO_TROUBLE.includes(outcome.error))
    log.error(ids, 'a notice can never be delivered: tell the recipient');
}

const waitAfterUnclear = ({ unanswered }: Delivery): number =>
  UNCLEAR_WAITS_SECONDS[unanswered] ?? LONGEST_WAIT_SECONDS;

const bounded = (seconds: number): number => Math.min(Math.max(seconds, SHORTEST_WAIT_SECONDS), LONGEST_WAIT_SECONDS);

export const later = (instant: Instant, seconds: number): Instant =>
  addSeconds(Date.parse(instant), seconds).toISOString() as Instant;
