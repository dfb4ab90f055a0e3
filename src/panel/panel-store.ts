import type { Instant, LocalDate } from '../domain/calendar/date';

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
}
