import type { LocalDate } from '../domain/calendar/date';
import type { Minutes } from '../domain/panel/minutes';
import type { Person } from '../people/directory';

/** The minutes of the panel's meetings: derived from the closed agenda and from what was recorded, and never typed. */
export interface PanelMinutes {
  /**
   * The day of the meeting whose minutes somebody asks for: that of the last one where they name none. Throws `Refusal`
   * where the panel did not meet on that day, or has not yet.
   */
  dayOf(person: Person, on: LocalDate | null): Promise<LocalDate>;
  /** Those of the last meeting, from its day on; null where its agenda was never closed, so that there is little to say. */
  last(person: Person): Promise<LocalDate | null>;
  /** `taken`: the kind of file that they go into, for the trail. Throws `Refusal`. */
  whole(person: Person, on: LocalDate, taken: string): Promise<Minutes>;
}
