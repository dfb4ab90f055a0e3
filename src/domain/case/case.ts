import type { Instant } from '../calendar/date';
import type { Fact } from './fact';

/** A case is its dated facts. Everything else is derived by `assess`. */
export interface Case {
  readonly id: string;
  /** `WB-7K3M-2Q`: what people say and what a channel may show. Tells nothing of the child. */
  readonly reference: string;
  /** Establishment (URN) of the school at which the pupil is or was; null for a child on no school's roll. */
  readonly school: string | null;
  /** Three-digit local authority code. */
  readonly authority: string;
  /** The policy pack under which the case began. It may have been moved since: see `rulesNow`. */
  readonly policy: string;
  readonly openedAt: Instant;
  /** Counts the facts; guards against two people writing at once. */
  readonly version: number;
  /** In the order in which they were recorded. */
  readonly facts: readonly Fact[];
}

/** What never changes of a case and tells whose it is. It costs the same to read, however much is on record. */
export type CaseHead = Pick<Case, 'id' | 'reference' | 'school' | 'authority'>;
