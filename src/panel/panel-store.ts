import type { Instant, LocalDate } from '../domain/calendar/date';
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
}

export interface PanelStore {
  save(channel: PanelChannel): Promise<void>;
  channel(authority: string): Promise<PanelChannel | null>;
  due(now: Instant): Promise<PanelChannel[]>;
  /** The earliest moment after this one at which an agenda is to be posted. */
  earliestDue(after: Instant): Promise<Instant | null>;
  /** What was said of the meetings of an authority's panel, oldest first. */
  changes(authority: string): Promise<MeetingChange[]>;
  /**
   * Adds to what was said. @param after how many there were for whoever decided on it; false, and nothing is added, when
   * somebody else has said something since.
   */
  change(authority: string, change: MeetingChange, after: number): Promise<boolean>;
}
