import type { Instant } from '../../domain/calendar/date';
import type { SentLine } from '../../domain/one/changes';
import type { Change } from '../../domain/one/values';

/** One file that was made for Capita One. The file itself is kept nowhere. */
export interface OneUpload {
  readonly authority: string;
  /** 1 for the first of the authority, without gaps. */
  readonly number: number;
  readonly madeAt: Instant;
  /** Id of a person. */
  readonly madeBy: string;
  /** It was asked for everything, also what One has as it is. */
  readonly everything: boolean;
  /** Of the columns and codes by which it was written. */
  readonly mapping: string;
}

/** How an upload is named on the trail. */
export const fieldOf = ({ number }: Pick<OneUpload, 'number'>): string => `one-upload:${number}`;

/** A case in an upload: how it stood, and nothing that it says. */
export interface UploadedLine {
  readonly caseId: string;
  /** How many facts the case had. */
  readonly version: number;
  /** What the line said, as a hash by a key: see `marks`. */
  readonly mark: string;
  readonly open: boolean;
  readonly change: Change;
}

export interface OneAnswer {
  readonly outcome: 'taken' | 'refused';
  /** As One wrote it; empty where it gave no reason. */
  readonly message: string;
  /** When it was read in. */
  readonly at: Instant;
}

export interface AnsweredLine extends UploadedLine {
  readonly number: number;
  readonly answer: OneAnswer | null;
}

/** The line of a case by which One has it: see `heldBy`. */
export interface HeldLine extends Omit<SentLine, 'answer'> {
  readonly caseId: string;
  readonly version: number;
  readonly mapping: string;
}

/** An upload with how many lines it has, for what, and what came of them. Lines of cases that were deleted since are left out. */
export interface UploadTally extends OneUpload {
  readonly changes: Readonly<Record<Change, number>>;
  readonly taken: number;
  readonly refused: number;
  readonly unanswered: number;
}

/** What a line says, to be told apart from what others of the case said. */
export interface SaidOf {
  readonly caseId: string;
  readonly said: string;
}

export interface OneStore {
  /** Hashes of these, in their order: the same for the same words of the same case. Where there are keys nobody gets back from one. */
  marks(lines: readonly SaidOf[]): Promise<string[]>;
  /** Puts on record that an upload was made; false, and nothing is changed, unless its number is the next. */
  make(upload: OneUpload, lines: readonly UploadedLine[]): Promise<boolean>;
  /** Null: there is none with this number. */
  upload(authority: string, number: number): Promise<OneUpload | null>;
  /** In no order. */
  linesOf(authority: string, number: number): Promise<AnsweredLine[]>;
  /** The last uploads, the newest first. */
  latest(authority: string, most: number): Promise<UploadTally[]>;
  /** What One has of each case, as far as anybody knows, in no order. */
  held(authority: string): Promise<HeldLine[]>;
  /** The last line of each case of which One refused the last line, in no order. */
  refused(authority: string): Promise<AnsweredLine[]>;
  /**
   * Puts on record what One answered to lines of an upload; of several answers to one line the last stands. Returns the
   * cases for which that was not on record already.
   */
  answer(authority: string, number: number, answers: ReadonlyMap<string, OneAnswer>): Promise<string[]>;
  /** Where this case was uploaded, oldest first. */
  ofCase(caseId: string): Promise<(AnsweredLine & Pick<OneUpload, 'madeAt' | 'madeBy'>)[]>;
}
