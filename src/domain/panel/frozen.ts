import type { Instant, LocalDate } from '../calendar/date';
import type { PolicyPack } from '../policy/pack';

export type SectionId = PolicyPack['panel']['sections'][number]['id'];

/** What stood on an agenda when it was closed, by ids. People read it before the meeting, so the list stays as it is. */
export interface FrozenAgenda {
  /** The day by which the meeting is known. */
  readonly meeting: LocalDate;
  /** The moment of the cut-off. A meeting that is moved after that has another one, at which it is closed anew. */
  readonly postAt: Instant;
  /** When it was in fact closed: later, where the bot was down. */
  readonly takenAt: Instant;
  /** In the order in which they were listed. */
  readonly items: readonly FrozenItem[];
}

/** That a list was closed, without what stands on it. */
export type ClosedList = Pick<FrozenAgenda, 'meeting' | 'postAt' | 'takenAt'>;

export interface FrozenItem {
  readonly caseId: string;
  /** How many facts the case had. */
  readonly version: number;
  readonly sections: readonly SectionId[];
}
