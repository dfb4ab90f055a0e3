import type { Instant } from '../calendar/date';
import { londonInstant } from '../calendar/london';
import type { Reach, SchoolCalendar } from '../calendar/school-calendar';
import { nextSchoolDay, nthSchoolDay } from '../calendar/school-days';
import { isSettled } from '../checklist/item-state';
import type { AlertRule, PolicyPack } from '../policy/pack';
import type { ItemState, NoticeDue, Run } from './assessment';
import type { Fact, Triage } from './fact';
import { isAtRisk, type Reading } from './reading';
import { isPresent } from './register';

interface Standing {
  readonly reading: Reading;
  readonly run: Run | null;
  readonly checklist: readonly ItemState[];
  readonly calendar: SchoolCalendar;
  readonly policy: PolicyPack;
  /** When the absence was described: what lay before is history, not news. */
  readonly toldAt: Instant | null;
  readonly lastMilestone: Reach | null;
}

/**
 * Every alert of the case with the moment at which it falls due, earliest first; past ones too, so that what fell due
 * during an outage is still sent. The outbox sends each once.
 */
export function noticesDue(standing: Standing): NoticeDue[] {
  if (standing.reading.closed) return [];
  const all = standing.policy.alerts
    .filter((rule) => isWanted(rule, standing))
    .flatMap((rule) => moments(rule, standing));
  return withoutHistory(all, standing).sort((a, b) => a.dueAt.localeCompare(b.dueAt));
}

function isWanted(rule: AlertRule, { checklist }: Standing): boolean {
  const item = checklist.find((state) => state.item.id === rule.unlessSettled);
  return !item || !isSettled(item);
}

function moments(rule: AlertRule, standing: Standing): NoticeDue[] {
  const { trigger } = rule;
  const notice = (occurrence: string, dueAt: Instant): NoticeDue => ({ rule, obligation: rule.id, occurrence, dueAt });
  switch (trigger.kind) {
    case 'at-risk':
      return risingRisks(standing).map((fact) => notice(fact.id, fact.recordedAt));
    case 'found':
      return findings(standing).map((fact) => notice(fact.id, fact.recordedAt));
    case 'calendar-short': {
      const reach = standing.lastMilestone;
      return standing.toldAt && reach && !reach.known ? [notice(reach.calendarEnds ?? 'none', standing.toldAt)] : [];
    }
    default: {
      const { run, policy } = standing;
      const on = run && dayOf(trigger, run, standing);
      return on?.known ? [notice(run!.since, londonInstant(on.date, policy.alertTime))] : [];
    }
  }
}

type DayTrigger = Extract<AlertRule['trigger'], { kind: 'school-day' | 'day-before' | 'overdue' }>;

function dayOf(trigger: DayTrigger, run: Run, { calendar, checklist }: Standing): Reach | null {
  switch (trigger.kind) {
    case 'school-day':
      return nthSchoolDay(calendar, run.since, trigger.day);
    case 'day-before':
      return trigger.day > 1 ? nthSchoolDay(calendar, run.since, trigger.day - 1) : null;
    case 'overdue': {
      const state = checklist.find(({ item }) => item.id === trigger.item);
      return state?.due?.known && !isSettled(state) ? nextSchoolDay(calendar, state.due.date) : null;
    }
  }
}

/** Triages that say more than the one before: the first urgent one, and each that adds a reason. */
function risingRisks({ reading, policy }: Standing) {
  const reasons = (triage: Triage | undefined) => new Set(triage ? [...triage.yes, ...triage.groups] : []);
  return reading.triages.filter((fact, index) => {
    const known = reasons(reading.triages[index - 1]?.triage);
    return isAtRisk(fact.triage, policy) && [...reasons(fact.triage)].some((reason) => !known.has(reason));
  });
}

const findings = ({ reading, policy }: Standing): Fact[] => [
  ...reading.marks.filter((fact) => isPresent(fact.mark.code, policy)),
  ...reading.sightings,
];

/** A report that comes late is told what stands now, not every milestone that passed before it was made. */
function withoutHistory(notices: NoticeDue[], { toldAt }: Standing): NoticeDue[] {
  const isHistory = (notice: NoticeDue) => isByDay(notice.rule) && toldAt !== null && notice.dueAt < toldAt;
  const audience = (notice: NoticeDue) => notice.rule.to.join();
  const newest = new Map<string, NoticeDue>();
  for (const notice of notices.filter(isHistory)) {
    const known = newest.get(audience(notice));
    if (!known || known.dueAt <= notice.dueAt) newest.set(audience(notice), notice);
  }
  return notices.filter((notice) => !isHistory(notice) || newest.get(audience(notice)) === notice);
}

const isByDay = ({ trigger }: AlertRule): boolean => ['school-day', 'day-before', 'overdue'].includes(trigger.kind);
