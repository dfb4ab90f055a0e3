import type { Instant, LocalDate } from '../calendar/date';
import type { LocalTime } from '../calendar/london';

/**
 * What is said of one meeting. `added`: the panel meets on a day that the cycle does not give. `put-back`: it is on the day
 * by which it is known, also where that week would be left out.
 */
export type SaidOfMeeting =
  | { readonly kind: 'added'; readonly time: LocalTime | null }
  | { readonly kind: 'moved'; readonly to: LocalDate; readonly time: LocalTime | null }
  | { readonly kind: 'cancelled' }
  | { readonly kind: 'put-back' };

/** What somebody said of a meeting, when and why. It is kept: what is said later takes its place and not its line. */
export interface MeetingChange {
  readonly id: string;
  /** The day that the cycle gives the meeting, or on which it was added: it is known by it, wherever it is moved to. */
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

/** Where it is before anybody moves it, and where it is put back to: an extra one has the time at which it was added. */
export const asGiven = (meeting: LocalDate, changes: readonly MeetingChange[]): Pick<Said, 'on' | 'time'> => ({
  on: meeting,
  time: addedOf(meeting, changes)?.time ?? null,
});

/** One that is cancelled keeps the day that it was to be on. */
export function saidOf(meeting: LocalDate, changes: readonly MeetingChange[]): Said {
  const given = asGiven(meeting, changes);
  return changes
    .filter((one) => one.meeting === meeting)
    .reduce<Said>(
      (standing, { said }) => {
        switch (said.kind) {
          case 'added':
            return { ...given, last: 'added' };
          case 'moved':
            return { on: said.to, time: said.time, last: 'moved' };
          case 'cancelled':
            return { ...standing, last: 'cancelled' };
          case 'put-back':
            return { ...given, last: 'put-back' };
        }
      },
      { ...given, last: null },
    );
}

/** When it was added and for what time; null for one that only the cycle gives. No day is added twice. */
export function addedOf(
  meeting: LocalDate,
  changes: readonly MeetingChange[],
): { readonly time: LocalTime | null; readonly at: Instant } | null {
  for (const { meeting: day, said, at } of changes)
    if (day === meeting && said.kind === 'added') return { time: said.time, at };
  return null;
}

/** The last word on a meeting; null where nobody has said anything of it. */
export const lastWordOn = (meeting: LocalDate, changes: readonly MeetingChange[]): MeetingChange | null =>
  changes.findLast((one) => one.meeting === meeting) ?? null;
