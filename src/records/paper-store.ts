import type { Instant } from '../domain/calendar/date';
import type { PaperKind } from './paper';

/** What is told of a paper that was made, without opening it. */
export interface PaperRow {
  readonly id: string;
  readonly caseId: string;
  readonly kind: PaperKind;
  readonly fileName: string;
  readonly mediaType: string;
  /** SHA-256 of the bytes in hexadecimal: whether a file in somebody's hands is the one that was made. */
  readonly sha256: string;
  readonly madeBy: string;
  readonly madeAt: Instant;
  /** May hold what the authority disclosed and was answered: for those alone who may see that on the case. */
  readonly inFull: boolean;
  /** May speak of cases of other schools, which its maker saw: for the authority's own people alone. */
  readonly ofAuthority: boolean;
}

export interface Paper extends PaperRow {
  readonly bytes: Uint8Array;
}

/** A right to fetch one paper once. What stands in the link is known to its holder alone: here is only its hash. */
export interface Ticket {
  readonly hash: string;
  readonly paperId: string;
  readonly personId: string;
  readonly expiresAt: Instant;
}

export interface KeptTicket extends Ticket {
  /** Null: it was not used. */
  readonly usedAt: Instant | null;
}

/** The papers that were made, each kept as it was handed over, and the tickets by which they are fetched. */
export interface PaperStore {
  add(paper: Paper): Promise<void>;
  byId(id: string): Promise<Paper | null>;
  /** What is told of it: the paper stays closed until it is known that whoever asks may have it. */
  rowById(id: string): Promise<PaperRow | null>;
  /** The papers of a case, the newest first. */
  onCase(caseId: string): Promise<PaperRow[]>;
  /**
   * The newest paper of that kind on the case. Whoever asks the same waits until this transaction ends, and sees then
   * what it added: of two who make the same paper at once, the second one finds the first one's.
   */
  lastOf(caseId: string, kind: PaperKind): Promise<PaperRow | null>;
  issue(ticket: Ticket): Promise<void>;
  /** Every ticket that there is for papers of a case, also used and too old, by when it ends. */
  ticketsOf(caseId: string): Promise<KeptTicket[]>;
  /** A ticket that may still be used at this moment. */
  valid(hash: string, now: Instant): Promise<Ticket | null>;
  /** Uses a ticket up. Of several at once one gets it; null for one that is used, too old or unknown. */
  use(hash: string, now: Instant): Promise<Ticket | null>;
  /** How many files, with this one, have gone from this school to this destination. */
  nextNumber(source: string, destination: string): Promise<number>;
}
