import { periodInWords } from '../../domain/summary/in-words';
import type { ShownLocated, SummaryPage } from '../../panel/summary';
import { counted } from '../../letters';

/** Days on the calendar, weekends and holidays too: children on a roll and on none are told alike by them. */
export function locatedInWords({ median, range }: ShownLocated): string {
  if (median === null) return 'found';
  const spread = range ? `, from ${range.least} to ${range.most}` : '';
  return `found, after ${median} calendar days in the median${spread}, counted from the first day out of school`;
}

export const NO_REPORT = 'No report in twelve months';

/** Which schools reported nobody, `most` of them by name. Told as a fact: it may well be right. */
export function noReportInWords({ neverReferred, schools, recordsSince }: SummaryPage, most = Infinity): string {
  if (!neverReferred) return `${sinceInWords(recordsSince)} Told once there are twelve months on record.`;
  if (neverReferred.length === 0) return 'None: each school has reported somebody.';
  const more = neverReferred.length > most ? `, and ${neverReferred.length - most} more in the file` : '';
  const named = neverReferred.slice(0, most).join(', ');
  return `${neverReferred.length} of ${counted(schools, 'school', 'schools')}: ${named}${more}. That may be right: a school without a missing child has nobody to report.`;
}

const sinceInWords = (month: SummaryPage['recordsSince']): string =>
  month ? `There are records since ${periodInWords(month)}.` : 'There is nothing on record yet.';
