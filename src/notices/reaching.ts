import type { Logger } from 'pino';
import type { Clock } from '../clock';
import type { Instant } from '../domain/calendar/date';
import type { Person } from '../people/directory';
import type { Storage } from '../stores';
import type { Serves } from '../tenants';
import { askAgain } from './asking-again';
import type { Chain } from './chain/create-chain';
import type { AlarmCall } from './chain/taking';
import { NOT_SERVED, type Held, type NotSent, type SendOutcome } from './notice-sender';
import { LEFT, NO_TROUBLE } from './endings';
import type { Delivery } from './outbox';
import type { Reach } from './reach';
import { callForRefused } from './operator-call';
import { CLOSED, isOf, isOfAnotherBot, mayBeBack, type Reference } from './references';
import { isBelieved, isSuspicion, SUSPECTED_FOR_SECONDS } from './suspicion';
import { longestBackOff } from './settle';

/** Where the recipient of a delivery can be written to, and what is learnt of that from what a try came to. */
export interface Reaching {
  /**
   * `person`: the recipient; null for a channel. `kept`: what is kept under the recipient. Microsoft Graph may take many
   * seconds; it is asked only where the delivery may step aside for so long.
   */
  addressOf(
    delivery: Delivery,
    person: Person | null,
    kept: Reference | null,
    stepsAside: StepsAside,
  ): Promise<Reference | NotSent | Held>;
  /**
   * Marks the address; returns what is to be written down of the try.
   * @param tookMs from the beginning of the call to its answer.
   */
  learnt(delivery: Delivery, outcome: SendOutcome, address: Reference | null, tookMs: number): Promise<SendOutcome>;
  /** After that was written down: whoever stands in is told, and who was seen meanwhile gets it after all. */
  settled(delivery: Delivery, outcome: SendOutcome, address: Reference | null): Promise<void>;
}

/** Whether a delivery may wait for somebody else than Teams: from then on it takes the place of no other. */
export type StepsAside = () => boolean;

/** Where Teams listens, and who the bot is there: for people in a tenant in which nobody was met yet. */
export interface Home {
  readonly serviceUrl: string;
  readonly botId: string;
  readonly channelId: string;
}

export interface ReachingDeps {
  readonly storage: Storage;
  readonly clock: Clock;
  readonly reach: Reach;
  readonly chain: Pick<Chain, 'take'>;
  readonly alarm: AlarmCall;
  readonly home: Home | null;
  readonly serves: Serves;
  readonly log: Logger;
}

/** A conversation that is not found may be there again (some such answers pass), so it is tried ever more seldom. */
const GONE_WAITS_SECONDS = [SUSPECTED_FOR_SECONDS, 900, 3_600, 6 * 3_600, 24 * 3_600];
/** A card that stands nowhere any more is not corrected for ever. */
const LONGEST_GONE_SECONDS = 14 * 24 * 3_600;
/** So often a service that does not help just now is asked before somebody else is told as well. */
const ASKED_BEFORE_OTHERS_ARE_TOLD = 3;
/** Who was seen while a call to them was refused: until it is certain whether they were seen since. */
const SEEN_WAITS_SECONDS = 15;
/** For some minutes it may be one bad moment on the way to Teams; then others are told, and the operator is called. */
const REFUSED_BEFORE_OTHERS_ARE_TOLD = 8;
const LONGEST_REACH_WAIT_SECONDS = 3_600;
/** Where many wait for Microsoft Graph: long enough that those who need it not are looked at in between. */
const ASIDE_AGAIN_MS = 15_000;
const ASIDE_AGAIN_URGENT_MS = 5_000;
/** What Graph has begun to do for one it may do for all; where it cannot, they are not asked for again with each. */
const ASKED_AGAIN_AFTER_MS = 10 * 60_000;

export function createReaching(deps: ReachingDeps): Reaching {
  const { storage, clock, reach, chain, home, serves, log } = deps;
  const { references, outbox, steps } = storage;
  const bot = home?.botId ?? null;
  /** Since the process began, or since the others were asked for, Graph has refused somebody. */
  let hasRefused = true;
  let askedAgainAt = Number.NEGATIVE_INFINITY;

  /** The recipient's own, of this bot, and in a tenant that is served. */
  const ownOf = (kept: Reference | null, person: Person | null): Reference | null =>
    kept && serves(kept.tenantId) && !isOfAnotherBot(kept, bot) && (person === null || isOf(kept, person, bot))
      ? kept
      : null;

  async function addressOf(
    delivery: Delivery,
    person: Person | null,
    kept: Reference | null,
    stepsAside: StepsAside,
  ): Promise<Reference | NotSent | Held> {
    const tenant = person?.tenantId ?? kept?.tenantId;
    if (tenant !== undefined && !serves(tenant)) return NOT_SERVED;
    const own = ownOf(kept, person);
    if (own?.state === 'reachable') return own;
    // What was refused there is tried, once for each new alert: nobody who is there again has to speak first.
    const open = own && mayBeBack(own) ? own : null;
    if (!person) return open ?? closed(own);
    if (open && CLOSED.includes(open.state)) return open;
    if (stepsAside()) return installedFor(person, own, delivery);
    return open ? open : { kind: 'held', forMs: delivery.urgent ? ASIDE_AGAIN_URGENT_MS : ASIDE_AGAIN_MS };
  }

  /** Who never had the app, or has it no more, gets it; where that is not to be had, a lost conversation is tried again. */
  async function installedFor(person: Person, own: Reference | null, delivery: Delivery): Promise<Reference | NotSent> {
    const installed = await reach.install(person);
    if (installed.kind === 'installed') {
      const address = await found(person, installed.conversationId, own);
      return address ?? { kind: 'unreachable', error: 'no-service-address', barrier: 'never-seen' };
    }
    if (installed.kind === 'never') hasRefused = true;
    if (own && mayBeBack(own)) return own;
    if (installed.kind === 'never') return closed(own);
    const asked = delivery.asked + 1;
    const wait = installed.afterSeconds ?? Math.min(2 ** (asked + 2), longestBackOff(delivery));
    const afterSeconds = Math.min(wait, LONGEST_REACH_WAIT_SECONDS);
    const barrier = asked > ASKED_BEFORE_OTHERS_ARE_TOLD ? ('never-seen' as const) : undefined;
    return { kind: 'retry', afterSeconds, error: `graph ${installed.error}`, barrier, untilSeen: true, asked: true };
  }

  async function found(person: Person, conversationId: string, own: Reference | null): Promise<Reference | null> {
    // The conversation that was refused, once more: whether it is open is for the next message to find out.
    if (own && mayBeBack(own) && own.conversationId === conversationId) return own;
    const there = own ?? (await references.inTenant(person.tenantId, bot)) ?? home;
    if (!there) return null;
    const { serviceUrl, botId, channelId } = there;
    const { id: recipient, tenantId, entraId } = person;
    const address = { conversationId, serviceUrl, botId, channelId, tenantId, userId: own?.userId ?? '' };
    await references.save({ ...address, recipient, entraId, teamId: null, greeted: false }, 'anew');
    log.info({ person: recipient }, 'the app was installed for somebody who could not be reached');
    await outbox.reachable(recipient);
    await forOthers();
    return references.of(recipient);
  }

  /** Graph helps: perhaps also those whom it has refused. */
  async function forOthers(): Promise<void> {
    const now = Date.parse(clock.now());
    if (!hasRefused || Math.abs(now - askedAgainAt) < ASKED_AGAIN_AFTER_MS) return;
    hasRefused = false;
    askedAgainAt = now;
    await askAgain(storage, bot);
  }

  /** What was to be told on this card has to go out by itself before the card is given up. */
  const isUnfolded = (id: string): Promise<boolean> =>
    outbox.unfold(id).then(
      () => true,
      () => false,
    );

  /** What was posted because it did not arrive says that it is there now. */
  async function arrivedAfterAll({ id, kind, caseId, authority, taken }: Delivery): Promise<void> {
    if (kind !== 'alert' || caseId === null || taken < 2) return;
    const isPosted = (await steps.of(id)).some(({ to, outcome }) => to === 'team-channel' && outcome === 'told');
    if (isPosted) await outbox.caseMoved(caseId, authority, clock.now());
  }

  return {
    addressOf,
    async learnt(delivery, outcome, address, tookMs) {
      const { id, kind, recipient, attempts, folds } = delivery;
      const now = clock.now();
      if (outcome.kind === 'dead' && folds > 0 && !(await isUnfolded(id))) {
        return { kind: 'retry', afterSeconds: null, error: 'not-unfolded' };
      }
      if (!address) return outcome;
      const { tenantId, conversationId, state: before } = address;
      const mark = (state: Reference['state'], why: string, learntForMs?: number) =>
        references.mark({ tenantId, conversationId }, { state, why, at: now }, learntForMs);
      // Where a new message is refused, Teams may still take the edit of an old one: it says nothing of the next alert.
      if (outcome.kind === 'sent' && kind !== 'edit' && before !== 'reachable') {
        for (const recipient of await mark('reachable', '')) await outbox.reachable(recipient);
      }
      const isLasting = outcome.kind === 'retry' && outcome.forOperator && attempts >= REFUSED_BEFORE_OTHERS_ARE_TOLD;
      if (isLasting) return { ...outcome, barrier: 'refused' };
      if (outcome.kind !== 'unreachable' || outcome.barrier === 'never-seen' || !outcome.answer) return outcome;
      const { error, answer } = outcome;
      // Whoever speaks to the bot for a while, and is refused each time, is not reached all the same. A chat that was not
      // found may be there again with their next word.
      const isCertain = isBelieved(delivery, outcome);
      const isSuspected = isSuspicion(delivery, outcome, address, now);
      // An edit that goes through takes no mark away again, so it leaves none at first sight.
      if (kind !== 'edit' || !isSuspected)
        await mark(outcome.barrier, error, isCertain && outcome.barrier !== 'gone' ? undefined : tookMs);
      if (kind !== 'edit' && before === 'reachable' && (await references.of(recipient))?.state === 'reachable') {
        const barrier = isCertain ? outcome.barrier : undefined;
        return { kind: 'retry', afterSeconds: SEEN_WAITS_SECONDS, error, answer, barrier };
      }
      // The first time it is only remembered, and looked at again before anybody else is told, also of whoever speaks in between.
      if (isSuspected) return { kind: 'retry', afterSeconds: SUSPECTED_FOR_SECONDS, error, answer, untilSeen: true };
      const afterSeconds = outcome.barrier === 'gone' ? waitsWhileGone(delivery, now) : null;
      if (afterSeconds === null) return outcome;
      return { kind: 'retry', afterSeconds, error, answer, barrier: outcome.barrier, untilSeen: true };
    },

    async settled(delivery, outcome, address) {
      const { id, kind, recipient } = delivery;
      if (outcome.kind === 'sent') await arrivedAfterAll(delivery);
      if (outcome.kind === 'retry' && outcome.barrier === 'refused') await callForRefused(outcome, deps);
      // A card that was sent says what was so then; nobody misses an alert by it.
      if (kind === 'edit' || outcome.kind === 'sent' || outcome.kind === 'ambiguous') return;
      if (outcome.kind === 'dead') {
        if (!NO_TROUBLE.includes(outcome.error)) await chain.take(id, outcome.error);
        // An import may have brought them back while this was on its way.
        if (outcome.error === LEFT && (await storage.directory.person(recipient))) await outbox.reachable(recipient);
        return;
      }
      const person = kind === 'alert' ? await storage.directory.person(recipient) : null;
      const waitsForThem = outcome.kind === 'unreachable' || outcome.untilSeen === true;
      const current = waitsForThem ? ownOf(await references.of(recipient), person) : null;
      // Whoever was seen while this was on its way was told that nothing waits for them.
      const isSeen = current?.state === 'reachable' && !(address && isSamePlace(current, address));
      if (isSeen) await outbox.reachable(recipient);
      else if (outcome.barrier) await chain.take(id, outcome.error);
    },
  };
}

/**
 * An edit is taken up anew whenever its case moves, so its tries say nothing: it waits as long again as it has waited. Null
 * once nobody can be there to read the card; should they be seen, or the case move, it is tried again.
 */
function waitsWhileGone({ kind, attempts, dueAt }: Delivery, now: Instant): number | null {
  const [shortest, longest] = [GONE_WAITS_SECONDS[0]!, GONE_WAITS_SECONDS.at(-1)!];
  if (kind !== 'edit') return GONE_WAITS_SECONDS[attempts] ?? longest;
  const waited = (Date.parse(now) - Date.parse(dueAt)) / 1_000;
  return waited > LONGEST_GONE_SECONDS ? null : Math.min(Math.max(waited, shortest), longest);
}

const closed = (own: Reference | null): NotSent =>
  own
    ? {
        kind: 'unreachable',
        error: own.why ?? own.state,
        barrier: own.state as Exclude<Reference['state'], 'reachable'>,
      }
    : { kind: 'unreachable', error: 'never-seen', barrier: 'never-seen' };

const isSamePlace = (one: Reference, other: Reference): boolean =>
  one.conversationId === other.conversationId && one.serviceUrl === other.serviceUrl && other.state === 'reachable';
