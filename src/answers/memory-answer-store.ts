import { randomUUID } from 'node:crypto';
import {
  RECORDED_KNOWN_SECONDS,
  type AnswerClaim,
  type AnswerStore,
  type Claimed,
  type GivenAnswer,
  type Keeping,
} from './answer-store';
import { KeptMap } from '../kept-map';
import { ClaimLost } from './in-hand';

interface Row {
  readonly id: string;
  readonly activity: string;
  readonly answer: GivenAnswer | null;
  readonly lasts: boolean;
  readonly until: number;
  /** 0: it is not on record. */
  readonly recordedUntil: number;
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
    if (row && isRecorded(row)) return { kind: 'recorded' };
    const id = randomUUID();
    this.#rows.set(key, { id, activity, answer: null, lasts: false, until: after(seconds), recordedUntil: 0 });
    return { kind: 'mine', claim: { key, id } };
  }

  /** For the transaction that records it. Throws `ClaimLost`. */
  mark({ key, id }: AnswerClaim): void {
    const row = this.#rows.get(key);
    if (row?.id !== id) throw new ClaimLost();
    this.#rows.set(key, { ...row, recordedUntil: after(RECORDED_KNOWN_SECONDS) });
  }

  async give({ key, id }: AnswerClaim, answer: GivenAnswer, { seconds, lasts }: Keeping): Promise<void> {
    const row = this.#rows.get(key);
    if (row?.id === id) this.#rows.set(key, { ...row, answer, lasts, until: after(seconds) });
  }

  async letGo({ key, id }: AnswerClaim): Promise<void> {
    const row = this.#rows.get(key);
    if (row?.id === id) this.#end(key, row);
  }

  async thoseWith(text: string): Promise<GivenAnswer[]> {
    return [...this.#rows].flatMap(([, { answer }]) =>
      answer && JSON.stringify(answer).includes(text) ? [answer] : [],
    );
  }

  async forgetOld(): Promise<number> {
    const isOld = (row: Row) => row.until <= performance.now() && (row.answer !== null || !isRecorded(row));
    const old = [...this.#rows].filter(([, row]) => isOld(row));
    for (const [key, row] of old) this.#end(key, row);
    return old.length;
  }

  #end(key: string, row: Row): void {
    if (isRecorded(row)) this.#rows.set(key, { ...row, answer: null, until: 0 });
    else this.#rows.delete(key);
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

const isRecorded = ({ recordedUntil }: Row): boolean => recordedUntil > performance.now();
const after = (seconds: number): number => performance.now() + seconds * 1_000;
