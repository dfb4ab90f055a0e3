import type { Instant, LocalDate } from '../calendar/date';
import type { LocalTime } from '../calendar/london';

/** What is said of one meeting. `put-back`: it is on the day that the cycle gives, also where that week would be left out. */
export type SaidOfMeeting =
  | { readonly kind: 'moved'; readonly to: LocalDate; readonly time: LocalTime | null }
  | { readonly kind: 'cancelled' }
  | { readonly kind: 'put-back' };

/** What somebody said of a meeting, when and why. It is kept: what is said later takes its place and not its line. */
export interface MeetingChange {
  readonly id: string;
  /** The day that the cycle gives the meeting: it is known by it, wherever it is moved to. */
  readonly meeting: LocalDate;
  readonly said: SaidOfMeeting;
  /** Typed, so it is for the authority's own people alone. */
  readonly reason: string;
  /** Id of the person. */
  readonly by: string;
  readonly at: Instant;
}

/** Where a meeting stands after all that was said of it, oldest first. */
export interface Said {
  readonly on: LocalDate;
  readonly time: LocalTime | null;
  readonly last: SaidOfMeeting['kind'] | null;
}

/** One that is cancelled keeps the day that it was to be on. */
export function saidOf(meeting: LocalDate, changes: readonly MeetingChange[]): Said {
  const asGiven: Said = { on: meeting, time: null, last: null };
  return changes
    .filter((one) => one.meeting === meeting)
    .reduce<Said>((standing, { said }) => {
      switch (said.kind) {
        case 'moved':
          return { on: said.to, time: said.time, last: 'moved' };
        case 'cancelled':
          return { ...standing, last: 'cancelled' };
        case 'put-back':
          return { ...asGiven, last: 'put-back' };
      }
    }, asGiven);
}

/** The last word on a meeting; null where nobody has said anything of it. */
export const lastWordOn = (meeting: LocalDate, changes: readonly MeetingChange[]): MeetingChange | null =>
  changes.findLast((one) => one.meeting === meeting) ?? null;
