import { z } from 'zod';
import type { Absence } from '../../../domain/case/fact';
import { addDays, inWords, isWeekend, weekday, type LocalDate } from '../../../domain/calendar/date';
import { isSchoolDay, nthSchoolDay } from '../../../domain/calendar/school-days';
import type { SchoolCalendar } from '../../../domain/calendar/school-calendar';
import type { OnRollWay } from '../../../domain/case/way';
import type { PolicyPack } from '../../../domain/policy/pack';
import type { FieldErrors } from '../page';
import { requiredText, typedDate, typedText } from '../typed';
import { absenceCodes } from './absence-fields';

/** As typed; which of it must be there depends on the way, and is read with the school's calendar at hand. */
export const absenceInput = z.object({
  lastAttended: typedDate,
  firstDayMissed: typedDate,
  agreedStart: typedDate,
  acceptedOn: typedDate,
  leaveBegan: typedDate,
  leaveEnded: typedDate,
  fileAsked: typedText(10),
  destination: typedText(500),
  code: requiredText(2, 'Choose the code in your register.'),
  absenceNote: typedText(500),
});
export type TypedAbsence = z.infer<typeof absenceInput>;

interface Known {
  readonly today: LocalDate;
  readonly born: LocalDate | null;
  readonly policy: PolicyPack;
  readonly calendar: SchoolCalendar;
}

type Read = { readonly absence: Absence } | { readonly errors: FieldErrors };

/** The absence, or what cannot be right about it, with a message for each field. */
export function readAbsence(typed: TypedAbsence, way: OnRollWay, known: Known): Read {
  const codes = absenceCodes(known.policy).map(({ code }) => code);
  const errors: Record<string, string> = codes.includes(typed.code) ? {} : { code: 'Choose one of the codes listed.' };
  const wrong = (field: string, says: string | null | undefined) => {
    if (says) errors[field] ??= says;
  };
  const firstDayMissed = READERS[way](typed, known, wrong);
  if (Object.keys(errors).length > 0 || !firstDayMissed) return { errors };
  return { absence: absenceFrom(typed, way, firstDayMissed) };
}

/** Puts what is wrong beside the fields, and gives Day 1; null where no day can be told. */
type Reader = (
  typed: TypedAbsence,
  known: Known,
  wrong: (field: string, says: string | null | undefined) => void,
) => LocalDate | null;

const READERS: Readonly<Record<OnRollWay, Reader>> = {
  missing({ lastAttended, firstDayMissed, leaveEnded }, known, wrong) {
    if (!firstDayMissed) wrong('firstDayMissed', 'Give the first whole school day that was missed.');
    if (lastAttended) wrong('lastAttended', schoolDayError(lastAttended, known));
    if (!firstDayMissed) return null;
    if (lastAttended) wrong('lastAttended', orderError(lastAttended, firstDayMissed));
    wrong('firstDayMissed', schoolDayError(firstDayMissed, known));
    if (leaveEnded && leaveEnded >= firstDayMissed) {
      wrong(
        'leaveEnded',
        `Leave counts as missed only after it has ended. It must end before the first day missed, ${inWords(firstDayMissed)}.`,
      );
    }
    return firstDayMissed;
  },

  'non-starter'({ agreedStart, acceptedOn }, known, wrong) {
    if (!agreedStart) wrong('agreedStart', 'Give the day that was agreed for the start.');
    if (!agreedStart) return null;
    wrong('agreedStart', pastError(agreedStart, known));
    if (acceptedOn && acceptedOn > agreedStart)
      wrong('acceptedOn', `The place was accepted before the day agreed, ${inWords(agreedStart)}. Please check both.`);
    return dayOneFrom(agreedStart, known, (says) => wrong('agreedStart', says));
  },

  leaver({ lastAttended, fileAsked, destination }, known, wrong) {
    if (fileAsked === 'yes') wrong('fileAsked', FILE_ASKED);
    else if (fileAsked !== 'no') wrong('fileAsked', 'Say whether a new school has asked.');
    if (destination === '') wrong('destination', 'Say what the family said, or write “nothing”.');
    if (!lastAttended) wrong('lastAttended', 'Give the last day on which the pupil came.');
    if (!lastAttended) return null;
    wrong('lastAttended', schoolDayError(lastAttended, known));
    return dayOneFrom(addDays(lastAttended, 1), known, (says) => wrong('lastAttended', says));
  },

  'leave-not-ended'({ leaveBegan, leaveEnded }, known, wrong) {
    if (!leaveBegan) wrong('leaveBegan', 'Give the first day of the leave.');
    if (!leaveEnded) wrong('leaveEnded', 'Give the last day of the leave.');
    if (leaveBegan) wrong('leaveBegan', pastError(leaveBegan, known));
    if (!leaveBegan || !leaveEnded) return null;
    if (leaveEnded < leaveBegan) wrong('leaveEnded', 'The leave ends before it begins. Please check both days.');
    if (leaveEnded >= known.today) wrong('leaveEnded', 'The leave has not ended yet. Report the pupil when it has.');
    return dayOneFrom(addDays(leaveEnded, 1), known, (says) => wrong('leaveEnded', says));
  },
};

const FILE_ASKED =
  'Then send that school the file, and ask it to confirm that the pupil has started. If it cannot, say No here and go on.';

function absenceFrom(typed: TypedAbsence, way: OnRollWay, firstDayMissed: LocalDate): Absence {
  const { lastAttended, leaveEnded, code, absenceNote, agreedStart, acceptedOn, leaveBegan, destination } = typed;
  if (way === 'missing') return { lastAttended, firstDayMissed, code, leaveEnded, note: absenceNote };
  const began = {
    agreedStart: way === 'non-starter' ? agreedStart : null,
    acceptedOn: way === 'non-starter' ? acceptedOn : null,
    leaveBegan: way === 'leave-not-ended' ? leaveBegan : null,
    destination: way === 'leaver' ? destination : '',
  };
  return {
    lastAttended: way === 'leaver' ? lastAttended : null,
    firstDayMissed,
    code,
    leaveEnded: way === 'leave-not-ended' ? leaveEnded : null,
    note: absenceNote,
    began,
  };
}

/** The first school day from then on. Where the calendar does not reach, the day itself: the case says what is missing. */
function dayOneFrom(day: LocalDate, { calendar, today }: Known, wrong: (says: string) => void): LocalDate {
  const first = nthSchoolDay(calendar, day, 1);
  if (first.known && first.date > today) {
    wrong(`The first school day from then on is ${inWords(first.date)}. Report the pupil if they do not come then.`);
  }
  return first.known ? first.date : day;
}

const orderError = (last: LocalDate, first: LocalDate): string | null =>
  last < first ? null : `This has to be before the first day missed, ${inWords(first)}.`;

function pastError(day: LocalDate, { today, born }: Known): string | null {
  if (day > today) return `${inWords(day)} is still to come. Give a day up to today.`;
  return born && day < born ? `This is before the date of birth, ${inWords(born)}. Please check both dates.` : null;
}

function schoolDayError(day: LocalDate, known: Known): string | null {
  const past = pastError(day, known);
  if (past) return past;
  if (isWeekend(day)) return `${inWords(day)} was a ${weekday(day) === 7 ? 'Sunday' : 'Saturday'}. Give a school day.`;
  // Where the calendar does not reach, nobody is turned away: the case itself says what cannot be counted.
  return isSchoolDay(known.calendar, day) === 'no'
    ? `${inWords(day)} was not a school day at your school${because(day, known.calendar)}.`
    : null;
}

function because(day: LocalDate, calendar: SchoolCalendar): string {
  if (calendar.bankHolidays.has(day)) return ' (bank holiday)';
  const closure = calendar.closures.find(({ from, to }) => from <= day && day <= to);
  return closure
    ? ` (${{ 'half-term': 'half-term', inset: 'INSET day', closure: 'closed' }[closure.kind]})`
    : ' (holidays)';
}
