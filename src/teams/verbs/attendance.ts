import type { CaseView } from '../../casework/casework';
import type { AttendanceMark } from '../../domain/case/fact';
import type { LocalDate } from '../../domain/calendar/date';
import { stillMissing } from '../../domain/case/still-missing';
import { presentCode } from '../../domain/policy/codes';
import { Refusal } from '../../errors';
import type { Verb } from '../actions';
import { answered } from '../answered';
import { privately } from '../commands/shown';
import type { PageDeps } from '../pages/deps';
import { Stale } from '../stale';

const ON_RECORD = 'This is on record already.';

/** The register in one tap: still missing, or back in school. */
export const attendanceVerb = (deps: PageDeps): Verb => ({
  id: 'attendance',
  needs: 'mark-attendance',
  replacesCard: true,
  records: true,
  async run(turn, { reference = '', answer = '', delivery = '' }) {
    const view = await deps.casework.see(turn.person, reference);
    const mark = markFor(answer, view, turn.today);
    if (!mark) throw new Stale();
    const after = await deps.casework.markAttendance(turn.person, reference, mark);
    if (delivery === '' && after.case.version === view.case.version) throw new Refusal('on-record', ON_RECORD);
    return privately(await answered(after, turn, delivery, deps), 'The case');
  },
  async follows(turn, { reference = '', delivery = '' }) {
    if (delivery === '') return null;
    return privately(await answered(await deps.casework.see(turn.person, reference), turn, delivery, deps), 'The case');
  },
});

function markFor(answer: string, view: CaseView, today: LocalDate): AttendanceMark | null {
  const { case: theCase, calendar, policy } = view;
  if (answer === 'still-missing') return stillMissing(theCase.facts, calendar, policy, today);
  return answer === 'returned' ? { code: presentCode(policy), from: today, to: null, note: '' } : null;
}
