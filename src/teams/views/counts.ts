import { isNotMissing } from '../../domain/case/decide/reported-again';
import type { CaseView } from '../../casework/casework';
import { inWords, type LocalDate } from '../../domain/calendar/date';
import type { Run } from '../../domain/case/assessment';
import type { PolicyPack } from '../../domain/policy/pack';
import { plain } from '../rendering/escape-markdown';
import { offRollCounts, standingOffRoll } from './off-roll';
import { anyOf, count, reachInWords } from './words';
import { capital } from '../../letters';

/** A number to see at a glance, and what it means. */
export interface CountRow {
  readonly number: string;
  readonly title: string;
  readonly means: string;
}

/** The clocks are never mixed: each stands with its own codes and its own meaning. */
export function countRows(view: CaseView): CountRow[] {
  const { offRoll, onRoll, counts } = view.assessment;
  if (offRoll) return offRollCounts(view);
  const { clocks } = view.policy;
  const { safeguarding } = counts;
  // Before the first missed day is known, and once the case is closed, nothing is counted.
  if (!safeguarding) return [];
  // Nor are days of a register, once the name has left it.
  const ofRegister = onRoll ? [row(counts.tenDayReturn, clocks.tenDayReturn), row(counts.groundI, clocks.groundI)] : [];
  return [
    ...ofRegister,
    {
      number: String(safeguarding.calendarDays),
      title: `${safeguarding.calendarDays === 1 ? 'day' : 'days'} since the first day missed, ${inWords(safeguarding.since)}`,
      means: `The safeguarding count: every day, ${count(safeguarding.schoolDays, 'school day')} of them. It runs until the case is closed.`,
    },
  ];
}

function row(run: Run | null, clock: PolicyPack['clocks']['groundI']): CountRow {
  const means = plain(clock.means);
  const codes = `coded ${anyOf(clock.codes)}`;
  if (!run) return { number: '0', title: `school days in a row ${codes}`, means };
  const days = run.days === 1 ? 'school day' : 'school days';
  return { number: String(run.days), title: `${days} in a row ${codes}, since ${inWords(run.since)}`, means };
}

/** Up to where somebody has said how the register stands; after that, the last code is carried forward. */
export function confirmedInWords({ assessment: { asOf, counts } }: CaseView): string {
  const run = counts.tenDayReturn ?? counts.groundI;
  if (!run) return '';
  if (run.confirmedTo >= asOf) return 'Confirmed up to today.';
  return `Confirmed up to ${inWords(run.confirmedTo)}. Since then the last code is carried forward until somebody says otherwise.`;
}

/** The days of the policy (`Day 10`) and their dates; what lies behind is said to be past. */
export const milestoneFacts = ({ assessment: { milestones, offRoll, asOf } }: CaseView) =>
  milestones.map(({ day, on }) => ({
    title: offRoll ? `Working day ${day}` : `Day ${day}`,
    value: on.known && on.date < asOf ? `${inWords(on.date)} (past)` : capital(reachInWords(on, asOf)),
  }));

/** `Day 6`, `Back in school`, `Closed`: how a case stands, in two words. */
export function standing(view: CaseView): string {
  const { open, day, found, died, reportComplete, removal } = view.assessment;
  if (!open) return 'Closed';
  if (died) return 'The child has died';
  if (removal.carried.deleted) return `Off the register since ${inWords(removal.carried.deleted.on)}`;
  const offRoll = standingOffRoll(view);
  if (offRoll) return offRoll;
  if (!reportComplete) return 'Report not finished';
  if (found?.how === 'returned') return 'Back in school';
  if (day !== null) return `Day ${day}`;
  const { assessment, calendar, policy, case: theCase } = view;
  const standing = { facts: theCase.facts, found, calendar, policy, today: assessment.asOf };
  return isNotMissing(standing) ? 'Not counted as missing' : 'Missing, no school day yet';
}

export const floors = ({ assessment: { earliest, asOf } }: CaseView) =>
  earliest.map(({ what, on, condition, citation }) => ({
    what: `${on.known ? `Not before ${dateOf(on.date, asOf)}` : `Day ${reachInWords(on, asOf)}`}: ${what}`,
    condition,
    citation,
  }));

const dateOf = (date: LocalDate, today: LocalDate): string =>
  date === today ? `today, ${inWords(date)}` : inWords(date);
