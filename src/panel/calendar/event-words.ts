import { createHash } from 'node:crypto';
import type { Instant } from '../../domain/calendar/date';
import { londonDate, londonInstant, londonTime } from '../../domain/calendar/london';
import { markOf, type Agreed, type InTeams, type Slot } from '../../domain/panel/panel-calendar';
import type { PolicyPack } from '../../domain/policy/pack';
import type { EventWords, Times } from './calendars';

type Rules = PolicyPack['panel'];

/**
 * The same for every meeting, wherever it is moved to: people add an agenda or a link to join to the text of an event, so
 * it is written once and left alone.
 */
export const eventOf = ({ title, cutOffWorkingDays: days, postAt }: Rules): EventWords => ({
  subject: title,
  text: [
    `The list for this meeting is closed ${days === 1 ? 'one working day' : `${days} working days`} before it, at ${postAt}.`,
    'Put the event on another day or delete it, and the meeting is moved or cancelled; the panel’s channel in Teams is told.',
    'Please write nothing about a child here.',
  ].join('\n\n'),
});

/** How long it lasts is the rules' to say; on the day on which clocks change as well. */
export function timesOf({ day, time }: Slot, { lastsMinutes }: Rules): Times {
  const end = new Date(Date.parse(londonInstant(day, time)) + lastsMinutes * 60_000).toISOString() as Instant;
  return { day, time, until: { day: londonDate(end), time: londonTime(end) } };
}

/** The same for the same event, however often it is asked for and by whom; another for one that takes its place. */
export function transactionOf(authority: string, teams: InTeams, agreed: Agreed | null): string {
  const event = JSON.stringify([authority, teams.planned, markOf(teams), agreed?.gone ?? 0]);
  const hex = createHash('sha256').update(event).digest('hex');
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20, 32)].join('-');
}
