import type { AuditNote } from './entry';

const MOST_AT_ONCE = 200;
/** More are not kept while the database takes none: a look that is not on the trail is told, an outage of memory is worse. */
const MOST_WAITING = 20_000;

/** Notes that nobody waits for: what comes while others are being written is written together with what comes next. */
export class LateNotes {
  #waiting: AuditNote[] = [];
  #writing: Promise<void> | null = null;

  /** @param failed told how many could not be written, and how many of them are given up. */
  constructor(
    private readonly write: (notes: readonly AuditNote[]) => Promise<void>,
    private readonly failed: (error: unknown, count: number, lost: number) => void,
  ) {}

  add(note: AuditNote): void {
    this.#waiting.push(note);
    this.#begin();
  }

  async settled(): Promise<void> {
    if (this.#waiting.length > 0) this.#begin();
    await this.#writing;
  }

  #begin(): void {
    this.#writing ??= this.#writeAll().finally(() => (this.#writing = null));
  }

  async #writeAll(): Promise<void> {
    await Promise.resolve(); // what else this turn shows goes with it
    while (this.#waiting.length > 0) {
      const some = this.#waiting.splice(0, MOST_AT_ONCE);
      try {
        await this.write(some);
      } catch (error) {
        this.#keep(some, error);
        return;
      }
    }
  }

  /** They are tried again with the next note. */
  #keep(some: readonly AuditNote[], error: unknown): void {
    const all = [...some, ...this.#waiting];
    this.#waiting = all.slice(-MOST_WAITING);
    this.failed(error, some.length, all.length - this.#waiting.length);
  }
}
