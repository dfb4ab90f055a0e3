import { inWords, type LocalDate } from '../../calendar/date';
import type { SchoolCalendar } from '../../calendar/school-calendar';
import { withReason } from '../corrections';
import type { OnRollWay } from '../way';
import type { PolicyPack } from '../../policy/pack';
import type { Pupil } from '../../pupil/pupil';
import type { Case } from '../case';
import type { Absence, Fact, FactBody, SafeguardingContact, Triage } from '../fact';
import { DUPLICATE } from '../closing';
import { readFacts } from '../reading';
import { takenOver } from '../moved';
import { bodyOf, safetyFrom, type Ending } from './taking-over';
import { CASE_CLOSED, record, refuse, type Verdict } from './decision';

/** Opens a case. An urgent triage does so before the absence is known; the rest follows. */
export function decideOpening(
  triage: Triage,
  way: OnRollWay,
  pupil: Pupil,
  absence: Absence | null,
  policy: PolicyPack,
  today: LocalDate,
): Verdict {
  const problem = triageProblem(triage, policy) ?? (absence && absenceProblem(absence, policy, today));
  if (problem) return refuse(problem);
  return record(
    { kind: 'opened', way },
    { kind: 'triaged', triage },
    { kind: 'pupil-described', pupil },
    ...(absence ? [{ kind: 'absence-described', absence } as const] : []),
  );
}

/** Facts that any open case takes. */
export function decideOnOpen(facts: readonly Fact[], ...bodies: FactBody[]): Verdict {
  return readFacts(facts).closed ? refuse(CASE_CLOSED) : record(...bodies);
}

export function decideTriage(facts: readonly Fact[], triage: Triage, policy: PolicyPack): Verdict {
  const problem = triageProblem(triage, policy);
  return problem ? refuse(problem) : decideOnOpen(facts, { kind: 'triaged', triage });
}

/** `because`: why days that are on record otherwise are told as missing. */
export function decideAbsence(
  facts: readonly Fact[],
  absence: Absence,
  given: { readonly calendar: SchoolCalendar; readonly policy: PolicyPack; readonly today: LocalDate },
  because = '',
): Verdict {
  const problem = absenceProblem(absence, given.policy, given.today);
  if (problem) return refuse(problem);
  const told = withReason({ kind: 'absence-described', absence }, because, facts, given);
  return typeof told === 'string' ? refuse(told) : decideOnOpen(facts, told);
}

export function decideContact(facts: readonly Fact[], contact: SafeguardingContact, today: LocalDate): Verdict {
  if (contact.on > today) return refuse('The date of the call is in the future. Give the day on which it was made.');
  return decideOnOpen(facts, { kind: 'safeguarding-contacted', contact });
}

/** How a case ends in another one of its own school. `reason` is empty where the two say themselves that it is one child. */
export interface Merging extends Ending {
  /** From when the case that ends was searching. */
  readonly since: LocalDate | null;
  readonly reason: string;
}

/**
 * Two cases of one pupil at one school: what was asked, done and seen moves to the one that goes on, and the other one
 * ends. It can be parted again.
 */
export function mergeInto(kept: Case, merging: Merging, policy: PolicyPack): { ends: FactBody[]; goesOn: FactBody[] } {
  const { id, reference, facts } = merging.case;
  // What school and authority review together was reviewed for one case: it concludes nothing on another.
  const reviews: readonly string[] = Object.values(policy.jointEnquiry.items);
  const checks = facts.filter(
    (fact) => (fact.kind === 'check-recorded' || fact.kind === 'check-skipped') && !reviews.includes(fact.item),
  );
  const note = `The pupil already had an open case: ${kept.reference}.`;
  const { since, reason } = merging;
  return {
    ends: [{ kind: 'closed', reason: DUPLICATE, note, duplicateOf: kept.id }],
    goesOn: [
      { kind: 'joined', caseId: id, reference, since, ...(reason === '' ? {} : { reason }) },
      ...safetyFrom(merging, kept, policy),
      ...checks.map((fact) => takenOver(bodyOf(fact), fact, id)),
    ],
  };
}

export function triageProblem({ yes, groups }: Triage, { triage }: PolicyPack): string | null {
  const known = (list: readonly { readonly id: string }[], ids: readonly string[]) =>
    ids.every((id) => list.some((one) => one.id === id));
  if (known(triage.questions, yes) && known(triage.groups, groups)) return null;
  return 'The safeguarding questions have changed. Please answer them once more.';
}

function absenceProblem(absence: Absence, policy: PolicyPack, today: LocalDate): string | null {
  const { firstDayMissed, lastAttended, leaveEnded, code } = absence;
  if (firstDayMissed > today) return 'The first day missed is in the future. Give a day up to today.';
  if (lastAttended && lastAttended >= firstDayMissed) {
    return `The pupil was last in school on ${inWords(lastAttended)}. The first day missed has to be after that.`;
  }
  if (leaveEnded && leaveEnded >= firstDayMissed) {
    return `The leave ended on ${inWords(leaveEnded)}. The first day missed has to be after that.`;
  }
  if (!policy.codes.some((known) => known.code === code)) return 'Choose one of the attendance codes listed.';
  return null;
}
