import data from './data/bank-holidays.json';
import type { DateRange, LocalDate } from './date';

/** Bank holidays with the span for which they are known: silence after its end does not mean a working day. */
export interface BankHolidays {
  readonly days: ReadonlySet<LocalDate>;
  readonly covers: DateRange;
}

/**
 * England and Wales, in the shape that GOV.UK publishes at https://www.gov.uk/bank-holidays.json. Holidays are
 * announced for whole years, so the file covers the years from its first to its last entry.
 */
export const BANK_HOLIDAYS: BankHolidays = bankHolidaysFrom(data.events.map(({ date }) => date as LocalDate));

/** @param dates at least one. */
export function bankHolidaysFrom(dates: readonly LocalDate[]): BankHolidays {
  const sorted = [...dates].sort();
  const firstYear = sorted[0]!.slice(0, 4);
  const lastYear = sorted.at(-1)!.slice(0, 4);
  return {
    days: new Set(sorted),
    covers: { from: `${firstYear}-01-01` as LocalDate, to: `${lastYear}-12-31` as LocalDate },
  };
}
