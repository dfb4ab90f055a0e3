import type { Instant } from '../domain/calendar/date';

/** What somebody typed and has not finished. Shared: a colleague at the same school may go on with it. */
export interface Draft {
  readonly id: string;
  readonly school: string;
  /** Which page or sequence of pages: `report`, `check`. */
  readonly kind: string;
  /** For a draft on a case: the case and the item. Empty for a new report. */
  readonly caseId: string | null;
  readonly item: string | null;
  /** Values by field name, as typed. */
  readonly values: Readonly<Record<string, string>>;
  readonly savedBy: string;
  readonly savedAt: Instant;
}

/** What is told of a draft without opening it. */
export type DraftHead = Omit<Draft, 'values'>;

/** Under which item what was typed of another procedure stands beside the drafts of the checklist. */
export const DRAFT_OF_PROCEDURE = 'another procedure';

export interface DraftStore {
  /** Inserts or replaces; the last one to save wins, and `savedBy` says who. */
  save(draft: Draft): Promise<void>;
  byId(id: string): Promise<Draft | null>;
  /** Whose it is: what was typed stays closed until it is known that whoever asks may read it. */
  headById(id: string): Promise<DraftHead | null>;
  onItem(caseId: string, item: string): Promise<Draft | null>;
  /** All of a case, and the report that became it, oldest first. */
  ofCase(caseId: string): Promise<Draft[]>;
  /** Unfinished reports of a school, newest first. */
  reports(school: string): Promise<Draft[]>;
  /** Unfinished reports of every school and authority, oldest first: for whoever asks what is held on a child. */
  everyReport(): Promise<Draft[]>;
  remove(id: string): Promise<void>;
  /** Every draft on this item of the case. */
  removeOnItem(caseId: string, item: string): Promise<void>;
}
