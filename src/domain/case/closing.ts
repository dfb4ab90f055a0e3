import type { LocalDate } from '../calendar/date';
import type { SchoolCalendar } from '../calendar/school-calendar';
import { isPastSchoolAge } from '../pupil/school-age';
import { isSchoolRole, type Role } from '../access/roles';
import type { Closing, Need, ReliedOn } from '../policy/found-policy';
import type { PolicyPack } from '../policy/pack';
import { saysDanger } from './danger';
import { deathOf, SAY_SO_FIRST } from './death';
import type { Fact } from './fact';
import { standsOnRoll } from './name';
import { backInSchool } from './found';
import { readAsSearched } from './last-word';
import { type FactOf, type Reading } from './reading';
import { isOwed, newPupilReturn } from './returns';
import { wasReturnOverdue } from './run-as-told';
import { stepsOf, whereabouts } from './whereabouts';

/** Recorded by Whereabouts itself when a second case of one child is joined with the first. */
export const DUPLICATE = 'duplicate';

/** Reasons from before the policy named them; what was closed for one still says so. */
const BEFORE: Readonly<Record<string, string>> = { 'located-elsewhere': 'The pupil has been located elsewhere' };

export const titleOfClosing = (reason: string, { closing }: PolicyPack): string =>
  closing.reasons.find(({ id }) => id === reason)?.title ?? BEFORE[reason] ?? reason;

interface Standing {
  readonly facts: readonly Fact[];
  readonly calendar: SchoolCalendar;
  readonly policy: PolicyPack;
  readonly today: LocalDate;
}

/** What still has to be put on record before the case can be closed for this reason, in words for people. */
export function missingFor(closing: Closing, { facts, calendar, policy, today }: Standing): string[] {
  if (!closing.onDeath && deathOf(facts, policy)) return [SAY_SO_FIRST];
  const reading = readAsSearched(facts, policy);
  const located = whereabouts(reading, calendar, policy, today);
  const given = { facts, reading, located, calendar, policy, today };
  return closing.needs.filter((need) => !isMet(need, given)).map(({ says }) => says);
}

interface Given {
  readonly facts: readonly Fact[];
  readonly reading: Reading;
  readonly located: FactOf<'located'> | null;
  readonly calendar: SchoolCalendar;
  readonly policy: PolicyPack;
  readonly today: LocalDate;
}

function isMet(need: Need, { facts, reading, located, calendar, policy, today }: Given): boolean {
  switch (need.kind) {
    case 'back-in-school':
      // A report that was never finished has no register to mark.
      return reading.absence
        ? backInSchool(reading, calendar, policy, today) !== null
        : located?.located.where === 'back-at-school';
    case 'located':
      return located !== null && need.at.includes(located.located.where);
    case 'step':
      return located !== null && isDone(need.step, located, reading, policy);
    case 'day-reached': {
      const day = located?.located.details[need.field];
      return day !== undefined && day !== '' && day <= today;
    }
    case 'past-school-age':
      return isPastSchoolAge(reading.pupil?.dateOfBirth, today);
    case 'checked':
      return isSettledCheck(need.item, facts, policy);
    case 'way':
      return need.ways.includes(reading.way);
    case 'on-roll':
      return standsOnRoll(reading.way, facts);
    case 'new-pupil-return':
      return !standsOnRoll(reading.way, facts) || !isOwed(newPupilReturn({ facts, calendar, policy, asOf: today }));
    case 'off-roll':
      return !standsOnRoll(reading.way, facts);
    case 'not-deleted':
      return !facts.some(({ kind }) => kind === 'name-deleted');
  }
}

/** What was said last on the check settles it. */
function isSettledCheck(id: string, facts: readonly Fact[], { checklist }: PolicyPack): boolean {
  const last = facts.findLast((fact) => fact.kind === 'check-recorded' && fact.item === id);
  const settles = checklist.find((item) => item.id === id)?.settles ?? [];
  return last?.kind === 'check-recorded' && settles.includes(last.check.outcome);
}

/**
 * Whether somebody outside the school relies on the case by now. It is asked of the whole history: a school that takes
 * the risk back, or a signature that has fallen, does not give it the word again.
 */
const IS_RELIED_ON: Readonly<Record<ReliedOn, (standing: Standing) => boolean>> = {
  notified: ({ facts, policy: { checklist, enquiries } }) => {
    const item = checklist.find(({ id }) => id === enquiries.startedBy);
    return facts.some(
      (fact) => fact.kind === 'check-recorded' && fact.item === item?.id && item.settles.includes(fact.check.outcome),
    );
  },
  // Who never told the authority has no more to say than who did.
  'return-overdue': ({ facts, calendar, policy, today }) => wasReturnOverdue(facts, calendar, policy, today),
  'at-risk': ({ facts, policy }) => facts.some((fact) => saysDanger(fact, policy)),
  signed: ({ facts }) => facts.some(({ kind }) => kind === 'conclusion-signed' || kind === 'removal-decided'),
};

/** Why these people may not close for this reason, though it is among theirs at first; null where they may. */
export function keptFromSchool(
  { by, authorityOnce }: Closing,
  roles: readonly Role[],
  standing: Standing,
): string | null {
  if (!authorityOnce || by.some((role) => roles.includes(role) && !isSchoolRole(role))) return null;
  return authorityOnce.any.some((what) => IS_RELIED_ON[what](standing)) ? authorityOnce.says : null;
}

/** A step that is not wanted, since the school itself said where the child is, is no hindrance. */
function isDone(id: string, located: FactOf<'located'>, reading: Reading, policy: PolicyPack): boolean {
  const step = stepsOf(located, reading, policy).find((state) => state.step.id === id);
  return step?.settled ?? true;
}
