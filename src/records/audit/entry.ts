import type { Role } from '../../domain/access/roles';
import type { Action } from '../../domain/access/table';
import type { Instant } from '../../domain/calendar/date';

/** What the operator changes by a command: in no role, and known by the account and the machine that it is typed on. */
export type OperatorDeed =
  | 'import-authority'
  | 'import-schools'
  | 'import-people'
  /** By an import or by groups: what one person is and may do. */
  | 'change-person'
  | 'import-calendar'
  | 'answers-of-one'
  | 'export-deliveries'
  /** By itself, as the operator has set it. */
  | 'read-groups'
  /** By itself: a meeting was moved or cancelled as somebody had done in the panel's calendar. */
  | 'follow-calendar'
  | 'retention-delete'
  | 'retention-delete-report'
  | 'legal-hold'
  | 'subject-access'
  | 'audit-show'
  | 'seal-facts'
  | 'rotate-keys'
  | 'backup'
  | 'restore'
  /** By a migration: what stood before the trail told of it. */
  | 'take-stock';

/** What somebody does whom the bot answers as a stranger, though they are in the directory: they have left, say. */
export type StrangerDeed = 'ask';

/** Something was put on record, was shown or handed out, was not allowed, or was only begun to be typed. */
export type Outcome = 'done' | 'read' | 'refused' | 'drafted' | 'discarded';

/** What somebody did, as it enters the trail. Ids, codes and names of fields: nothing of a child, nothing that was typed. */
export interface AuditNote {
  readonly authority: string;
  /** Null, like `person` and `role`, for the operator. */
  readonly tenant: string | null;
  readonly person: string | null;
  /** The role in which it was done or tried; null also for somebody without any that fits. */
  readonly role: Role | null;
  readonly at: Instant;
  readonly action: Action | OperatorDeed | StrangerDeed;
  readonly outcome: Outcome;
  /** Ids. One where facts were added; several where a list was shown; none where there is no case, or none to be seen. */
  readonly cases: readonly string[];
  /** `check-recorded.outcome`: of what was recorded, or what was searched by. */
  readonly fields: readonly string[];
  /** Code of the refusal, `not-allowed`; of a case that was deleted, of the rule. */
  readonly reason: string | null;
  /** How many facts the case had before, and how many since; null where none were added. None since: it was deleted. */
  readonly from: number | null;
  readonly to: number | null;
  /**
   * Of a command: who typed it, `jo@server`, as the machine and their own settings say. None for what people do in Teams, for
   * what the bot does by itself, and for commands of versions that did not ask.
   */
  readonly operator?: string | null;
  /** Digests of the row of a person, of before and since, where the deed is of one. */
  readonly row?: RowChange;
}

/** Null before: there was none. */
export interface RowChange {
  readonly before: string | null;
  readonly after: string;
}

/** What stands for a moment that a hand on the database has put on the trail, and that no program can read. */
export const NO_MOMENT = 'unreadable' as Instant;

/** A note in its place in the chain of its authority. */
export interface AuditEntry extends Omit<AuditNote, 'row'> {
  /** 1 for the first of the authority, without gaps. */
  readonly seq: number;
  /** Hash of the entry before, `GENESIS` for the first. */
  readonly prev: string;
  readonly hash: string;
  /**
   * Digests of the facts of the case before and after; before the first ones, of the row of the case. Where none were
   * added, of the row of a person; or, after alone, of that of a paper that was made. Else null.
   */
  readonly before: string | null;
  readonly after: string | null;
  /** By a key that the database has not; null for one from before, or where nothing is sealed. */
  readonly signed: string | null;
}

/** The last entry of an authority. */
export type Head = Pick<AuditEntry, 'authority' | 'seq' | 'hash'>;

/** Where a chain stood once. Kept where the database is not, it shows a chain that was written anew. */
export interface Anchor extends Head {
  readonly at: Instant;
}
