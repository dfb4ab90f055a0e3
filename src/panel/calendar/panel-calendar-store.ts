import type { Instant, LocalDate } from '../../domain/calendar/date';
import type { Agreed } from '../../domain/panel/panel-calendar';

/** What is kept of one meeting and its event. */
export interface AgreedOn extends Agreed {
  /** The day by which the meeting is known. */
  readonly meeting: LocalDate;
  /** Id of the event; null where none is known. */
  readonly event: string | null;
}

/** From when to when nobody else looks. */
export interface Turn {
  readonly now: Instant;
  readonly next: Instant;
  /** No turn is ever further away: one that is was taken by a clock that ran ahead, and does not count. */
  readonly latest: Instant;
}

export interface PanelCalendarStore {
  /** Takes the turn to look at an authority's calendar; false where it is not time yet, or somebody else has taken it. */
  takeTurn(authority: string, turn: Turn): Promise<boolean>;
  /** Nobody looks before this moment. */
  wait(authority: string, until: Instant): Promise<void>;
  /**
   * How its meetings and their events stood when both last agreed, by meeting.
   * @param calendar address of the mailbox: another one has other events.
   */
  agreed(authority: string, calendar: string): Promise<AgreedOn[]>;
  /** Forgets what was agreed on for other calendars: nobody has looked at them meanwhile. @param calendar null: all. */
  leaveOthers(authority: string, calendar: string | null): Promise<void>;
  agree(authority: string, calendar: string, agreed: AgreedOn): Promise<void>;
}
