import type { Policies } from '../casework/load';
import type { Instant } from '../domain/calendar/date';
import { londonDate } from '../domain/calendar/london';
import type { SchoolCalendar } from '../domain/calendar/school-calendar';
import { answerBy } from '../domain/case/answer-time';
import { assess } from '../domain/case/assess';
import type { Case } from '../domain/case/case';
import { DUPLICATE } from '../domain/case/closing';
import { readFacts } from '../domain/case/reading';
import { rulesNow } from '../domain/case/rules';
import type { AgendaCase } from '../domain/panel/agenda-case';
import { hoursOf, type Counted } from '../notices/answering';
import type { Delivery } from '../notices/outbox';
import { isOvertaken } from '../notices/overtaken';

export interface Beside {
  readonly calendar: SchoolCalendar;
  /** Those about this case that nobody has answered. */
  readonly alerts: readonly Delivery[];
  readonly policies: Policies;
}

/** A case as an agenda looks at it, at a moment. */
export function agendaCaseOf(one: Case, { calendar, alerts, policies }: Beside, now: Instant): AgendaCase {
  const policy = policies(rulesNow(one));
  const { closed, reopenings } = readFacts(one.facts);
  const assessment = assess(one.facts, calendar, policy, londonDate(now));
  // What was asked for may have been done without a word to the alert.
  const waiting = alerts.filter((alert) => !isOvertaken(alert, { policy, assessment }));
  const since = waiting.flatMap((alert) => unansweredSince(alert, { assessment, calendar, policy }, now) ?? []);
  return {
    ...{ id: one.id, version: one.version },
    reference: one.reference,
    openedAt: reopenings.at(-1)?.recordedAt ?? one.openedAt,
    assessment,
    closedAt: closed?.recordedAt ?? null,
    unansweredSince: since.sort()[0] ?? null,
  };
}

const closingOf = (one: Case) => readFacts(one.facts).closed;

/** A case that was opened twice goes on as the other one: there is nothing for the panel to say to it. */
export const isBeforeThePanel = (one: Case): boolean => closingOf(one)?.reason !== DUPLICATE;

/** The moment by which somebody was to answer; null while there is time. */
function unansweredSince(alert: Delivery, counted: Counted, now: Instant): Instant | null {
  if (alert.passed) return alert.passed.at <= now ? alert.passed.at : null;
  const within = counted.policy.alerts.find(({ id }) => id === alert.obligation)?.answer?.within;
  if (!within) return null;
  const by = answerBy(alert.sentAt ?? alert.raisedAt ?? alert.dueAt, within, hoursOf(counted));
  return by.known && by.at <= now ? by.at : null;
}

export const hasItsRules = (one: Case, { ids }: Policies): boolean => ids.includes(rulesNow(one));
