import { format } from 'date-fns/format';
import { tz } from '@date-fns/tz';
import { inWords, type DateRange } from '../calendar/date';
import { isMonth } from './period';

/** `May 2026`; any other period by its two days. */
export const periodInWords = (period: DateRange): string =>
  isMonth(period)
    ? format(Date.parse(period.from), 'MMMM yyyy', { in: tz('UTC') })
    : `${inWords(period.from)} to ${inWords(period.to)}`;
