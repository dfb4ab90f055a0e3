import type { CaseView } from '../../casework/casework';
import type { AttendanceMark } from '../../domain/case/fact';
import { addDays, earlierOf, type LocalDate } from '../../domain/calendar/date';
import { schoolDaysFrom } from '../../domain/calendar/school-days';
import { codeNow } from '../../domain/case/register';
import { readFacts } from '../../domain/case/reading';
import type { Verb } from '../actions';
import { answered } from '../answered';
import { privately } from '../commands/shown';
import type { PageDeps } from '../pages/deps';
import { Stale } from '../stale';

/** The register's mark for a pupil who is in school. */
const PRESENT = '/';

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
  return answer === 'returned' ? { code: PRESENT, from: today, to: null, note: '' } : null;
}

/**
 * "Still missing" says that nothing has changed since somebody last spoke of the register: the code of then holds up
 * to today. Before the first word on a new absence, the code is N: no reason is known yet.
 */
function stillMissing({ assessment, case: { facts }, calendar, policy }: CaseView, today: LocalDate): AttendanceMark {
  const reading = readFacts(facts);
  const code = codeNow(reading, calendar, today);
  const missing = code !== null && policy.clocks.tenDayReturn.codes.includes(code);
  const run = assessment.counts.tenDayReturn;
  const day = schoolDaysFrom(calendar, run?.since ?? today, today).at(-1) ?? today;
  const from = missing && run ? earlierOf(addDays(run.confirmedTo, 1), day) : day;
  return { code: missing ? code : 'N', from: from, to: day, note: '' };
}
