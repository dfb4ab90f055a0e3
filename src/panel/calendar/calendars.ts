import type { LocalDate } from '../../domain/calendar/date';
import type { LocalTime } from '../../domain/calendar/london';
import type { EventSlot } from '../../domain/panel/panel-calendar';

/** Which meeting an event is of. */
export interface EventOf {
  /** Address of the mailbox. */
  readonly calendar: string;
  readonly authority: string;
  /** The day by which the meeting is known. */
  readonly planned: LocalDate;
}

/** An event of ours as it stands. */
export interface FoundEvent extends EventSlot {
  readonly id: string;
  /** Differs once anything of it was changed. */
  readonly version: string;
  /** People have made it one of several: what is written to it, or its removal, would be done to all of them. */
  readonly isSeries: boolean;
}

/** Where an event is to stand: days and times in England. */
export interface Times {
  readonly day: LocalDate;
  readonly time: LocalTime;
  readonly until: { readonly day: LocalDate; readonly time: LocalTime };
}

/** What it says: nothing of a child, and nothing that anybody typed. */
export interface EventWords {
  readonly subject: string;
  readonly text: string;
}

export interface NotHelped {
  /** It will not pass by itself: a permission, or a mailbox that is not there. */
  readonly isForGood: boolean;
  readonly afterSeconds: number | null;
  /** A status and a code, never the words of an error. */
  readonly code: string;
}

/** The calendars of mailboxes. All but `whyNot` throw what that understands; that an event has gone meanwhile is no error. */
export interface Calendars {
  /** The events of a meeting, the oldest first; there are several where people have made a copy. */
  find(of: EventOf, signal: AbortSignal): Promise<FoundEvent[]>;
  /** Null where it is gone for certain; a list may lag behind. */
  get(calendar: string, id: string, signal: AbortSignal): Promise<FoundEvent | null>;
  /** Its id, where that is known. @param transaction one that was used before makes nothing. */
  make(
    of: EventOf,
    event: Times & EventWords & { readonly mark: string; readonly transaction: string },
    signal: AbortSignal,
  ): Promise<string | null>;
  /** False where the event has gone, so that nothing was written. */
  move(calendar: string, id: string, to: Times & { readonly mark: string }, signal: AbortSignal): Promise<boolean>;
  /** False as with `move`. */
  mark(calendar: string, id: string, mark: string, signal: AbortSignal): Promise<boolean>;
  /** Whoever was invited is told by Exchange. */
  remove(calendar: string, id: string, signal: AbortSignal): Promise<void>;
  whyNot(error: unknown): NotHelped;
}
