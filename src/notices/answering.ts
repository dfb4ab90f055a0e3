import type { Assessment } from '../domain/case/assessment';
import { answerBy, type Hours } from '../domain/case/answer-time';
import { inAlertHours, type AlertHours } from '../domain/case/alert-hours';
import { addDays, type Instant } from '../domain/calendar/date';
import { londonDate, londonInstant } from '../domain/calendar/london';
import { OFFICE_DAYS } from '../domain/calendar/office-days';
import type { SchoolCalendar } from '../domain/calendar/school-calendar';
import { beginsOnRoll } from '../domain/case/way';
import type { AlertRule, PolicyPack } from '../domain/policy/pack';

export interface Counted {
  readonly assessment: Pick<Assessment, 'way'>;
  readonly calendar: SchoolCalendar;
  readonly policy: PolicyPack;
}

/** The hours in which a case is worked on: those of its school, or of an office for a child on no roll. */
export const hoursOf = ({ assessment: { way }, calendar, policy }: Counted): AlertHours => ({
  calendar: beginsOnRoll(way) ? calendar : OFFICE_DAYS,
  policy,
});

/** When it is to be looked whether the alert has been answered; null where the rule awaits no answer. */
export function lookAt(rule: AlertRule, from: Instant, hours: Hours): Instant | null {
  if (!rule.answer) return null;
  const by = answerBy(from, rule.answer.within, hours);
  // Somebody may enter the term dates that are missing, and then the time can be counted.
  return by.known ? by.at : londonInstant(addDays(londonDate(from), 1), hours.policy.alertTime);
}

/** When it is looked again at what was in vain today: the next morning on which people are told, for what is urgent the very next one. */
export function nextMorning(now: Instant, { urgent }: Pick<AlertRule, 'urgent'>, hours: AlertHours): Instant {
  const tomorrow = londonInstant(addDays(londonDate(now), 1), hours.policy.alertTime);
  return urgent ? tomorrow : inAlertHours(tomorrow, hours);
}

/** Up to when nobody is told what is not urgent; null while people are there. See `inAlertHours`. */
export function quietUntil(now: Instant, hours: AlertHours): Instant | null {
  const next = inAlertHours(now, hours);
  return next > now ? next : null;
}
