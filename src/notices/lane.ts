import { Bell } from './bell';
import { Hand, type InHand } from './hand';
import type { Ready, SendOutcome } from './notice-sender';
import type { Settlement } from './claims';
import type { Delivery } from './outbox';
import { AHEAD_MS, CLOCKS_APART_MS } from './pace/rule';
import { TENANT_WINDOWS } from './pace/windows';
import { prepare, type PrepareDeps, type Prepared } from './prepare';
import type { Room } from './room';
import { settlementOf, tell, type SettleDeps } from './settle';
import type { Settling } from './settling';
import { instantOf } from './steady-clock';

export interface LaneDeps extends PrepareDeps, SettleDeps {
  readonly settling: Settling;
  /** How many deliveries one process may have in its hands at once, in all lanes together. */
  readonly room: Room;
  /** How many of them may wait for somebody else than Teams: what waits for Teams alone always finds a place. */
  readonly beside: Room;
}

/** Longer than it takes to draw a card, wait for a place and hear from Teams. */
const LEASE_MS = 60_000;
/** What has been in hand for so long is let go while its lease is sure. */
const LONGEST_IN_HAND_MS = 30_000;
/** What has to wait longer than this for its place goes back into the outbox. */
const PATIENCE_MS = 5_000;
const MOST_CLAIMED = 30;
const MOST_FLYING = 60;
/** So that whatever becomes ready at about the same time is begun together. */
const GATHER_MS = 100;
/** A call is made near its start or not at all: one that lies far ahead was reckoned by a clock that was put back since. */
const TOO_FAR_MS = 500;
/** Room for an urgent one when all else is taken. */
const URGENT_EXTRA = 5;
/** Where each answer may free one more to be claimed, they are claimed together. */
const CLAIM_EVERY_MS = 100;
/** When the process has its hands full, it is looked again whether they still are. */
const NO_ROOM_WAIT_MS = 200;

/** Everything that is under way to one tenant from this process: claimed, drawn, begun and sent side by side. */
export class Lane {
  readonly #hand: Hand;
  #flying = 0;
  /** Settled, with something still to be done because of it. */
  #following = 0;
  #mayBeMore = true;
  #woken = false;
  #stopping = false;
  #noRoom = false;
  #lastBegin = Number.NEGATIVE_INFINITY;
  #lastClaim = Number.NEGATIVE_INFINITY;
  #lastSeen = Number.NEGATIVE_INFINITY;
  readonly #bell: Bell;
  /** How many it has settled. */
  settled = 0;

  constructor(
    private readonly tenant: string,
    private readonly deps: LaneDeps,
  ) {
    this.#bell = new Bell(deps.steady);
    this.#hand = new Hand(deps.beside);
  }

  /** Something may have been added. */
  wake(): void {
    this.#mayBeMore = this.#woken = true;
    this.#bell.ring();
  }

  /** Begins nothing more, and gives back what has not been begun. */
  stop(): void {
    this.#stopping = true;
    this.#bell.ring();
  }

  /** Until nothing is left to try now. Calls `rests` then, with no moment in between in which a `wake` would be lost. */
  async run(rests: () => void): Promise<void> {
    try {
      for (;;) {
        this.#keepUp();
        this.#letGo(); // first: what was in hand for longer than its lease would be claimed again
        await this.#claim();
        this.#letGo();
        await this.#begin();
        if (this.#isEmpty() && (this.#stopping || !this.#mayBeMore)) return;
        if (!this.#isEmpty() || this.#noRoom) await this.#bell.heard(this.#nextMoment());
      }
    } finally {
      this.deps.room.giveBack(this.#hand.dropAll()); // after an error they come back when their lease has ended
      rests();
    }
  }

  /** Moments that were noted before the steady clock was put back lie ahead of it, and would be waited for. */
  #keepUp(): void {
    const now = this.deps.steady.now();
    if (now < this.#lastSeen) {
      this.#lastBegin = this.#lastClaim = Number.NEGATIVE_INFINITY;
      for (const held of this.#hand.all()) [held.since, held.waitsUntil] = [now, now];
    }
    this.#lastSeen = now;
  }

  async #claim(): Promise<void> {
    const now = this.deps.steady.now();
    const wanted = this.#wanted();
    this.#noRoom = false;
    if (wanted === 0 || now < this.#mayClaimAt()) return;
    const limit = this.deps.room.take(wanted);
    this.#noRoom = limit === 0;
    if (limit === 0) return;
    this.#lastClaim = now;
    this.#mayBeMore = this.#woken = false;
    let claimed: Delivery[] = [];
    try {
      claimed = await this.deps.storage.outbox.claim(this.tenant, instantOf(now), instantOf(now + LEASE_MS), limit);
    } finally {
      this.deps.room.giveBack(limit - claimed.length);
    }
    if (claimed.length === limit) this.#mayBeMore = true;
    for (const delivery of claimed) {
      // Its lease had ended here.
      if (this.#hand.holds(delivery.id)) this.#dropLost(delivery.id);
      void this.#prepare(delivery, now);
    }
  }

  #wanted(): number {
    if (!this.#mayBeMore || this.#stopping) return 0;
    const room = MOST_CLAIMED - this.#hand.counted();
    if (this.#woken) return Math.max(room, Math.min(room + 2 * URGENT_EXTRA, URGENT_EXTRA), 0);
    return room >= MOST_CLAIMED / 2 ? room : 0;
  }

  /** At once when somebody asks for it, or when there is nothing else to do. */
  #mayClaimAt(): number {
    return this.#woken || this.#isEmpty() ? Number.NEGATIVE_INFINITY : this.#lastClaim + CLAIM_EVERY_MS;
  }

  #isEmpty = (): boolean => this.#hand.isEmpty() && this.#flying === 0 && this.#following === 0;

  async #prepare(delivery: Delivery, since: number): Promise<void> {
    const held = this.#hand.take(delivery, since);
    const prepared = await prepare(delivery, this.deps, () => this.#stepsAside(held));
    if (!this.#hand.has(held)) return;
    if (prepared.made.kind === 'held') {
      this.#hand.drop(delivery.id);
      const notBefore = instantOf(this.deps.steady.now() + prepared.made.forMs);
      await this.#write(delivery, { state: 'waiting', notBefore });
      return;
    }
    if (prepared.made.kind !== 'ready') {
      this.#hand.drop(delivery.id);
      this.#flying += 1;
      await this.#settle(delivery, null, prepared.made, prepared.address);
      return;
    }
    held.prepared = prepared;
    this.#bell.ring();
  }

  /** Its place among those that are claimed is free for another. */
  #stepsAside(held: InHand): boolean {
    const isAside = this.#hand.setAside(held);
    if (isAside) this.#bell.ring();
    return isAside;
  }

  /** What has been drawn or has waited for too long: its lease must not end in our hands. */
  #letGo(): void {
    const now = this.deps.steady.now();
    for (const held of this.#hand.all()) {
      const mayStay = now - held.since < LONGEST_IN_HAND_MS && held.waitsUntil - now <= PATIENCE_MS;
      if (mayStay && !this.#stopping) continue;
      this.#hand.drop(held.delivery.id);
      const notBefore = instantOf(Math.max(held.waitsUntil, now));
      void this.#write(held.delivery, { state: 'waiting', notBefore });
    }
  }

  async #write({ id, taken }: Delivery, outcome: Settlement['outcome']): Promise<void> {
    this.#flying += 1;
    const at = instantOf(this.deps.steady.now());
    await this.deps.settling.add({ claim: { id, taken }, at, outcome, call: null });
    this.#landed();
  }

  async #begin(): Promise<void> {
    const now = this.deps.steady.now();
    const ready = this.#hand.ready().filter(({ waitsUntil }) => waitsUntil - AHEAD_MS <= now);
    const free = this.#stopping ? 0 : MOST_FLYING - this.#flying;
    if (ready.length === 0 || free <= 0 || now < this.#mayBeginAt(ready)) return;
    this.#lastBegin = now;
    const wants = ready.slice(0, free).map(({ delivery: { id, taken }, prepared }) => {
      return { id, taken, thread: prepared!.address!.conversationId };
    });
    const { outbox } = this.deps.storage;
    const begun = await outbox.begin(this.tenant, wants, this.deps.steady.now, LEASE_MS);
    for (const { id, attempt, unanswered, at } of begun.starts) {
      const held = this.#hand.of(id);
      this.#hand.drop(id);
      void this.#fly({ ...held.delivery, unanswered }, held.prepared!, attempt, Date.parse(at));
    }
    for (const { id, until } of begun.waits) this.#hand.of(id).waitsUntil = Date.parse(until);
    for (const id of begun.lost) this.#dropLost(id);
  }

  #dropLost(id: string): void {
    this.#hand.drop(id);
    this.deps.room.giveBack(1);
  }

  async #fly(delivery: Delivery, { made, address }: Prepared, attempt: number, at: number): Promise<void> {
    this.#flying += 1;
    const { steady } = this.deps;
    const wait = at - steady.now();
    if (wait > 0 && wait <= TOO_FAR_MS) await new Promise<void>((resolve) => void steady.alarm(at, resolve));
    const began = performance.now();
    const came = await this.#sent(delivery, made as Ready, at);
    await this.#settle(delivery, attempt, came, address, performance.now() - began);
  }

  async #sent(delivery: Delivery, ready: Ready, at: number): Promise<SendOutcome> {
    if (Math.abs(this.deps.steady.now() - at) > TOO_FAR_MS)
      return { kind: 'retry', afterSeconds: 0, error: 'too-late' };
    try {
      return await ready.write();
    } catch (error) {
      const code = error instanceof Error ? error.name : 'unknown';
      this.deps.log.error({ notice: delivery.id, code }, 'a notice could not be made');
      return { kind: 'retry', afterSeconds: null, error: code };
    }
  }

  async #settle(
    delivery: Delivery,
    attempt: number | null,
    came: SendOutcome,
    address: Prepared['address'],
    tookMs = 0,
  ): Promise<void> {
    const { reaching } = this.deps;
    const outcome = await this.#kindly(delivery, () => reaching.learnt(delivery, came, address, tookMs), came);
    const held = await this.deps.settling.add(settlementOf(delivery, attempt, outcome, this.deps));
    tell(delivery, attempt, outcome, held, this.deps.log);
    this.settled += 1;
    if (attempt !== null) this.#placeIsFreeSoon();
    this.#following += 1;
    this.#landed();
    // Somebody else may be told by services that hang: no place is taken up by that, and no alert waits for it.
    if (held) await this.#kindly(delivery, () => reaching.settled(delivery, outcome, address), undefined);
    this.#following -= 1;
    this.#bell.ring();
  }

  /** What was sent is settled whatever else may fail. */
  async #kindly<T>({ id }: Delivery, work: () => Promise<T>, otherwise: T): Promise<T> {
    try {
      return await work();
    } catch (error) {
      const code = error instanceof Error ? error.name : 'unknown';
      this.deps.log.error({ notice: id, code }, 'an address was not looked at');
      return otherwise;
    }
  }

  /** The log said how long to wait when this call had no answer yet. */
  #placeIsFreeSoon(): void {
    const freeAt = this.deps.steady.now() + TENANT_WINDOWS[0]!.ms + CLOCKS_APART_MS;
    for (const held of this.#hand.all()) held.waitsUntil = Math.min(held.waitsUntil, freeAt);
  }

  #landed(): void {
    this.#flying -= 1;
    this.#mayBeMore = true;
    this.deps.room.giveBack(1);
    this.#bell.ring();
  }

  #mayBeginAt(ready: readonly InHand[]): number {
    const isNewUrgent = ({ delivery, waitsUntil }: InHand) =>
      delivery.urgent && waitsUntil === Number.NEGATIVE_INFINITY;
    return ready.some(isNewUrgent) ? Number.NEGATIVE_INFINITY : this.#lastBegin + GATHER_MS;
  }

  /** When there is something to do though nothing rings. */
  #nextMoment(): number | null {
    const moments = this.#hand.all().map(({ since }) => since + LONGEST_IN_HAND_MS);
    const ready = this.#hand.ready();
    if (ready.length > 0 && this.#flying < MOST_FLYING) {
      const place = Math.min(...ready.map(({ waitsUntil }) => waitsUntil)) - AHEAD_MS;
      moments.push(Math.max(place, this.#mayBeginAt(ready)));
    }
    if (this.#noRoom) moments.push(this.deps.steady.now() + NO_ROOM_WAIT_MS);
    else if (this.#wanted() > 0) moments.push(this.#mayClaimAt());
    return moments.length === 0 ? null : Math.min(...moments);
  }
}
