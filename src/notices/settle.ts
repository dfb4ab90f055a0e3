import type { Logger } from 'pino';
import type { Instant } from '../domain/calendar/date';
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
 * After an outage in which Teams refuses, or is not there, an at-risk alert goes out within a minute of its return, and
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
 * After a try that may have arrived. The first repeat is soon: an alert that was lost is there at once. After the second
 * it is not known whether it ever stands there, others are told (`unreached.late`), and whoever has it is not to be shown
 * it each minute: it is tried ever more seldom, and once Teams takes something else in its tenant (`well-again.ts`).
 */
const UNCLEAR_WAITS_SECONDS = [2, 60, 300, 900];
const LONGEST_UNCLEAR_SECONDS = 3600;
const SHORTEST_EDIT_WAIT_SECONDS = 2;
/** Up to so much of a wait is left out, so that what failed together does not come back together. */
const LEFT_OUT = 0.25;

/**
 * What is written down about a try. A statutory alert must arrive, so it is tried again for as long as it takes: what
 * surely did not arrive after a wait that doubles up to a bound that is lower for what is urgent, what may have arrived
 * ever more seldom and marked as a possible repeat. Given up is only what can never be delivered.
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
      const longest = longestWait(delivery, attempt !== null);
      const wait = outcome.afterSeconds ?? random() * Math.min(backOff(delivery, attempt, clock.now()), longest);
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
        notBefore: later(waitAfterUnclear(delivery, outcome, clock.now(), random())),
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

/** In seconds; before it is bounded. */
function backOff(delivery: Delivery, attempt: number | null, now: Instant): number {
  if (delivery.kind === 'edit') return editWaits(delivery, now);
  return 2 ** (attempt === null ? delivery.taken : delivery.attempts);
}

/**
 * An edit is taken up anew whenever its case moves, so its tries and their answers are of other edits too: it waits as long
 * again as this one has waited.
 */
const editWaits = ({ dueAt }: Delivery, now: Instant): number =>
  Math.max((Date.parse(now) - Date.parse(dueAt)) / 1_000, SHORTEST_EDIT_WAIT_SECONDS);

/** @param drawn from 0 up to 1. An edit shows nothing twice: it waits no longer than what was refused. */
function waitAfterUnclear(delivery: Delivery, { afterSeconds }: Unclear, now: Instant, drawn: number): number {
  const wait =
    delivery.kind === 'edit'
      ? Math.min(editWaits(delivery, now), LONGEST_BACK_OFF_SECONDS)
      : (UNCLEAR_WAITS_SECONDS[delivery.unanswered] ?? LONGEST_UNCLEAR_SECONDS);
  return bounded(Math.max(wait * (1 - LEFT_OUT * drawn), afterSeconds ?? 0));
}

const bounded = (seconds: number, longest = LONGEST_WAIT_SECONDS): number =>
  Math.min(Math.max(seconds, SHORTEST_WAIT_SECONDS), longest);
