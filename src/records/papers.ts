import type { CaseView } from '../casework/casework';
import type { Person } from '../people/directory';
import type { CtfOrder } from './ctf';
import type { Onward } from './deletion-return';
import type { PaperFile, Unmade } from './paper';
import type { PaperRow } from './paper-store';

/** Which paper is wanted, with what only the person who wants it can say. */
export type Order =
  | { readonly kind: 'referral-form' | 'case-json' }
  | { readonly kind: 'deletion-return' | 'deletion-return-csv'; readonly onward: Onward; readonly notKnown: string }
  | ({ readonly kind: 'lost-pupil-ctf' } & Pick<CtfOrder, 'destination'>);

/** A paper that lies ready for one person, to be fetched once and soon. */
export interface Ready {
  readonly made: true;
  readonly view: CaseView;
  readonly paper: PaperRow;
  /** For the link alone: it is kept nowhere. */
  readonly secret: string;
}

export interface PapersOfCase {
  readonly view: CaseView;
  /** The newest first, each with the name of who made it. */
  readonly papers: readonly (PaperRow & { readonly by: string; readonly mayFetch: boolean })[];
}

/** Makes papers of cases, keeps them, and hands each to the person it was made for. Throws `Refusal` like `Casework`. */
export interface Papers {
  onCase(person: Person, reference: string): Promise<PapersOfCase>;
  make(person: Person, reference: string, order: Order): Promise<Ready | Unmade>;
  /** A paper that was made before, once more. */
  again(person: Person, paperId: string): Promise<Ready>;
  /** Whether a paper waits behind this link. Looking uses nothing up. */
  waits(secret: string): Promise<boolean>;
  /** Hands the paper over, once; null for a link that is used, too old or no link at all. */
  take(secret: string): Promise<PaperFile | null>;
}

/** Room for a second home of papers, such as a document library of the authority; nothing stands behind it yet. */
export interface PaperLibrary {
  /** Places a copy and returns where people find it. */
  place(file: PaperFile, reference: string): Promise<string>;
}
