import type { CaseView } from '../../casework/casework';
import type { AttendanceMark } from '../../domain/case/fact';
import { laterOf, type LocalDate } from '../../domain/calendar/date';
import { schoolDaysFrom } from '../../domain/calendar/school-days';
import { codeNow } from '../../domain/case/register';
import { readFacts } from '../../domain/case/reading';
import { presentCode, unknownCode } from '../../domain/policy/codes';
import type { Verb } from '../actions';
import { answered } from '../answered';
import { privately } from '../commands/shown';
import type { PageDeps } from '../pages/deps';
import { Stale } from '../stale';

/** The register in one tap: still missing, or back in school. */
export const attendanceVerb = (deps: PageDeps): Verb => ({
  id: 'attendance',
  replacesCard: true,
  async run(turn, { reference = '', answer = '', delivery = '' }) {
    const view = await deps.casework.see(turn.person, reference);
    const mark = markFor(answer, view, turn.today);
    if (!mark) throw new Stale();
    const after = await deps.casework.markAttendance(turn.person, reference, mark);
    return privately(await answered(after, turn, delivery, deps), 'The case');
  },
});

function markFor(answer: string, view: CaseView, today: LocalDate): AttendanceMark | null {
  if (answer === 'still-missing') return stillMissing(view, today);
  return answer === 'returned' ? { code: presentCode(view.policy), from: today, to: null, note: '' } : null;
}

/**
 * "Still missing" holds from the last school day until somebody says otherwise: with the code that stands, when that is
 * one of an absence, and otherwise with the one for a reason that is not known yet.
 */
function stillMissing({ case: { facts }, calendar, policy }: CaseView, today: LocalDate): AttendanceMark {
  const reading = readFacts(facts);
  const code = codeNow(reading, calendar, today);
  const missing = code !== null && policy.clocks.tenDayReturn.codes.includes(code);
  const day = schoolDaysFrom(calendar, reading.absence?.firstDayMissed ?? today, today).at(-1) ?? today;
  // What was told last is not taken back for days before it.
  const from = laterOf(day, reading.marks.at(-1)?.mark.from ?? day);
  return { code: missing ? code : unknownCode(policy), from, to: null, note: '' };
}
