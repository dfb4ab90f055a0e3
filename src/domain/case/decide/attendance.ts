import { inWords, type LocalDate } from '../../calendar/date';
import { londonDate } from '../../calendar/london';
import type { SchoolCalendar } from '../../calendar/school-calendar';
import type { PolicyPack } from '../../policy/pack';
import { withReason } from '../corrections';
import type { AttendanceMark, Fact, FactKind, Sighting } from '../fact';
import { readFacts } from '../reading';
import { carriedOut } from '../removal/removal-of';
import { CASE_CLOSED, record, refuse, type Decision, type Verdict } from './decision';

interface Given {
  readonly calendar: SchoolCalendar;
  readonly policy: PolicyPack;
  readonly today: LocalDate;
}

/** `because`: why days that are on record otherwise are told as missing. */
export function decideAttendance(facts: readonly Fact[], mark: AttendanceMark, given: Given, because = ''): Verdict {
  const { policy, today } = given;
  const { closed, absence } = readFacts(facts);
  if (closed) return refuse(CASE_CLOSED);
  if (carriedOut(facts).deleted)
    return refuse(
      'The name has been deleted from the register, so there is no code to mark. Say that the pupil was seen.',
    );
  if (!absence) return refuse('Finish the report first: the days are counted from the first day missed.');
  if (!policy.codes.some(({ code }) => code === mark.code)) return refuse('Choose one of the attendance codes listed.');
  if (mark.from > today) return refuse('The first day is in the future. Give a day up to today.');
  if (mark.from < absence.firstDayMissed) {
    return refuse(`The absence began on ${inWords(absence.firstDayMissed)}. Give a day from then on.`);
  }
  if (mark.to !== null && (mark.to < mark.from || mark.to > today)) {
    return refuse('The last day must not be before the first day, nor in the future.');
  }
  if (isSaidToday(facts, mark, today)) return record();
  const told = withReason({ kind: 'attendance', mark }, because, facts, given);
  return typeof told === 'string' ? refuse(told) : record(told);
}

/** What tells nothing of where the child is. */
const BESIDE: ReadonlySet<FactKind> = new Set([
  'check-recorded',
  'check-skipped',
  'safeguarding-contacted',
  'acknowledged',
]);

/** The same has been said today, by whomever, and nothing since then that it could be said against: it stands once. */
function isSaidToday(facts: readonly Fact[], { code, from, to, note }: AttendanceMark, today: LocalDate): boolean {
  const last = facts.findLast(({ kind }) => !BESIDE.has(kind));
  if (last?.kind !== 'attendance' || londonDate(last.recordedAt) !== today) return false;
  const { mark } = last;
  return mark.code === code && mark.from === from && mark.to === to && mark.note === note;
}

/** A sighting before the absence began is none: the pupil was in school then. */
export function decideSighting(facts: readonly Fact[], sighting: Sighting, today: LocalDate): Decision {
  const { closed, absence } = readFacts(facts);
  if (closed) return refuse(CASE_CLOSED);
  const earliest = absence?.lastAttended ?? absence?.firstDayMissed;
  if (earliest && sighting.on < earliest) {
    return refuse(`The absence began after ${inWords(earliest)}. Give a day from then on.`);
  }
  if (sighting.on > today) return refuse('The day is in the future. Give the day on which the pupil was seen.');
  return record({ kind: 'seen', sighting });
}
