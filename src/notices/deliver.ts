import type { Logger } from 'pino';
import type { Clock } from '../clock';
import type { Storage } from '../stores';
import { EVERY_TENANT } from '../tenants';
import { Lane, type LaneDeps } from './lane';
import { NO_CHAIN } from './chain/create-chain';
import { NO_ALARM } from './chain/taking';
import type { NoticeSender } from './notice-sender';
import { createReads } from './prepare';
import { NO_QUIET, type Quiet } from './quiet';
import { NO_REACH } from './reach';
import { createReaching, type Reaching } from './reaching';
import { createRoom } from './room';
import { createSettling } from './settling';
import { instantOf, type SteadyClock } from './steady-clock';

export interface Deliverer {
  /**
   * Sends what is due until nothing is left to try now, nor on its way from here; returns how many were settled. Safe to run on several instances
   * at once, and again while it runs.
   */
  deliver(): Promise<number>;
  /** Begins to send what is due and returns; from then on wakes by itself for what has to wait. */
  wake(): Promise<void>;
  /** Begins nothing more, and waits for what is on its way. */
  stop(): Promise<void>;
}

interface Deps {
  readonly storage: Storage;
  readonly sender: NoticeSender;
  /** Left out: nobody is reached but in the conversations that are known, and nobody else is told. */
  readonly reaching?: Reaching;
  /** Left out: nothing is held back by the hour. */
  readonly quiet?: Quiet;
  /** Says what people read: when something was sent. */
  readonly clock: Clock;
  /** Measures waits, leases and the pace. */
  readonly steady: SteadyClock;
  readonly log: Logger;
  readonly random?: () => number;
}

const MOST_IN_HAND = 1_000;
/** Of these: what waits for Microsoft Graph, say. */
const MOST_BESIDE = 400;
const SOONEST_MS = 100;
/** Beyond that the sweep of every minute is soon enough. */
const LATEST_MS = 60_000;
const AFTER_TROUBLE_MS = 5_000;

/**
 * Each tenant with something to send has a lane of its own, so that a slow one, or one that sends too much, holds up
 * nobody else.
 */
export function createDeliverer(given: Deps): Deliverer {
  const { storage, steady, log } = given;
  const settling = createSettling({ outbox: storage.outbox, steady, log });
  const known = { reach: NO_REACH, chain: NO_CHAIN, alarm: NO_ALARM, home: null, serves: EVERY_TENANT };
  const reaching = given.reaching ?? createReaching({ ...given, ...known });
  const deps: LaneDeps = {
    ...{ ...given, reaching, settling },
    quiet: given.quiet ?? NO_QUIET,
    reads: createReads(storage),
    room: createRoom(MOST_IN_HAND),
    beside: createRoom(MOST_BESIDE),
    random: given.random ?? Math.random,
  };
  const lanes = new Map<string, { readonly lane: Lane; readonly rests: Promise<void> }>();
  let alarm: { readonly at: number; callOff(): void } | null = null;
  let stopped = false;

  const now = () => instantOf(steady.now());

  function startLane(tenant: string): { readonly lane: Lane; readonly rests: Promise<void> } {
    const running = lanes.get(tenant);
    if (running) {
      running.lane.wake();
      return running;
    }
    const lane = new Lane(tenant, deps);
    const started = { lane, rests: lane.run(() => void lanes.delete(tenant)) };
    started.rests.catch(() => {});
    lanes.set(tenant, started);
    return started;
  }

  async function deliver(): Promise<number> {
    if (stopped) return 0;
    let settled = 0;
    for (;;) {
      for (const tenant of await storage.outbox.lanes(now())) startLane(tenant);
      // Also those in which nothing is due any more: what they have in hand is not sent yet.
      const running = [...lanes.values()];
      const ends = await Promise.allSettled(running.map(({ rests }) => rests));
      const failed = ends.find((end) => end.status === 'rejected');
      if (failed) throw failed.reason;
      const more = running.reduce((sum, { lane }) => sum + lane.settled, 0);
      settled += more;
      if (more === 0) return settled;
    }
  }

  async function wake(): Promise<void> {
    if (stopped) return;
    for (const tenant of await storage.outbox.lanes(now())) {
      startLane(tenant).rests.then(rearm, (error: unknown) => {
        log.error({ code: error instanceof Error ? error.name : 'unknown' }, 'a lane stopped');
        wakeAt(steady.now() + AFTER_TROUBLE_MS);
      });
    }
    await setAlarm();
  }

  async function setAlarm(): Promise<void> {
    const next = await storage.outbox.earliestPending(now());
    if (next) wakeAt(Math.max(Date.parse(next), steady.now() + SOONEST_MS));
  }

  const rearm = () => setAlarm().catch(() => wakeAt(steady.now() + AFTER_TROUBLE_MS));

  function wakeAt(at: number): void {
    if (stopped || at - steady.now() > LATEST_MS || (alarm && alarm.at <= at)) return;
    alarm?.callOff();
    const ring = () => {
      alarm = null;
      wake().catch(() => wakeAt(steady.now() + AFTER_TROUBLE_MS));
    };
    alarm = { at, callOff: steady.alarm(at, ring) };
  }

  return {
    deliver,
    wake,
    async stop() {
      stopped = true;
      alarm?.callOff();
      settling.stop();
      for (const { lane } of lanes.values()) lane.stop();
      await Promise.allSettled([...lanes.values()].map(({ rests }) => rests));
    },
  };
}
