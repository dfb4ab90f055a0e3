import { addDays, type LocalDate } from '../calendar/date';
import type { PolicyPack } from '../policy/pack';

/** The last day, itself included, on which a report that became no case is kept, saved as it was on this day. */
export const lastDayUnfinished = (savedOn: LocalDate, { unfinished }: PolicyPack['retention']): LocalDate =>
  addDays(savedOn, unfinished.days);
