import { randomUUID } from 'node:crypto';
import type { AnswerClaim, AnswerStore, Claimed, GivenAnswer, Keeping } from './answer-store';
import { KeptMap } from '../kept-map';

interface Row {
  readonly id: string;
  readonly activity: string;
  readonly answer: GivenAnswer | null;
  readonly lasts: boolean;
  readonly until: number;
}

/** Given answers in memory, for tests that need no database. */
export class MemoryAnswerStore implements AnswerStore {
  readonly #rows = new KeptMap<string, Row>();

  async claim(key: string, activity: string, seconds: number): Promise<Claimed> {
    const row = this.#rows.get(key);
    if (row && row.until > performance.now()) {
      if (!row.answer) return { kind: 'under-way' };
      if (row.lasts || row.activity === activity) return { kind: 'given', answer: row.answer };
    }
    const id = randomUUID();
    this.#rows.set(key, { id, activity, answer: null, lasts: false, until: after(seconds) });
    return { kind: 'mine', claim: { key, id } };
  }

  async give({ key, id }: AnswerClaim, answer: GivenAnswer, { seconds, lasts }: Keeping): Promise<void> {
    const row = this.#rows.get(key);
    if (row?.id === id) this.#rows.set(key, { ...row, answer, lasts, until: after(seconds) });
  }

  async letGo({ key, id }: AnswerClaim): Promise<void> {
    if (this.#rows.get(key)?.id === id) this.#rows.delete(key);
  }

  async forgetOld(): Promise<number> {
    const old = [...this.#rows].filter(([, { until }]) => until <= performance.now());
    for (const [key] of old) this.#rows.delete(key);
    return old.length;
  }

  forgetThoseWith(text: string): void {
    for (const [key, { answer }] of this.#rows) {
      if (answer && JSON.stringify(answer).includes(text)) this.#rows.delete(key);
    }
  }

  /** What it holds now; calling the answer brings that back. */
  snapshot(): () => void {
    return this.#rows.snapshot();
  }
}

const after = (seconds: number): number => performance.now() + seconds * 1_000;
