import type { Instant, LocalDate } from '../domain/calendar/date';
import type { ClosedList, FrozenAgenda, FrozenItem } from '../domain/panel/frozen';
import type { MeetingChange } from '../domain/panel/meeting-change';

/** The channel that gets the agenda of an authority's panel. Its address is the reference `channel:<authority>`. */
export interface PanelChannel {
  readonly authority: string;
  readonly setBy: string;
  readonly setAt: Instant;
  /** Next moment at which an agenda is to be posted. */
  readonly nextPostAt: Instant;
  /** The meeting whose agenda that is. */
  readonly nextMeeting: LocalDate;
  /** The last meeting whose agenda says what was decided, by the day by which it is known; null: none yet. */
  readonly toldOf: LocalDate | null;
}

/** A case on an agenda that was closed. */
export interface Listing extends Pick<FrozenAgenda, 'meeting' | 'postAt'>, Omit<FrozenItem, 'caseId'> {}

export interface PanelStore {
  save(channel: PanelChannel): Promise<void>;
  channel(authority: string): Promise<PanelChannel | null>;
  /** The earliest moment after this one at which an agenda is to be posted. */
  earliestDue(after: Instant): Promise<Instant | null>;
  /** What was said of the meetings of an authority's panel, oldest first. */
  changes(authority: string): Promise<MeetingChange[]>;
  /**
   * Adds to what was said. @param after how many there were for whoever decided on it; false, and nothing is added, when
   * somebody else has said something since.
   */
  change(authority: string, change: MeetingChange, after: number): Promise<boolean>;
  /** Writes down what stands on an agenda that is closed; false, and nothing is changed, when somebody has done so. */
  freeze(authority: string, agenda: FrozenAgenda): Promise<boolean>;
  /** The agendas of these meetings that were closed, by the days by which they are known, in the order in which they were. */
  frozen(authority: string, meetings: readonly LocalDate[]): Promise<FrozenAgenda[]>;
  /** Every list of the authority that was closed, in the order in which they were. */
  closedLists(authority: string): Promise<ClosedList[]>;
  /** Where this case stands on agendas that were closed, in the order in which they were; of nothing else on them. */
  listings(caseId: string): Promise<Listing[]>;
}
