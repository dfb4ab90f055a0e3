import type { Policies } from '../casework/load';
import { BANK_HOLIDAYS } from '../domain/calendar/bank-holidays';
import type { LocalDate } from '../domain/calendar/date';
import type { Cycle } from '../domain/panel/cycle';
import type { Authority } from '../people/directory';
import type { Stores } from '../stores';

/** When an authority's panel meets, by the rules of a day and after all that was said of its meetings. */
export async function cycleOf(
  { code, policy, panelAnchor, panelSkipsClosedWeeks }: Authority,
  on: LocalDate,
  { panels, directory }: Pick<Stores, 'panels' | 'directory'>,
  policies: Policies,
): Promise<Cycle> {
  return {
    anchor: panelAnchor,
    rules: policies.inForce(policy, on).panel,
    bankHolidays: BANK_HOLIDAYS.days,
    changes: await panels.changes(code),
    ...(panelSkipsClosedWeeks && { schools: await directory.defaultCalendar(code) }),
  };
}
