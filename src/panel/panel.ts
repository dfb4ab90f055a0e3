import type { Agenda } from '../domain/panel/agenda';
import type { Instant, LocalDate } from '../domain/calendar/date';
import type { Meeting } from '../domain/panel/cycle';
import type { MeetingChange, SaidOfMeeting } from '../domain/panel/meeting-change';
import type { Delivery } from '../notices/outbox';
import type { Address } from '../notices/references';
import type { Person } from '../people/directory';

export interface PostedHere {
  /** Meetings whose agenda goes into the channel at once, because its moment has passed. */
  readonly posted: readonly LocalDate[];
  /** The meeting whose agenda comes next. */
  readonly next: Meeting;
  /** Another channel had the agenda until now. */
  readonly moved: boolean;
}

/** A meeting that is to come, for whoever may see the agenda. */
export interface ComingMeeting extends Meeting {
  /** What was said of it last; null where nobody has said anything. */
  readonly said: MeetingChange | null;
  /** The authority leaves out weeks in which the schools are closed, and its term dates do not reach this one. */
  readonly isWeekUnknown: boolean;
  /** It takes place on a bank holiday: the cycle counts days, and looks at none. */
  readonly isOnBankHoliday: boolean;
  /** It stays as it is from then on. */
  readonly hasBegun: boolean;
  /** The moment of its cut-off has come: also of one that was moved to a near day. */
  readonly isClosed: boolean;
}

/** What the channel is told of a meeting that was spoken of: how it stands now. */
export interface WordOfMeeting {
  readonly panel: string;
  readonly meeting: Meeting;
  /** What was said of it last. */
  readonly said: SaidOfMeeting['kind'];
  /** The moment of its cut-off has come. */
  readonly isClosed: boolean;
  /** The first meeting after it that takes place. */
  readonly next: Meeting;
}

/** What was done in the panel's calendar and not taken: how the meeting stands all the same, and why. */
export interface NotTaken {
  readonly panel: string;
  readonly meeting: Meeting;
  /** Where it was put. */
  readonly day: LocalDate;
  readonly why: string;
}

export interface AgendaOfDelivery extends Agenda {
  /** The meeting takes place, and its cut-off has come: where the agenda does not stand yet, it is posted. */
  readonly isToBePosted: boolean;
}

/** A child behind an item, for whoever may open the case. */
export interface ChildOnAgenda {
  readonly name: string;
  /** Null for a child on no school's roll. */
  readonly school: string | null;
}

export interface SeenAgenda {
  readonly agenda: Agenda;
  /** By reference, of those that this person may see. */
  readonly children: ReadonlyMap<string, ChildOnAgenda>;
}

/** The authority's panel for children out of provision: its agenda, and the channel in which it is posted. */
export interface Panel {
  /** The agenda of the next meeting as it stands now. Throws `Refusal`. */
  agendaNow(person: Person): Promise<Agenda>;
  /**
   * The agenda of a meeting, with the children whom this person may see; null where no meeting is known by that
   * day. `shown`: references for which there is room; of no other a child is read. Throws `Refusal`.
   */
  asSeenBy(
    person: Person,
    planned: LocalDate,
    shown: (agenda: Agenda) => readonly string[],
  ): Promise<SeenAgenda | null>;
  /** From now on the agenda is posted in this channel. Throws `Refusal`. */
  postHere(person: Person, channel: Address): Promise<PostedHere>;
  /** The next meetings, with those that do not take place. Throws `Refusal`. */
  meetings(person: Person): Promise<readonly ComingMeeting[]>;
  /**
   * Adds a meeting, moves one, cancels it or puts it back; the channel is told, and an agenda that stands there says so.
   * @param planned the day by which it is known. Throws `Refusal`.
   */
  change(person: Person, planned: LocalDate, said: SaidOfMeeting, reason: string): Promise<Meeting>;
  /**
   * Closes the agendas that are due by `now` and puts them into the outbox; returns how many are posted. Safe to run on
   * several instances, and again after a crash.
   */
  postDue(now?: Instant): Promise<number>;
  /** What the channel is to be shown for this delivery; null when it is not an agenda or its authority has gone. */
  forDelivery(delivery: Told): Promise<AgendaOfDelivery | null>;
  /** What word of a meeting says by now; null where a later one says it, or the day has passed. */
  wordFor(delivery: Told): Promise<WordOfMeeting | null>;
  /** What is said of what was not taken from the calendar; null where it could be so by now, or the day has passed. */
  notTakenFor(delivery: Told): Promise<NotTaken | null>;
}

export type Told = Pick<Delivery, 'kind' | 'authority' | 'obligation'>;
