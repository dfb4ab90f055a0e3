import type { Agenda } from '../domain/panel/agenda';
import type { Meeting } from '../domain/panel/cycle';
import type { Instant, LocalDate } from '../domain/calendar/date';
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

/** The authority's panel for children out of provision: its agenda, and the channel in which it is posted. */
export interface Panel {
  /** The agenda of the next meeting as it stands now. Throws `Refusal`. */
  agendaNow(person: Person): Promise<Agenda>;
  /** From now on the agenda is posted in this channel. Throws `Refusal`. */
  postHere(person: Person, channel: Address): Promise<PostedHere>;
  /** Puts the agendas that are due by `now` into the outbox; returns how many. Safe to run on several instances. */
  postDue(now?: Instant): Promise<number>;
  /** What the channel is to be shown for this delivery; null when it is not an agenda or its authority has gone. */
  forDelivery(delivery: Pick<Delivery, 'kind' | 'authority' | 'obligation'>): Promise<Agenda | null>;
}
