import type { Draft } from '../../casework/draft-store';
import type { Instant } from '../../domain/calendar/date';
import type { Case } from '../../domain/case/case';
import type { AuditNote } from '../audit/entry';

/** How much there is of a case, kind by kind. */
export interface Belongings {
  readonly facts: number;
  readonly drafts: number;
  readonly papers: number;
  /** What was sent or is to be sent about it. */
  readonly notices: number;
}

/** A report that became no case, without a word of what was typed. Children are named in it. */
export type Unfinished = Pick<Draft, 'id' | 'school' | 'savedBy' | 'savedAt'>;

/** Takes out of the database what may not be kept any longer. The one place where anything of a case is deleted. */
export interface RetentionStore {
  belongings(caseId: string): Promise<Belongings>;
  /**
   * Within a transaction: puts the tombstone on the trail, and then deletes all that there is of the case. Returns false,
   * and deletes nothing, when the case is no longer as it was seen.
   */
  erase(theCase: Pick<Case, 'id' | 'reference' | 'version'>, tombstone: AuditNote): Promise<boolean>;
  /** Those of every desk that were last saved before this moment, oldest first. */
  unfinished(savedBefore: Instant): Promise<Unfinished[]>;
  /**
   * Within a transaction: deletes it, and puts the entry on the trail. Returns false, and does nothing, when it was saved
   * again, became a case or is gone.
   */
  eraseUnfinished(report: Unfinished, entry: AuditNote): Promise<boolean>;
}
