export interface Window {
  /** At most so many … */
  readonly most: number;
  /** … within so many milliseconds, wherever these begin. */
  readonly ms: number;
}

/** The moments at which requests came, in order, as far back as the windows reach. No buckets: every window is exact. */
export class SlidingLog {
  #moments: number[] = [];
  readonly #kept: number;

  constructor(private readonly windows: readonly Window[]) {
    this.#kept = Math.max(...windows.map(({ most }) => most));
  }

  /** The windows that have no room for one more at this moment, and for how many milliseconds still. */
  full(now: number): { readonly window: Window; readonly wait: number }[] {
    return this.windows.flatMap((window) => {
      const oldest = this.#moments[this.#moments.length - window.most];
      const wait = oldest === undefined ? 0 : oldest + window.ms - now;
      return wait > 0 ? [{ window, wait }] : [];
    });
  }

  /** @param now not before the last one. */
  add(now: number): void {
    this.#moments.push(now);
    // Trimmed now and then, not with every one of them.
    if (this.#moments.length > 2 * this.#kept) this.#moments = this.#moments.slice(-this.#kept);
  }
}
