import { z } from 'zod';
import type { Absence } from '../../../domain/case/fact';
import { inWords, isWeekend, weekday, type LocalDate } from '../../../domain/calendar/date';
import { isSchoolDay } from '../../../domain/calendar/school-days';
import type { SchoolCalendar } from '../../../domain/calendar/school-calendar';
import type { PolicyPack } from '../../../domain/policy/pack';
import { choice, date, lines, type Field } from '../fields';
import type { FieldErrors, Typed } from '../page';
import { requiredDate, requiredText, typedDate, typedText } from '../typed';

export const absenceFields = (policy: PolicyPack): Field[] => [
  date('lastAttended', 'Last day on which the pupil came', {
    optional: true,
    hint: 'Leave it empty if the pupil has never come.',
  }),
  date('firstDayMissed', 'First whole school day missed', {
    hint: 'Both sessions. School days are counted from here: this is Day 1.',
  }),
  choice(
    'code',
    'Attendance code used since then',
    absenceCodes(policy).map(({ code, label }) => ({ title: `${code}: ${label}`, value: code })),
  ),
  date('leaveEnded', 'If leave of absence was granted: its last day', { optional: true }),
  lines('absenceNote', 'What is known about the absence', { optional: true, limit: 500 }),
];

/** A case is opened for an absence that counts: with a code of the ten-day return. */
const absenceCodes = ({ codes, clocks }: PolicyPack) =>
  clocks.tenDayReturn.codes.flatMap((code) => codes.filter((known) => known.code === code));

export const absenceInput = z
  .object({
    lastAttended: typedDate,
    firstDayMissed: requiredDate('Give the first whole school day that was missed.'),
    code: requiredText(2, 'Choose the code in your register.'),
    leaveEnded: typedDate,
    absenceNote: typedText(500),
  })
  .transform(({ absenceNote, ...absence }): Absence => ({ ...absence, note: absenceNote }));

/** What was recorded, as values of the inputs. */
export const typedAbsence = ({ note, ...absence }: Absence): Typed => ({
  lastAttended: absence.lastAttended ?? '',
  firstDayMissed: absence.firstDayMissed,
  code: absence.code,
  leaveEnded: absence.leaveEnded ?? '',
  absenceNote: note,
});

interface Known {
  readonly today: LocalDate;
  readonly born: LocalDate | null;
  readonly policy: PolicyPack;
  readonly calendar: SchoolCalendar;
}

/** What cannot be right about the dates, with a message for each field. */
export function absenceErrors(absence: Absence, known: Known): FieldErrors {
  const { lastAttended, firstDayMissed, leaveEnded } = absence;
  const errors: Record<string, string> = {};
  const codes = absenceCodes(known.policy).map(({ code }) => code);
  if (!codes.includes(absence.code)) errors.code = 'Choose one of the codes listed.';
  const last = lastAttended && (dayError(lastAttended, known) ?? orderError(lastAttended, firstDayMissed));
  if (last) errors.lastAttended = last;
  const first = dayError(firstDayMissed, known);
  if (first) errors.firstDayMissed = first;
  if (leaveEnded && leaveEnded >= firstDayMissed) {
    errors.leaveEnded = `Leave counts as missed only after it has ended. It must end before the first day missed, ${inWords(firstDayMissed)}.`;
  }
  return errors;
}

const orderError = (last: LocalDate, first: LocalDate): string | null =>
  last < first ? null : `This has to be before the first day missed, ${inWords(first)}.`;

function dayError(day: LocalDate, { today, born, calendar }: Known): string | null {
  if (day > today) return `${inWords(day)} is still to come. Give a day up to today.`;
  if (born && day < born) return `This is before the date of birth, ${inWords(born)}. Please check both dates.`;
  if (isWeekend(day)) return `${inWords(day)} was a ${weekday(day) === 7 ? 'Sunday' : 'Saturday'}. Give a school day.`;
  // Where the calendar does not reach, nobody is turned away: the case itself says what cannot be counted.
  return isSchoolDay(calendar, day) === 'no'
    ? `${inWords(day)} was not a school day at your school${because(day, calendar)}.`
    : null;
}

function because(day: LocalDate, calendar: SchoolCalendar): string {
  if (calendar.bankHolidays.has(day)) return ' (bank holiday)';
  const closure = calendar.closures.find(({ from, to }) => from <= day && day <= to);
  return closure
    ? ` (${{ 'half-term': 'half-term', inset: 'INSET day', closure: 'closed' }[closure.kind]})`
    : ' (holidays)';
}
