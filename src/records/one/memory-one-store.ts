import { createHash } from 'node:crypto';
import { heldBy } from '../../domain/one/changes';
import { CHANGES, type Change } from '../../domain/one/values';
import type {
  AnsweredLine,
  HeldLine,
  OneAnswer,
  OneStore,
  OneUpload,
  SaidOf,
  UploadedLine,
  UploadTally,
} from './one-store';

/** What a mark is made of, and what it is where nothing is sealed. */
export const plainMark = ({ caseId, said }: SaidOf): string =>
  createHash('sha256').update(`${caseId}\n${said}`).digest('base64url');

/** Whether an answer says what is on record already. */
export const saysTheSame = (one: OneAnswer | null, other: OneAnswer): boolean =>
  one !== null && one.outcome === other.outcome && one.message === other.message;

interface Kept extends OneUpload {
  readonly lines: readonly AnsweredLine[];
}

/** Uploads in memory, for tests that need no database. */
export class MemoryOneStore implements OneStore {
  /** In the order in which they were made. */
  #uploads: readonly Kept[] = [];

  async marks(lines: readonly SaidOf[]): Promise<string[]> {
    return lines.map(plainMark);
  }

  async make(upload: OneUpload, lines: readonly UploadedLine[]): Promise<boolean> {
    if (this.#of(upload.authority).length !== upload.number - 1) return false;
    const { number } = upload;
    this.#uploads = [...this.#uploads, { ...upload, lines: lines.map((line) => ({ ...line, number, answer: null })) }];
    return true;
  }

  async upload(authority: string, number: number): Promise<OneUpload | null> {
    const kept = this.#find(authority, number);
    return kept ? asUpload(kept) : null;
  }

  async linesOf(authority: string, number: number): Promise<AnsweredLine[]> {
    return [...(this.#find(authority, number)?.lines ?? [])];
  }

  async latest(authority: string, most: number): Promise<UploadTally[]> {
    return this.#of(authority).toReversed().slice(0, most).map(tallyOf);
  }

  async held(authority: string): Promise<HeldLine[]> {
    return this.#byCase(authority).flatMap((lines) => {
      const line = heldBy(lines.map(({ answer, ...one }) => ({ ...one, answer: answer?.outcome ?? null })));
      if (!line) return [];
      const { mapping } = this.#find(authority, line.number)!;
      return { caseId: line.caseId, mark: line.mark, open: line.open, version: line.version, mapping };
    });
  }

  async refused(authority: string): Promise<AnsweredLine[]> {
    return this.#byCase(authority).flatMap((lines) => {
      const last = lines.at(-1)!;
      return last.answer?.outcome === 'refused' ? [last] : [];
    });
  }

  async answer(authority: string, number: number, answers: ReadonlyMap<string, OneAnswer>): Promise<string[]> {
    const isNews = ({ caseId, answer }: AnsweredLine) => {
      const came = answers.get(caseId);
      return came !== undefined && !saysTheSame(answer, came);
    };
    const news = (await this.linesOf(authority, number)).filter(isNews).map(({ caseId }) => caseId);
    this.#eachLine((line, upload) =>
      upload.authority === authority && upload.number === number && news.includes(line.caseId)
        ? { ...line, answer: answers.get(line.caseId)! }
        : line,
    );
    return news;
  }

  async ofCase(id: string): Promise<(AnsweredLine & Pick<OneUpload, 'madeAt' | 'madeBy'>)[]> {
    return this.#uploads.flatMap(({ lines, madeAt, madeBy }) =>
      lines.flatMap((line) => (line.caseId === id ? [{ ...line, madeAt, madeBy }] : [])),
    );
  }

  forgetCase(id: string): void {
    this.#eachLine((line) => (line.caseId === id ? null : line));
  }

  /** What it holds now; calling the answer brings that back. */
  snapshot(): () => void {
    const uploads = this.#uploads;
    return () => void (this.#uploads = uploads);
  }

  #eachLine(change: (line: AnsweredLine, upload: Kept) => AnsweredLine | null): void {
    this.#uploads = this.#uploads.map((upload) => ({
      ...upload,
      lines: upload.lines.map((line) => change(line, upload)).filter((line) => line !== null),
    }));
  }

  #of(authority: string): Kept[] {
    return this.#uploads.filter((one) => one.authority === authority);
  }

  #find(authority: string, number: number): Kept | undefined {
    return this.#of(authority).find((one) => one.number === number);
  }

  /** Of each case its lines, oldest first. */
  #byCase(authority: string): AnsweredLine[][] {
    const all = this.#of(authority).flatMap(({ lines }) => lines);
    return [...Map.groupBy(all, ({ caseId }) => caseId).values()];
  }
}

const asUpload = ({ lines: _, ...upload }: Kept): OneUpload => upload;

function tallyOf(kept: Kept): UploadTally {
  const { lines } = kept;
  const having = (test: (line: AnsweredLine) => boolean) => lines.filter(test).length;
  const of = (change: Change) => having((line) => line.change === change);
  return {
    ...asUpload(kept),
    changes: Object.fromEntries(CHANGES.map((change) => [change, of(change)])) as Record<Change, number>,
    taken: having(({ answer }) => answer?.outcome === 'taken'),
    refused: having(({ answer }) => answer?.outcome === 'refused'),
    unanswered: having(({ answer }) => answer === null),
  };
}
