import type { Instant, LocalDate } from '../calendar/date';
import { londonInstant } from '../calendar/london';
import { OFFICE_DAYS } from '../calendar/office-days';
import type { Reach, SchoolCalendar } from '../calendar/school-calendar';
import { nextSchoolDay, nthSchoolDay } from '../calendar/school-days';
import type { AlertRule, PolicyPack } from '../policy/pack';
import type { Found, ItemState, NoticeDue, Obligation, Run } from './assessment';
import type { CalendarGap } from './calendar-gap';
import { groundAt } from './removal/removal-of';
import { assignedNow } from './assigned';
import type { Fact, Triage } from './fact';
import type { DeathRead } from './death';
import { everyWeekFrom } from './every-week';
import { FOLLOW_UP } from './follow-up';
import { inAlertHours } from './alert-hours';
import { isWanted } from './milestones';
import { overdueFirst } from './overdue-first';
import type { PanelDecision } from './panel-decisions';
import { decisionNotices } from './panel-notices';
import { askedTogether, unanswered, type QuestionState } from './questions';
import { isAtRisk, type Reading } from './reading';
import type { Removal } from './removal/removal';
import type { NowhereRead } from './nowhere';
import { movedAt } from './rules';
import { findings, withdrawnRisks } from './good-news';
import { missingAgain } from './missing-again';
import { comingAgain } from './snooze';
import { answersThat } from './tier';
import { TIER_OFF_ROLL } from './tier-owed';
import { isByDay, withoutHistory } from './told-late';

/** What the alerts are derived from. */
export interface Alertable {
  readonly facts: readonly Fact[];
  readonly reading: Reading;
  readonly run: Run | null;
  readonly checklist: readonly ItemState[];
  readonly owed: readonly Obligation[];
  readonly removal: Removal;
  readonly questions: readonly QuestionState[];
  readonly decisions: readonly PanelDecision[];
  readonly gap: CalendarGap | null;
  /** When somebody first told of the run that counts now. */
  readonly toldAt: Instant | null;
  readonly death: DeathRead;
  readonly inDanger: boolean;
  readonly found: Found | null;
  readonly nowhere: NowhereRead;
  /** See `Assessment`. */
  readonly takenBack: readonly string[];
  readonly calendar: SchoolCalendar;
  readonly policy: PolicyPack;
  readonly asOf: LocalDate;
}

/**
 * Every alert of the case with the moment at which it falls due, earliest first; past ones too, so that what fell due
 * during an outage is still sent. The outbox sends each once.
 */
export function noticesDue(given: Alertable): NoticeDue[] {
  const { closed } = given.reading;
  const rules = given.policy.alerts.filter(({ trigger }) => (trigger.kind === 'closed') === (closed !== null));
  const asked = rules.filter((rule) => isWanted(rule, given.checklist)).flatMap((rule) => moments(rule, given));
  const all = overdueFirst(asked);
  const told = withoutHistory(sinceTheRulesChanged(all, given), given);
  const again = comingAgain(given.facts, all, given.calendar, given.policy);
  return [...told, ...again].sort((a, b) => a.dueAt.localeCompare(b.dueAt));
}

/** What was told under the rules before is not told again under these; by day it is told where the case stands. */
function sinceTheRulesChanged(notices: readonly NoticeDue[], { facts }: Alertable): NoticeDue[] {
  const moved = movedAt(facts);
  return notices.filter(({ rule, dueAt }) => moved === null || dueAt >= moved || isByDay(rule));
}

function moments(rule: AlertRule, given: Alertable): NoticeDue[] {
  const { trigger } = rule;
  const notice = (occurrence: string, dueAt: Instant): NoticeDue => ({ rule, obligation: rule.id, occurrence, dueAt });
  const whenTold = (fact: Fact) => notice(fact.id, inAlertHours(fact.recordedAt, given));
  const holding = <F extends Fact>(news: readonly F[]) => news.filter(({ id }) => !given.takenBack.includes(id));
  switch (trigger.kind) {
    case 'at-risk':
      return risingRisks(given)
        .filter((fact) => !isAnswered(rule, fact, given))
        .map((fact) => notice(fact.id, fact.recordedAt));
    case 'risk-withdrawn':
      return holding(withdrawnRisks(given)).map(whenTold);
    case 'tier-raised':
      return answersThat('raise', given.facts, given.policy)
        .filter(({ answer }) => answer.tier === trigger.tier)
        .map((fact) => (rule.urgent ? notice(fact.id, fact.recordedAt) : whenTold(fact)));
    case 'tier-lowered':
      return holding(answersThat('lower', given.facts, given.policy)).map(whenTold);
    case 'found':
      return holding(findings(given)).map(whenTold);
    case 'register-corrected':
      return given.removal.corrections.map(({ fact }) => whenTold(fact));
    case 'referred-again':
      return given.reading.furtherReferrals.map(whenTold);
    case 'missing-again': {
      const when = (fact: Fact) => (given.inDanger ? notice(fact.id, fact.recordedAt) : whenTold(fact));
      return missingAgain(given).flatMap((fact) => exceptToldOfRisk(when(fact), fact, given));
    }
    case 'death-told':
    case 'death-withdrawn':
      return lastWordOnDeath(trigger.kind, given).map(whenTold);
    case 'nowhere': {
      const { now } = given.nowhere;
      return now ? [notice(now.said.id, now.said.recordedAt)] : [];
    }
    case 'assigned': {
      const assigned = assignedNow(given.facts);
      const fact = given.facts.find(({ id }) => id === assigned?.fact);
      return assigned && fact ? [{ ...whenTold(fact), person: assigned.to }] : [];
    }
    case 'question-asked':
      return firstOfEachAsking(given).map(whenTold);
    case 'question-answered':
      return given.questions.flatMap(({ answer }) => (answer ? [whenTold(answer)] : []));
    case 'panel-decided':
    case 'panel-decision-due':
    case 'panel-decision-overdue':
      return decisionNotices(rule, trigger, given);
    case 'closed':
      return endings(trigger.reasons, given).map(whenTold);
    case 'calendar-short': {
      const { gap, facts } = given;
      const described = facts.findLast(({ kind }) => kind === 'absence-described' || kind === 'opened');
      return gap && described ? [notice(gap.id, inAlertHours(described.recordedAt, given))] : [];
    }
    case 'recorded':
      return recorded(trigger, given).map(whenTold);
    case 'conclusion-fallen':
      return given.removal.fallenBy.map(whenTold);
    case 'overdue':
      return overdueFrom(trigger.item, given, notice);
    default: {
      const { run, calendar, policy } = given;
      const on = run && milestone(trigger, run, calendar);
      return on?.known ? [notice(nameOf(run!), londonInstant(on.date, policy.alertTime))] : [];
    }
  }
}

/** Stays the same when the first day is put right, so that nobody is alerted twice of one absence. */
const nameOf = (run: Run): string => (run.after ? `after-${run.after}` : 'first');

type DayTrigger = Extract<AlertRule['trigger'], { kind: 'school-day' | 'day-before' }>;

const milestone = ({ kind, day }: DayTrigger, run: Run, calendar: SchoolCalendar): Reach | null => {
  const count = kind === 'school-day' ? day : day - 1;
  return count > 0 ? nthSchoolDay(calendar, run.since, count) : null;
};

/** Chased on the days of an office, also in the holidays of a school. */
const ASKED_OF_THE_AUTHORITY: readonly string[] = [FOLLOW_UP, TIER_OFF_ROLL];

/** On the morning of the school day after it was due. An item is owed anew in each run of absence. */
function overdueFrom(
  id: string,
  given: Alertable,
  notice: (occurrence: string, dueAt: Instant) => NoticeDue,
): NoticeDue[] {
  const { owed, run, checklist, calendar, policy, asOf } = given;
  const obligation = owed.find((one) => one.id === id && one.state !== 'settled');
  if (!obligation?.due.known) return [];
  const { date } = obligation.due;
  const isItem = checklist.some(({ item }) => item.id === id);
  const week = ASKED_OF_THE_AUTHORITY.includes(id) ? OFFICE_DAYS : calendar;
  if (!isItem) return everyWeekFrom(date, asOf, week).map((day) => notice(day, londonInstant(day, policy.alertTime)));
  const morning = nextSchoolDay(calendar, date);
  return morning.known && run ? [notice(nameOf(run), londonInstant(morning.date, policy.alertTime))] : [];
}

const reasonsOf = (triage: Triage | undefined) => new Set(triage ? [...triage.yes, ...triage.groups] : []);

/**
 * Triages that say more than the one before: the first urgent one, and each that adds a reason. Whoever goes missing
 * again is at risk anew, also for the reason that was known.
 */
const risingRisks = ({ reading, policy }: Alertable) =>
  reading.triages.filter((fact, index) => {
    const known = reasonsOf(fact.again ? undefined : reading.triages[index - 1]?.triage);
    return isAtRisk(fact.triage, policy) && [...reasonsOf(fact.triage)].some((reason) => !known.has(reason));
  });

/** Whoever is told of the same word that the child is at risk is told of it once: by the alert that is more urgent. */
function exceptToldOfRisk(notice: NoticeDue, fact: Fact, given: Alertable): NoticeDue[] {
  if (!risingRisks(given).some(({ id }) => id === fact.id)) return [notice];
  const told = given.policy.alerts.flatMap(({ trigger, to }) => (trigger.kind === 'at-risk' ? to : []));
  const to = notice.rule.to.filter((role) => !told.includes(role));
  return to.length === 0 ? [] : [{ ...notice, rule: { ...notice.rule, to } }];
}

/** What was done before a new risk was named is no answer to it. */
function isAnswered(rule: AlertRule, risk: Fact, { checklist, facts, policy }: Alertable): boolean {
  const item = policy.checklist.find(({ id }) => id === rule.unlessSettled);
  if (!item) return false;
  const later = (fact: Fact) => fact.recordedAt >= risk.recordedAt;
  const last = checklist.find((state) => state.item.id === item.id)?.facts.at(-1);
  const checked = last?.kind === 'check-recorded' && item.settles.includes(last.check.outcome) && later(last);
  return checked || facts.some((fact) => item.settledBy.some((kind) => kind === fact.kind) && later(fact));
}

/** The end of the case, where the rule is about that reason or about every one; of a duplicate its own people are told too. */
function endings(reasons: readonly string[] | null, { reading: { closed } }: Alertable): Fact[] {
  if (!closed) return [];
  return reasons === null || reasons.includes(closed.reason) ? [closed] : [];
}

type Recorded = Extract<AlertRule['trigger'], { kind: 'recorded' }>;

/** A signature that has fallen is no news any more. */
const recorded = ({ fact: kind, grounds }: Recorded, { facts, removal: { enquiry } }: Alertable): Fact[] =>
  facts.filter(
    (fact) =>
      fact.kind === kind &&
      (grounds === null || grounds.includes(groundAt(fact, facts) ?? '')) &&
      (fact.kind !== 'conclusion-signed' || enquiry.sides[fact.signature.side].signed?.id === fact.id),
  );

/** That the child has died, while it stands; that it has not, until it is told anew. */
function lastWordOnDeath(kind: 'death-told' | 'death-withdrawn', { death: { standing, endedBy } }: Alertable): Fact[] {
  const last = standing ?? endedBy;
  return last?.kind === kind ? [last] : [];
}

/** While a question of an asking is open, the whole asking is told once. */
const firstOfEachAsking = ({ questions }: Alertable): Fact[] => [
  ...new Set(unanswered(questions).map((question) => askedTogether(question, questions)[0]!.asked)),
];
