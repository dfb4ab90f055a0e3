import type { ShownLocated } from '../../panel/summary';

/** Days on the calendar, weekends and holidays too: children on a roll and on none are told alike by them. */
export function locatedInWords({ median, range }: ShownLocated): string {
  if (median === null) return 'found';
  const spread = range ? `, from ${range.least} to ${range.most}` : '';
  return `found, after ${median} calendar days in the median${spread}, counted from the first day out of school`;
}
