import { BANK_HOLIDAYS } from '../calendar/bank-holidays';
import { addDays, type DateRange, type Instant } from '../calendar/date';
import { londonDate, londonInstant } from '../calendar/london';
import { workingDaysAfter } from '../calendar/working-days';
import type { SummaryPolicy } from '../policy/summary-policy';
import { monthBefore, monthOf } from './period';

export interface SummaryDue {
  /** What is told of. */
  readonly month: DateRange;
  readonly dueAt: Instant;
}

/** The last month that was to be told of by now: on the nth working day of the month after it. */
export function lastSummaryDue(now: Instant, when: Pick<SummaryPolicy, 'workingDay' | 'at'>): SummaryDue {
  const ofMonth = (month: DateRange): SummaryDue => {
    const on = workingDaysAfter(month.to, when.workingDay, BANK_HOLIDAYS.days);
    return { month, dueAt: londonInstant(on, when.at) };
  };
  const last = ofMonth(monthBefore(londonDate(now)));
  return last.dueAt <= now ? last : ofMonth(monthOf(addDays(last.month.from, -1)));
}
