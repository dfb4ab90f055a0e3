import { RateLimiterMemory, type RateLimiterRes } from 'rate-limiter-flexible';

/** So many of something in a while, each name counted by itself, in this process alone. */
export interface Rate {
  /** Counts one. Resolves with 0, or with after how many seconds there is room again. */
  take(name: string): Promise<number>;
  /** The same without counting. */
  wait(name: string): Promise<number>;
}

const NO_LIMIT: Rate = { take: async () => 0, wait: async () => 0 };

/** @param most 0: any number. */
export function createRate(most: number, seconds: number): Rate {
  if (most === 0) return NO_LIMIT;
  const limiter = new RateLimiterMemory({ points: most, duration: seconds });
  // The library reckons by the clock on the wall, which may be put back meanwhile.
  const roomAfter = (msBeforeNext: number) => Math.min(seconds, Math.max(1, Math.ceil(msBeforeNext / 1_000)));
  return {
    async take(name) {
      const { consumedPoints, msBeforeNext } = await limiter.penalty(name);
      return consumedPoints > most ? roomAfter(msBeforeNext) : 0;
    },
    async wait(name) {
      const seen: RateLimiterRes | null = await limiter.get(name);
      return seen && seen.consumedPoints >= most ? roomAfter(seen.msBeforeNext) : 0;
    },
  };
}
