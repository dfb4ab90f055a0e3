import type { Instant } from '../../domain/calendar/date';
import { londonDate } from '../../domain/calendar/london';
import { meetingOn, takesPlace } from '../../domain/panel/cycle';
import { whyNotChanged } from '../../domain/panel/decide-change';
import { notTakenOf } from '../agenda-notice';
import type { PanelDeps } from '../create-panel';
import { cycleOf } from '../cycle-of';
import type { NotTaken, Told } from '../panel';
import { BY_CALENDAR } from './take-in';

/** See `Panel.notTakenFor`. Why is worked out anew, so that no row says more than which day it was. */
export async function notTakenFor(
  { authority: code, obligation }: Pick<Told, 'authority' | 'obligation'>,
  now: Instant,
  { storage, policies }: Pick<PanelDeps, 'storage' | 'policies'>,
): Promise<NotTaken | null> {
  const put = notTakenOf(obligation);
  const authority = await storage.directory.authority(code);
  if (!put || !authority) return null;
  const today = londonDate(now);
  const cycle = await cycleOf(authority, today, storage, policies);
  const meeting = meetingOn(cycle, put.planned);
  const isThereNow = takesPlace(meeting) && meeting.on === put.day;
  if (meeting.on < today || isThereNow) return null;
  const said = { kind: 'moved', to: put.day, time: put.time } as const;
  const why = whyNotChanged(cycle, put.planned, said, BY_CALENDAR.reason, now);
  return why === null
    ? null
    : { panel: policies.inForce(authority.policy, today).panel.title, meeting, day: put.day, why };
}
