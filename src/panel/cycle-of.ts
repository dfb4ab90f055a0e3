import type { Policies } from '../casework/load';
import { BANK_HOLIDAYS } from '../domain/calendar/bank-holidays';
import type { LocalDate } from '../domain/calendar/date';
import type { Cycle } from '../domain/panel/cycle';
import type { Authority } from '../people/directory';
import type { Stores } from '../stores';

/** When an authority's panel meets, by the rules of today, after all that was said of its meetings and what is on record of them. */
export async function cycleOf(
  { code, policy, panelAnchor, panelSkipsClosedWeeks }: Authority,
  today: LocalDate,
  { panels, directory }: Pick<Stores, 'panels' | 'directory'>,
  policies: Policies,
): Promise<Cycle> {
  return {
    anchor: panelAnchor,
    rules: policies.inForce(policy, today).panel,
    bankHolidays: BANK_HOLIDAYS.days,
    changes: await panels.changes(code),
    record: { lists: await panels.closedLists(code), today },
    ...(panelSkipsClosedWeeks && { schools: await directory.defaultCalendar(code) }),
  };
}
