import { BANK_HOLIDAYS } from '../../src/domain/calendar/bank-holidays';
import { addDays, type LocalDate } from '../../src/domain/calendar/date';
import { londonInstant } from '../../src/domain/calendar/london';
import { assess } from '../../src/domain/case/assess';
import type { FactBody } from '../../src/domain/case/fact';
import { agenda, type Agenda } from '../../src/domain/panel/agenda';
import type { AgendaCase } from '../../src/domain/panel/agenda-case';
import { meetingAfter, meetingBefore, meetingOnOrAfter } from '../../src/domain/panel/cycle';
import { policyPack } from '../../src/domain/policy/policies';
import { liverpool } from '../domain/calendar/liverpool';
import { anAbsence, aPupil, atRisk, History, noRisk } from './case';

export const policy = policyPack('liverpool');
const cycle = { anchor: '2026-04-23' as const, rules: policy.panel, bankHolidays: BANK_HOLIDAYS.days };
/** What was typed about the child: it stands on no agenda. */
export const TYPED = ['The aunt in Sampletown was never asked', 'Marmaduke of admissions would wait'];
export const decided = (decision: string, due: LocalDate): FactBody => ({
  ...({ kind: 'panel-decided', meeting: '2026-05-07', owner: 'caseworker', person: null } as const),
  ...{ decision, due, title: 'As it was called then', reason: TYPED[0]!, dissent: TYPED[1]! },
});
const DECIDED = [
  decided('tracing', '2026-05-18'),
  decided('special-needs', '2026-05-29'),
  decided('not-in-the-policy', '2026-06-01'),
];

const sometimes = (n: number): readonly FactBody[] => (n % 4 === 1 ? DECIDED : []);

/** So many cases, begun on different days, some at risk, some found, all with a child in them. */
export function agendaWith(cases: number, asOf: LocalDate = '2026-05-19', carried = sometimes): Agenda {
  const all = Array.from({ length: cases }, (_, n): AgendaCase => {
    const first = addDays('2026-03-02', (n * 7) % 77);
    const history = new History().at(
      first,
      '09:00',
      { kind: 'opened', way: 'missing' },
      { kind: 'triaged', triage: n % 3 === 0 ? atRisk : noRisk },
      { kind: 'pupil-described', pupil: aPupil() },
      { kind: 'absence-described', absence: anAbsence({ firstDayMissed: first, lastAttended: addDays(first, -3) }) },
    );
    if (n % 5 === 4) {
      const mark = { code: '/', from: '2026-05-18', to: null, note: '' } as const;
      history.at('2026-05-18', '10:00', { kind: 'attendance', mark });
    }
    history.at(addDays(first, 1), '15:00', ...carried(n));
    const reference = `WB-${String(1000 + n)}-XX`;
    const openedAt = londonInstant(first, '09:00');
    const unansweredSince = n % 11 === 3 ? londonInstant(addDays(first, 3), '12:30') : null;
    const assessment = assess(history.facts, liverpool, policy, asOf);
    return {
      id: reference,
      version: history.facts.length,
      reference,
      openedAt,
      assessment,
      closedAt: null,
      unansweredSince,
    };
  });
  const meeting = meetingOnOrAfter(cycle, asOf);
  return agenda({
    cases: all,
    meeting,
    previous: meetingBefore(cycle, meeting),
    next: meetingAfter(cycle, meeting),
    policy,
    asOf,
  });
}
