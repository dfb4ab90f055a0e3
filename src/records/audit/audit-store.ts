import type { Instant } from '../../domain/calendar/date';
import type { Anchor, AuditEntry, AuditNote, Head } from './entry';

/** Facts that are not those on the trail, or not in the order in which the trail has them. */
export interface FactsFlaw {
  readonly caseId: string;
  /** The entry that speaks of other facts than there are. */
  readonly seq: number;
}

/** A row that is not what the trail tells of it. */
export interface RowFlaw {
  readonly of: 'case' | 'paper' | 'person';
  readonly id: string;
  /** The entry that tells of it; null where there is none. */
  readonly seq: number | null;
  /** What follows the name of the row: `is missing`. */
  readonly says: string;
}

/**
 * Who did what to which case, in one chain of hashes for each authority. It is added to and never changed.
 */
export interface AuditStore {
  /**
   * After the facts that it tells of. Within a transaction it is written at its end, so that whoever adds to the same
   * authority waits no longer than that.
   */
  add(note: AuditNote): Promise<void>;
  /**
   * For what changes nothing, a look or a refusal: written a moment later by itself. It never fails and nobody waits for
   * it; what cannot be written is told the operator and tried again.
   */
  later(note: AuditNote): void;
  /** Waits for what is still to be written. */
  settled(): Promise<void>;
  /** The last entry of every authority that has one, by code. */
  heads(): Promise<Head[]>;
  /** How many entries there are. */
  count(authority: string): Promise<number>;
  /** Entries that follow the one numbered `after`, in order. */
  page(authority: string, after: number, most: number): Promise<AuditEntry[]>;
  /** The same of one case. */
  pageOfCase(authority: string, caseId: string, after: number, most: number): Promise<AuditEntry[]>;
  /** Of a case that was deleted, by the reference that it had. The last one, where two had the same. */
  tombstone(authority: string, reference: string): Promise<AuditEntry | null>;
  /** The readings of a file of Capita One's answers, by its digest, in order. */
  answersRead(authority: string, digest: string): Promise<AuditEntry[]>;
  /**
   * Anchors every chain that has grown since its last anchor, where that was before `since` or `every` entries ago.
   * Returns the new ones.
   */
  anchor(now: Instant, since: Instant, every: number): Promise<Anchor[]>;
  /** All of them, by authority and number. */
  anchors(): Promise<Anchor[]>;
  /** Cases whose facts are not those of their entries. */
  factsFlaws(authority: string, most: number): Promise<FactsFlaw[]>;
  /** Ids of the operator's keys without which what is sealed, and who signed an entry, cannot be checked. */
  missingKeys(): readonly string[];
  /** Numbers of those of them that should bear a signature of ours and do not. Throws `FieldKeyMissing`. */
  unsigned(authority: string, entries: readonly AuditEntry[]): Promise<number[]>;
  /** Cases, papers or people that are not as the trail tells of them, at most so many. All but people: throws `FieldKeyMissing`. */
  rowFlaws(authority: string, of: RowFlaw['of'], most: number): Promise<RowFlaw[]>;
  /** Owners of keys that are of no case that is there. */
  strayKeys(most: number): Promise<string[]>;
  /** Owners of keys that everything needs, and that none of the operator's keys opens. Throws `FieldKeyMissing`. */
  shutKeys(): Promise<string[]>;
}
