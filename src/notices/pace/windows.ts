/** No more than so many calls may arrive at Teams within any stretch of time of this length. */
export interface Window {
  readonly places: number;
  readonly ms: number;
}

/**
 * What Microsoft publishes under "Rate limiting" for bots (learn.microsoft.com, bots/how-to/rate-limit), in the column
 * for one bot and one conversation, "send to conversation".
 */
export const THREAD_WINDOWS: readonly Window[] = [
  { places: 7, ms: 1_000 },
  { places: 8, ms: 2_000 },
  { places: 60, ms: 30_000 },
  { places: 1_800, ms: 3_600_000 },
];

/** From the same page: the global limit for one app in one tenant. */
export const TENANT_WINDOWS: readonly Window[] = [{ places: 30, ms: 1_000 }];
