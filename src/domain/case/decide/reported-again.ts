import { addDays, inWords, laterOf, type LocalDate } from '../../calendar/date';
import type { SchoolCalendar } from '../../calendar/school-calendar';
import { unknownCode } from '../../policy/codes';
import type { PolicyPack } from '../../policy/pack';
import { toldOfAbsence } from '../also-told';
import type { Assessment } from '../assessment';
import { overwrittenBy } from '../corrections';
import type { Absence, Fact, FactBody, Triage } from '../fact';
import { deathOf } from '../death';
import { readFacts } from '../reading';
import { readAsSearched, saidBack } from '../last-word';
import { codeNow, isPresent } from '../register';
import { carriedOut } from '../removal/removal-of';
import { joinTriages } from './taking-over';

/** What somebody reports of a pupil who has an open case. `absence` null: the first day missed is not said yet. */
export interface Anew {
  readonly triage: Triage;
  readonly absence: Absence | null;
}

/** The open case as it stands: what is on record, and whether the pupil was found. */
export interface StandingCase {
  readonly facts: readonly Fact[];
  readonly found: Assessment['found'];
  readonly calendar: SchoolCalendar;
  readonly policy: PolicyPack;
  readonly today: LocalDate;
}

/** Stands as the reason where the register said otherwise of today: whoever reports a pupil missing is asked for no other. */
const BECAUSE = 'The pupil was reported missing again.';

/** Whether the case takes the child for found, back, dead, or away with a code of no missing pupil. */
export function isNotMissing({ facts, found, calendar, policy, today }: StandingCase): boolean {
  if (found || deathOf(facts, policy)) return true;
  const reading = readAsSearched(facts, policy);
  const code = codeNow(reading, calendar, today);
  // Back up to the last school day, and reported missing since.
  if (isPresent(code, policy)) return saidBack(reading, policy, today) !== null;
  return code !== null && !policy.clocks.tenDayReturn.codes.includes(code);
}

/** Whether the pupil was reported missing, or missing again, and nobody has said yet from which day on. */
export function waitsForItsFirstDay(facts: readonly Fact[]): boolean {
  if (!readFacts(facts).absence) return true;
  const last = facts.findLast((fact) => fact.kind === 'triaged' && fact.again !== undefined);
  if (last?.kind !== 'triaged' || last.again === 'dated') return false;
  const saysSince = (fact: Fact) =>
    fact.kind === 'attendance' || fact.kind === 'absence-described' || (fact.kind === 'also-told' && fact.absence);
  return !facts.some((fact) => saysSince(fact) && fact.recordedAt > last.recordedAt);
}

/**
 * The pupil is missing again, whatever was on record: a place is taken back, and the days count from the first one
 * missed; from today on while nobody has said which that is. The safeguarding answers are told anew.
 */
export function missingAgain({ triage, absence }: Anew, standing: StandingCase): FactBody[] {
  return [...searchedAgain(triage, absence ? 'dated' : 'undated', standing.facts), ...daysMissed(absence, standing)];
}

/** The same of whoever says nothing of a register. */
export function searchedAgain(triage: Triage, again: 'dated' | 'undated', facts: readonly Fact[]): FactBody[] {
  const reading = readFacts(facts);
  return [
    { kind: 'triaged', triage: joinTriages(reading.triage, triage), again },
    ...(reading.located ? [{ kind: 'location-withdrawn', reason: BECAUSE } as const] : []),
  ];
}

/**
 * Once the name is deleted no register has days to mark: what is said of them stands beside. A report that was never whole
 * is finished with this one. A report takes back no day that the register tells otherwise, except this one: days gone by
 * are put right there, with a reason, and until then the pupil is missing from the day after the last of them.
 */
export function daysMissed(absence: Absence | null, standing: StandingCase): FactBody[] {
  const { facts, calendar, policy, today } = standing;
  const known = readFacts(facts).absence;
  if (!known) return absence ? [{ kind: 'absence-described', absence }] : [];
  if (carriedOut(facts).deleted) return absence ? [{ kind: 'also-told', pupil: {}, absence }] : [];
  const since = laterOf(absence?.firstDayMissed ?? today, known.firstDayMissed);
  const code = absence?.code ?? unknownCode(policy);
  const markFrom = (from: LocalDate) =>
    ({ kind: 'attendance', mark: { code, from, to: null, note: absence ? besides(absence) : '' } }) as const;
  const saidOtherwise = overwrittenBy(markFrom(since), facts, calendar, policy, today).at(-1);
  if (!saidOtherwise) return [markFrom(since)];
  if (saidOtherwise.on >= today) return [{ ...markFrom(today), correctedBecause: BECAUSE }];
  const beside = absence ? toldOfAbsence(facts, absence) : [];
  return [markFrom(addDays(saidOtherwise.on, 1)), ...beside];
}

/** What was typed beside the days and the code. */
export function besides({ lastAttended, leaveEnded, note, began }: Absence): string {
  const days = [
    ['Last in school', lastAttended],
    ['Place accepted', began?.acceptedOn],
    ['Start agreed for', began?.agreedStart],
    ['Leave began', began?.leaveBegan],
    ['Leave ended', leaveEnded],
  ] as const;
  return [
    ...days.flatMap(([what, day]) => (day ? [`${what}: ${inWords(day)}.`] : [])),
    ...(began?.destination ? [`The family said of where they went: ${began.destination}`] : []),
    note,
  ]
    .filter((part) => part !== '')
    .join(' ');
}

/**
 * A report of a pupil who has an open case. One who is missing there adds what is new of the risk and the absence, and the
 * first day where it was still open.
 */
export function toldAnew(given: Anew, standing: StandingCase, isUrgent: boolean): FactBody[] {
  if (isNotMissing(standing)) return missingAgain(given, standing);
  const known = readFacts(standing.facts).triage;
  const ends = given.absence !== null && waitsForItsFirstDay(standing.facts);
  const isNew = !saysNothingNew(known, given.triage);
  return [
    ...(isNew || (isUrgent && !ends) ? [{ kind: 'triaged', triage: joinTriages(known, given.triage) } as const] : []),
    ...(ends ? daysMissed(given.absence, standing) : given.absence ? toldOfAbsence(standing.facts, given.absence) : []),
  ];
}

const saysNothingNew = (known: Triage | null, { yes, groups, note }: Triage): boolean =>
  yes.every((id) => known?.yes.includes(id)) &&
  groups.every((id) => known?.groups.includes(id)) &&
  (known?.note ?? '').includes(note);
