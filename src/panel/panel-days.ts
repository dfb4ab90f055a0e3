import type { Policies } from '../casework/load';
import { addDays, type LocalDate } from '../domain/calendar/date';
import type { PanelDays } from '../domain/case/decide/panel';
import { daysMet, meetingOnOrAfter } from '../domain/panel/cycle';
import type { Authority } from '../people/directory';
import type { Stores } from '../stores';
import { cycleOf } from './cycle-of';

/** When the panel has met since a case was opened, and when it meets next. */
export async function panelDays(
  authority: Authority,
  opened: LocalDate,
  today: LocalDate,
  stores: Pick<Stores, 'panels' | 'directory'>,
  policies: Policies,
): Promise<PanelDays> {
  const cycle = await cycleOf(authority, today, stores, policies);
  return { met: daysMet(cycle, opened, today), next: meetingOnOrAfter(cycle, addDays(today, 1)).on };
}
