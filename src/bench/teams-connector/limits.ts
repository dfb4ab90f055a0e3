import { SlidingLog, type Window } from './sliding-log';

const second = (count: number): number => count * 1_000;

/**
 * Microsoft's published ceilings for one bot: "Optimize your bot with rate limiting in Teams" (`rate-limit.md`). Written
 * down here once more than the bot has them, on purpose: whoever is measured must not hold the ruler.
 */
export const PUBLISHED: {
  readonly thread: Readonly<Record<'write' | 'members', readonly Window[]>>;
  readonly tenant: readonly Window[];
} = {
  thread: {
    /** Messages and edits. */
    write: [
      { most: 7, ms: second(1) },
      { most: 8, ms: second(2) },
      { most: 60, ms: second(30) },
      { most: 1800, ms: second(3600) },
    ],
    members: [
      { most: 14, ms: second(1) },
      { most: 120, ms: second(30) },
      { most: 3600, ms: second(3600) },
    ],
  },
  /** Every request of one app in one tenant. */
  tenant: [{ most: 30, ms: second(1) }],
};

export type Asked = 'write' | 'members' | 'create';

/** How often each published window was found full by a request that came all the same: `thread 7/1s`, `tenant 30/1s`. */
export type Passings = Readonly<Record<string, number>>;

export interface Limits {
  /**
   * Counts a request that arrives now. Returns null when every window has room for it, else how many milliseconds are
   * missing. A request that is refused takes no place, so a sender that comes too soon is not shut out for good.
   */
  refuses(asked: Asked, conversationId: string, tenantId: string, now: number): number | null;
  readonly passings: Passings;
}

export function createLimits(): Limits {
  const threads = new Map<string, SlidingLog>();
  const tenants = new Map<string, SlidingLog>();
  const passings: Record<string, number> = {};

  function logOf(logs: Map<string, SlidingLog>, key: string, windows: readonly Window[]): SlidingLog {
    const log = logs.get(key) ?? new SlidingLog(windows);
    logs.set(key, log);
    return log;
  }

  return {
    passings,
    refuses(asked, conversationId, tenantId, now) {
      const logs: [string, SlidingLog][] = [['tenant', logOf(tenants, tenantId, PUBLISHED.tenant)]];
      // A conversation that is being made has no thread yet.
      if (asked !== 'create') {
        logs.push(['thread', logOf(threads, `${asked} ${conversationId}`, PUBLISHED.thread[asked])]);
      }
      let missing = 0;
      for (const [scope, log] of logs) {
        for (const { window, wait } of log.full(now)) {
          const name = `${scope} ${window.most}/${window.ms / 1_000}s`;
          passings[name] = (passings[name] ?? 0) + 1;
          missing = Math.max(missing, wait);
        }
      }
      if (missing > 0) return missing;
      for (const [, log] of logs) log.add(now);
      return null;
    },
  };
}
