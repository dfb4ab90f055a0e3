import { inWords, laterOf, type LocalDate } from '../calendar/date';
import { londonDate } from '../calendar/london';
import type { SchoolCalendar } from '../calendar/school-calendar';
import { schoolDaysFrom } from '../calendar/school-days';
import { presentCode } from '../policy/codes';
import type { PolicyPack } from '../policy/pack';
import type { Absence, AttendanceMark, Fact, FactBody } from './fact';
import type { FactOf } from './reading';

type Telling = FactOf<'attendance'> | FactOf<'absence-described'>;
export type ToldAnew = Extract<FactBody, { kind: 'attendance' | 'absence-described' }>;

/** A day that stood on the register as present, or with a code of no missing pupil, and was told as missing later. */
export interface Overwritten {
  readonly on: LocalDate;
  readonly was: string;
  readonly now: string;
}

/** Somebody has put the register right for days gone by. Lawful, and something that others have to look at. */
export interface Correction {
  readonly fact: Telling;
  readonly days: readonly Overwritten[];
}

export function correctionsOf(facts: readonly Fact[], calendar: SchoolCalendar, policy: PolicyPack): Correction[] {
  return facts.flatMap((fact, at) => {
    if (fact.kind !== 'attendance' && fact.kind !== 'absence-described') return [];
    const days = overwrittenBy(fact, facts.slice(0, at), calendar, policy, londonDate(fact.recordedAt));
    return days.length > 0 ? [{ fact, days }] : [];
  });
}

/** The days of which this says that the pupil was missing, and of which something else was said before. */
export function overwrittenBy(
  told: ToldAnew,
  before: readonly Fact[],
  calendar: SchoolCalendar,
  policy: PolicyPack,
  today: LocalDate,
): Overwritten[] {
  const { tenDayReturn, groundI } = policy.clocks;
  const now = told.kind === 'attendance' ? told.mark.code : told.absence.code;
  if (!tenDayReturn.codes.includes(now) && !groundI.codes.includes(now)) return [];
  return schoolDaysFrom(calendar, ...daysOf(told, today)).flatMap((on) => {
    const was = saidOf(on, told, before, policy);
    return was === null || was === now || groundI.codes.includes(was) ? [] : [{ on, was, now }];
  });
}

const daysOf = (told: ToldAnew, today: LocalDate): [LocalDate, LocalDate] =>
  told.kind === 'attendance'
    ? [told.mark.from, told.mark.to ?? laterOf(told.mark.from, today)]
    : [told.absence.firstDayMissed, today];

/**
 * What was last said of a day by somebody who could know. What is only carried forward nobody has said, and a mark
 * stands before what the absence says of the same day, so that an absence described anew takes nothing from it.
 */
function saidOf(on: LocalDate, told: ToldAnew, before: readonly Fact[], policy: PolicyPack): string | null {
  const marked = before.findLast((fact) => fact.kind === 'attendance' && isMarked(fact.mark, on, fact));
  if (marked?.kind === 'attendance') return told.kind === 'attendance' ? marked.mark.code : null;
  const described = before.findLast(
    (fact) => fact.kind === 'absence-described' && codeIn(fact.absence, on, fact, policy) !== null,
  );
  return described?.kind === 'absence-described' ? codeIn(described.absence, on, described, policy) : null;
}

const isMarked = ({ from, to }: AttendanceMark, on: LocalDate, fact: Fact): boolean =>
  from <= on && on <= (to ?? laterOf(from, londonDate(fact.recordedAt)));

function codeIn({ lastAttended, firstDayMissed, code }: Absence, on: LocalDate, fact: Fact, policy: PolicyPack) {
  if (on === lastAttended) return presentCode(policy);
  return firstDayMissed <= on && on <= londonDate(fact.recordedAt) ? code : null;
}

/** With the reason, where days are told anew: without one it is not recorded. */
export function withReason(
  told: ToldAnew,
  because: string,
  before: readonly Fact[],
  { calendar, policy, today }: { calendar: SchoolCalendar; policy: PolicyPack; today: LocalDate },
): ToldAnew | string {
  const days = overwrittenBy(told, before, calendar, policy, today);
  if (days.length === 0) return told;
  if (because.trim() !== '') return { ...told, correctedBecause: because.trim() };
  const named = days.slice(0, 3).map(({ on }) => inWords(on));
  const more = days.length > 3 ? ` and ${days.length - 3} more` : '';
  return `The register says otherwise of ${named.join(', ')}${more}. If that has to change, record it with “Another code” or where the absence is corrected, and say why.`;
}
