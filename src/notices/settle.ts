import type { Logger } from 'pino';
import type { CallEnd } from './calls';
import { NO_ANSWER } from './calls';
import type { SendOutcome } from './notice-sender';
import type { Outcome, Settlement } from './claims';
import { NO_TROUBLE, NOTHING_LEFT } from './endings';
import type { Delivery } from './outbox';
import { instantOf, type SteadyClock } from './steady-clock';
import type { Clock } from '../clock';

export interface SettleDeps {
  readonly clock: Clock;
  readonly steady: SteadyClock;
  /** From 0 up to 1. */
  readonly random: () => number;
}

/** Told to an operator when so many tries have come to nothing, and with every try after that. */
const MANY_TRIES = 12;
const SHORTEST_WAIT_SECONDS = 1;
/**
 * After an outage in which Teams answers, or is not there, an at-risk alert goes out within a minute of its return, and
 * every other within ten.
 */
const LONGEST_BACK_OFF_URGENT_SECONDS = 60;
const LONGEST_BACK_OFF_SECONDS = 600;
/** What Teams asks for itself, and what only makes a card say what is so. */
const LONGEST_WAIT_SECONDS = 3600;
/** Somebody who is not there is looked for ever more seldom, and others have been told. */
const LONGEST_WAIT_FOR_NOBODY_SECONDS = 24 * 3600;
/** A card that cannot be drawn says nothing about Teams: it is looked at again before long, unless it only corrects one. */
const LONGEST_WAIT_UNWRITTEN_SECONDS = 60;
/**
 * After a try that may have arrived: soon at first, then more seldom, up to a bound. A service that answers with a 5xx
 * has most likely not taken it, and an alert must not wait for long once that is over: it is bounded as what was refused.
 * Where a message is taken and nothing is heard (a 504 is what a gateway says then), it may have been shown each time,
 * and people would switch off what brings them the same alert each minute: the bound is ten minutes for what is urgent,
 * and for all else too in the first half hour, so that an outage of some minutes is made good soon; then it is an hour.
 * Nobody is sent again what they have answered.
 */
const UNCLEAR_WAITS_SECONDS = [2, 60, 300, 600, 600, 600];
const LONGEST_UNHEARD_URGENT_SECONDS = 600;
const GATEWAY_TIMEOUT = 504;

/**
 * What is written down about a try. A statutory alert must arrive, so it is tried again for as long as it takes: what
 * surely did not arrive after a wait that doubles up to a bound that is lower for what is urgent, what may have arrived
 * less often and marked as a possible repeat. Given up is only what can never be delivered.
 * @param attempt null when nothing was begun.
 */
export function settlementOf(
  delivery: Delivery,
  attempt: number | null,
  outcome: SendOutcome,
  deps: SettleDeps,
): Settlement {
  const now = deps.steady.now();
  const written = outcomeOf({ ...delivery, attempts: attempt ?? delivery.attempts }, attempt, outcome, now, deps);
  const call = attempt === null ? null : { attempt, ...callEnd(outcome, written, now) };
  return { claim: { id: delivery.id, taken: delivery.taken }, at: instantOf(now), outcome: written, call };
}

type Unclear = Extract<SendOutcome, { kind: 'ambiguous' }>;

function outcomeOf(
  delivery: Delivery,
  attempt: number | null,
  outcome: SendOutcome,
  now: number,
  { clock, random }: SettleDeps,
): Outcome {
  const later = (seconds: number) => instantOf(now + Math.ceil(seconds * 1000));
  switch (outcome.kind) {
    case 'sent':
      return { state: 'sent', sentAt: clock.now(), receipt: outcome.receipt };
    case 'retry': {
      const tries = attempt === null ? delivery.taken : delivery.attempts;
      const isWritten = attempt !== null;
      const wait = outcome.afterSeconds ?? random() * Math.min(2 ** tries, longestWait(delivery, isWritten));
      return {
        state: 'retry',
        notBefore: later(bounded(wait, outcome.barrier && LONGEST_WAIT_FOR_NOBODY_SECONDS)),
        error: outcome.error,
        ...(outcome.asked && { asked: true }),
        ...(outcome.untilSeen && { untilSeen: true }),
      };
    }
    case 'ambiguous':
      return {
        state: 'ambiguous',
        notBefore: later(waitAfterUnclear(delivery, outcome)),
        error: outcome.error,
      };
    default:
      return { state: outcome.kind, error: outcome.error };
  }
}

const callEnd = (outcome: SendOutcome, written: Outcome, now: number): CallEnd => ({
  ...(outcome.answer ?? NO_ANSWER),
  outcome: outcome.kind,
  answeredAt: instantOf(now),
  holdUntil: outcome.kind === 'retry' && outcome.hold && written.state === 'retry' ? written.notBefore : null,
});

/** Ids and codes only. */
export function tell(
  delivery: Delivery,
  attempt: number | null,
  outcome: SendOutcome,
  held: boolean,
  log: Logger,
): void {
  const ids = { notice: delivery.id, rule: delivery.obligation, outcome: outcome.kind };
  if (outcome.kind === 'sent') log.info(ids, 'notice sent');
  else if (outcome.kind === 'dead' && NOTHING_LEFT.includes(outcome.error)) log.info(ids, 'notice overtaken');
  else log.warn({ ...ids, code: outcome.error }, 'notice not sent');
  if (!held) log.warn(ids, 'a notice took longer than its lease, and another sender has it now');
  const waits = outcome.kind === 'retry' || outcome.kind === 'ambiguous';
  if (waits && attempt !== null && attempt >= MANY_TRIES) {
    log.error({ ...ids, attempts: attempt }, 'a notice still could not be delivered');
  }
  if (outcome.kind === 'dead' && !NO_TROUBLE.includes(outcome.error))
    log.error(
      { ...ids, code: outcome.error },
      delivery.kind === 'edit'
        ? 'a card could not be made to say what is so now'
        : 'a notice can never be delivered: tell the recipient',
    );
}

function longestWait(delivery: Delivery, isWritten: boolean): number {
  if (delivery.kind === 'edit') return LONGEST_WAIT_SECONDS;
  return isWritten ? longestBackOff(delivery) : LONGEST_WAIT_UNWRITTEN_SECONDS;
}

/** In seconds, of tries that came to nothing and to which nobody said how long to wait. */
export const longestBackOff = ({ urgent }: Pick<Delivery, 'urgent'>): number =>
  urgent ? LONGEST_BACK_OFF_URGENT_SECONDS : LONGEST_BACK_OFF_SECONDS;

function waitAfterUnclear(delivery: Delivery, { afterSeconds, answer }: Unclear): number {
  const status = answer?.status ?? null;
  const isHeard = status !== null && status !== GATEWAY_TIMEOUT;
  const longest = isHeard ? longestBackOff(delivery) : longestUnheard(delivery);
  const wait = Math.min(UNCLEAR_WAITS_SECONDS[delivery.unanswered] ?? longest, longest);
  return bounded(Math.max(wait, afterSeconds ?? 0));
}

const longestUnheard = ({ urgent }: Delivery): number =>
  urgent ? LONGEST_UNHEARD_URGENT_SECONDS : LONGEST_WAIT_SECONDS;

const bounded = (seconds: number, longest = LONGEST_WAIT_SECONDS): number =>
  Math.min(Math.max(seconds, SHORTEST_WAIT_SECONDS), longest);
