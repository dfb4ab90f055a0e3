import { earlierOf, type Instant, type LocalDate } from '../calendar/date';
import { londonDate, londonInstant } from '../calendar/london';
import type { SchoolCalendar } from '../calendar/school-calendar';
import { nthSchoolDay } from '../calendar/school-days';
import type { PolicyPack } from '../policy/pack';
import type { NoticeDue } from './assessment';
import { isInDanger, saysDanger } from './danger';
import type { Fact } from './fact';
import { nowhereNow } from './nowhere';
import { isPresent } from './register';

/** Days on which the authority does not chase its own work on a case: from the first one up to the day before `until`. */
export interface Hold {
  readonly from: LocalDate;
  /** The day it ended or will end: chosen, or brought forward by news or by whoever lifted it. */
  readonly until: LocalDate;
  readonly reason: string;
}

/**
 * Every hold of the case, oldest first. The next fact that is news ends one, whatever day was chosen. None begins while
 * the child may be in danger or is nowhere: one from a case that was joined with this one, say.
 */
export const holdsOf = (facts: readonly Fact[], policy: PolicyPack): Hold[] =>
  facts.flatMap((fact, at) => {
    if (fact.kind !== 'held' || mayNotWait(facts.slice(0, at), policy)) return [];
    const end = facts.slice(at + 1).find((later) => endsAHold(later, policy));
    const from = londonDate(fact.recordedAt);
    const until = end ? earlierOf(fact.until, londonDate(end.recordedAt)) : fact.until;
    return [{ from, until, reason: fact.reason }];
  });

const mayNotWait = (facts: readonly Fact[], policy: PolicyPack): boolean =>
  isInDanger(facts, policy) || nowhereNow(facts) !== null;

export const holdOn = (holds: readonly Hold[], day: LocalDate): Hold | null =>
  holds.findLast(({ from, until }) => from <= day && day < until) ?? null;

/** A risk, a child who is found, or a word of whoever held the case. */
function endsAHold(fact: Fact, policy: PolicyPack): boolean {
  switch (fact.kind) {
    case 'triaged':
      return fact.again !== undefined || saysDanger(fact, policy);
    case 'tier-set':
      return saysDanger(fact, policy);
    case 'seen':
    case 'located':
    case 'location-withdrawn':
    case 'death-withdrawn':
    case 'reopened':
    case 'name-entered':
    case 'held':
    case 'hold-lifted':
      return true;
    case 'attendance':
      return isPresent(fact.mark.code, policy);
    case 'enquiry-answered':
      return policy.enquiries.outcomes.some(({ id, found }) => id === fact.answer.outcome && found);
    default:
      return false;
  }
}

/**
 * What the authority's own work would be reminded of during a hold is told once, on the morning on which it ends. All
 * else is told as if there were no hold: which reminders are its own work stands in the policy, and none of them is a
 * milestone, urgent, or news of the child.
 */
export function quieted(
  notices: readonly NoticeDue[],
  holds: readonly Hold[],
  calendar: SchoolCalendar,
  policy: PolicyPack,
): NoticeDue[] {
  if (holds.length === 0) return [...notices];
  const moved = notices.map((notice): NoticeDue => {
    if (!isOwnWork(notice, policy)) return notice;
    const dueAt = afterHolds(notice.dueAt, holds, calendar, policy);
    return dueAt === notice.dueAt ? notice : { ...notice, dueAt };
  });
  return moved
    .filter((notice, at) => notice === notices[at] || at === moved.findLastIndex((other) => isSame(other, notice)))
    .sort((a, b) => a.dueAt.localeCompare(b.dueAt));
}

const isOwnWork = ({ rule: { trigger, urgent } }: NoticeDue, { hold }: PolicyPack): boolean =>
  trigger.kind === 'overdue' && !urgent && hold.quiets.includes(trigger.item);

const isSame = (a: NoticeDue, b: NoticeDue): boolean => a.rule === b.rule && a.dueAt === b.dueAt;

/** The morning on which one hold ends may lie in the next one. */
function afterHolds(dueAt: Instant, holds: readonly Hold[], calendar: SchoolCalendar, policy: PolicyPack): Instant {
  const hold = holdOn(holds, londonDate(dueAt));
  return hold ? afterHolds(morningOf(hold.until, calendar, policy), holds, calendar, policy) : dueAt;
}

/** What is put off may be put off to a day on which no school meets; nobody is reminded then. */
export function morningOf(day: LocalDate, calendar: SchoolCalendar, policy: PolicyPack): Instant {
  const on = nthSchoolDay(calendar, day, 1);
  return londonInstant(on.known ? on.date : day, policy.alertTime);
}
