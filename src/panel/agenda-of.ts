import { calendarFor, type Policies } from '../casework/load';
import { BANK_HOLIDAYS } from '../domain/calendar/bank-holidays';
import type { Instant, LocalDate } from '../domain/calendar/date';
import { londonDate } from '../domain/calendar/london';
import type { SchoolCalendar } from '../domain/calendar/school-calendar';
import { answerBy } from '../domain/case/answer-time';
import { assess } from '../domain/case/assess';
import type { Case } from '../domain/case/case';
import { rulesNow } from '../domain/case/rules';
import { DUPLICATE } from '../domain/case/closing';
import { readFacts } from '../domain/case/reading';
import { agenda, type Agenda, type AgendaCase } from '../domain/panel/agenda';
import { meetingBefore, type Cycle, type Meeting } from '../domain/panel/cycle';
import { hoursOf, type Counted } from '../notices/answering';
import type { Delivery } from '../notices/outbox';
import { isOvertaken } from '../notices/overtaken';
import type { Authority } from '../people/directory';
import type { Stores } from '../stores';

export const cycleOf = (authority: Authority, policies: Policies, on: LocalDate): Cycle => ({
  anchor: authority.panelAnchor,
  rules: policies.inForce(authority.policy, on).panel,
  bankHolidays: BANK_HOLIDAYS.days,
});

/** The agenda of one meeting as the cases stand at a moment. */
export async function agendaOf(
  authority: Authority,
  meeting: Meeting,
  now: Instant,
  stores: Stores,
  policies: Policies,
): Promise<Agenda> {
  const asOf = londonDate(now);
  const previous = meetingBefore(cycleOf(authority, policies, asOf), meeting);
  const open = await stores.cases.openCases(authority.code, null);
  const closed = (await stores.cases.closedSince(authority.code, previous.postAt)).filter(isToBeRatified);
  const calendars = await calendarsOf([...open, ...closed], stores);
  const passedOn = await stores.outbox.passedOn(authority.code);
  const awaited = await stores.outbox.awaitedIn(authority.code);
  const unanswered = Map.groupBy([...passedOn, ...awaited], ({ caseId }) => caseId);
  const cases = [...open, ...closed].map((one): AgendaCase => {
    const policy = policies(rulesNow(one));
    const calendar = calendars.get(one.school)!;
    const assessment = assess(one.facts, calendar, policy, asOf);
    // What was asked for may have been done without a word to the alert.
    const waiting = (unanswered.get(one.id) ?? []).filter((alert) => !isOvertaken(alert, { policy, assessment }));
    const since = waiting.flatMap((alert) => unansweredSince(alert, { assessment, calendar, policy }, now) ?? []);
    return {
      reference: one.reference,
      openedAt: one.openedAt,
      assessment,
      closedAt: closingOf(one)?.recordedAt ?? null,
      unansweredSince: since.sort()[0] ?? null,
    };
  });
  return agenda({ cases, meeting, previous, policy: policies.inForce(authority.policy, asOf), asOf });
}

const closingOf = (one: Case) => readFacts(one.facts).closed;

/** A case that was opened twice goes on as the other one: there is nothing for the panel to say to it. */
function isToBeRatified(one: Case): boolean {
  const closing = closingOf(one);
  return closing !== null && closing.reason !== DUPLICATE;
}

/** The moment by which somebody was to answer; null while there is time. */
function unansweredSince(alert: Delivery, counted: Counted, now: Instant): Instant | null {
  if (alert.passed) return alert.passed.at;
  const within = counted.policy.alerts.find(({ id }) => id === alert.obligation)?.answer?.within;
  if (!within) return null;
  const by = answerBy(alert.sentAt ?? alert.raisedAt ?? alert.dueAt, within, hoursOf(counted));
  return by.known && by.at <= now ? by.at : null;
}

/** Each school's once, however many cases it has. */
async function calendarsOf(
  cases: readonly Case[],
  { directory }: Stores,
): Promise<Map<Case['school'], SchoolCalendar>> {
  const calendars = new Map<Case['school'], SchoolCalendar>();
  for (const one of cases) {
    if (!calendars.has(one.school)) calendars.set(one.school, await calendarFor(one, directory));
  }
  return calendars;
}
