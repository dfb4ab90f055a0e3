import type { PolicyPack } from '../policy/pack';
import type { EarliestDate } from './assessment';
import { dayAfter, type Floor, type Floors } from './removal/floors';

/**
 * The days before which a ground for removal cannot be met: the day after the last of its school days. They are floors:
 * reaching one removes nobody, and the conditions stand beside each.
 */
export function earliestDates({ groundH, groundI }: Floors, { clocks }: PolicyPack): EarliestDate[] {
  const earliest = (floor: Floor | null, { title, condition, citation }: PolicyPack['clocks']['groundI']) =>
    floor ? [{ what: title, on: dayAfter(floor.last), condition, citation }] : [];
  return [...earliest(groundH, clocks.groundH), ...earliest(groundI, clocks.groundI)];
}
