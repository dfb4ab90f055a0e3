import { doneBesideNote } from '../../casework/deed';
import { advance, type AdvanceDeps } from '../../advance';
import { addDays, inWords, LocalDateSchema, type LocalDate } from '../../domain/calendar/date';
import { londonInstant, londonTime, momentInWords, type LocalTime } from '../../domain/calendar/london';
import { nthSchoolDay } from '../../domain/calendar/school-days';
import { Refusal } from '../../errors';
import type { Command } from '../actions';
import type { Turn } from '../turn';

/** Late enough in the day for that morning's alerts to have gone out. */
const NOT_BEFORE: LocalTime = '08:30';
const MOST_SCHOOL_DAYS = 60;
/** A year: the clock never moves back, so one wrong sign in a date must not end the demo. */
const MOST_DAYS = 365;

/** Only the demo and the tests offer this: it moves the bot's own clock forward, by school days or to a date. */
export const clockCommand = (deps: AdvanceDeps): Command => ({
  id: 'clock',
  usage: 'clock +5',
  helps: 'Demo only: move the clock forward by school days, or to a date: clock 2026-05-11',
  pattern: /^clock(?:\s+(\S+))?$/i,
  needs: 'move-clock',
  async run(turn, match) {
    const to = match[1];
    if (to) {
      await advance(await target(to, turn, deps), deps);
      await deps.storage.audit.add(
        doneBesideNote({ person: turn.person, action: 'move-clock' }, null, deps.clock.now()),
      );
    }
    return { kind: 'text', text: `It is now ${momentInWords(deps.clock.now())}.` };
  },
});

async function target(to: string, turn: Turn, deps: AdvanceDeps) {
  const date = to.startsWith('+') ? await schoolDaysOn(Number(to.slice(1)), turn, deps) : readDate(to);
  if (date <= turn.today)
    throw new Refusal('clock-back', `It is ${inWords(turn.today)} already. The clock only moves forward.`);
  if (date > addDays(turn.today, MOST_DAYS)) {
    const last = addDays(turn.today, MOST_DAYS);
    throw new Refusal('clock', `That is too far ahead, and there is no way back. Write a date up to ${inWords(last)}.`);
  }
  const time = londonTime(turn.now);
  return londonInstant(date, time < NOT_BEFORE ? NOT_BEFORE : time);
}

function readDate(text: string): LocalDate {
  const read = LocalDateSchema.safeParse(text);
  if (!read.success) throw new Refusal('clock', 'Write a date as 2026-05-11, or school days as +5.');
  return read.data;
}

/** Counted on the calendar of the person's school; for people of the authority, on that of its first school. */
async function schoolDaysOn(days: number, { person, today }: Turn, { storage }: AdvanceDeps): Promise<LocalDate> {
  if (!Number.isInteger(days) || days < 1 || days > MOST_SCHOOL_DAYS) {
    throw new Refusal('clock', `Write how many school days, from +1 to +${MOST_SCHOOL_DAYS}.`);
  }
  const school = person.school ?? (await storage.directory.schools(person.authority))[0]?.urn;
  if (!school) throw new Refusal('clock', 'There is no school whose days could be counted.');
  const reach = nthSchoolDay(await storage.directory.calendar(school), addDays(today, 1), days);
  if (!reach.known) throw new Refusal('clock', 'The school calendar does not reach so far. Write a date instead.');
  return reach.date;
}
