import { OFFICE_DAYS } from '../calendar/office-days';
import type { Reach, SchoolCalendar } from '../calendar/school-calendar';
import { nthSchoolDay, schoolDaysBetween } from '../calendar/school-days';
import { isSettled } from '../checklist/item-state';
import { itemsAskedBy } from '../policy/alert-items';
import type { AlertRule } from '../policy/pack';
import type { Assessment, ItemState, Run } from './assessment';
import { dayReached } from './day-reached';
import { beginsOnRoll } from './way';

/** One thing that an alert asks for, and by when. */
export interface AlertDue {
  /** What the checklist calls it; '' where the alert asks for no item of it. */
  readonly title: string;
  readonly on: Reach;
  /** Which day of the absence that is, or working day since the referral; null where it is due on none. */
  readonly day: number | null;
  /** The tier of risk has pulled it forward. */
  readonly sooner: boolean;
}

type Standing = Pick<Assessment, 'checklist' | 'counts' | 'offRoll' | 'way'>;

/**
 * When that is due for which an alert asks by a day: on the day that the checklist has for it in this case, as the tier
 * of risk has pulled it forward, and never on one of the alert's own. What is settled is left out while something is
 * not. Empty where nothing is counted any more.
 * @param calendar of the pupil's school.
 */
export function alertDues(rule: AlertRule & { dueDay: number }, given: Standing, calendar: SchoolCalendar): AlertDue[] {
  const items = itemsAskedBy(rule).flatMap((id) => given.checklist.find(({ item }) => item.id === id) ?? []);
  if (items.length === 0) {
    const on = dayReached(rule.dueDay, given, calendar);
    return on ? [{ title: '', on, day: rule.dueDay, sooner: false }] : [];
  }
  const run = given.offRoll?.run ?? given.counts.tenDayReturn;
  const days = beginsOnRoll(given.way) ? calendar : OFFICE_DAYS;
  const open = items.filter((state) => !isSettled(state));
  return run ? (open.length > 0 ? open : items).flatMap((state) => dueOf(state, run, days)) : [];
}

function dueOf({ item, due }: ItemState, run: Run, calendar: SchoolCalendar): AlertDue[] {
  if (!due) return [];
  if (!due.known || item.dueDay === null) return [{ title: item.title, on: due, day: item.dueDay, sooner: false }];
  const usual = nthSchoolDay(calendar, run.since, item.dueDay);
  const day = schoolDaysBetween(calendar, run.since, due.date);
  return [{ title: item.title, on: due, day, sooner: !usual.known || due.date < usual.date }];
}
