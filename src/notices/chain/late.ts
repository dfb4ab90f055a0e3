import type { Clock } from '../../clock';
import type { Instant } from '../../domain/calendar/date';
import { londonDate } from '../../domain/calendar/london';
import type { Policies } from '../../domain/policy/policies';
import type { Authority } from '../../people/directory';
import type { Storage } from '../../stores';
import { instantOf } from '../steady-clock';

/** What is too late in one authority. Moments of the bot's own clock. */
export interface Late {
  readonly authority: string;
  /** An urgent alert that was raised by then, and has not arrived, counts as one that cannot be brought. */
  readonly raisedBy: Instant;
  /** A step that was taken by then, and by way of which nothing has arrived, has failed. */
  readonly takenBy: Instant;
}

/** As each authority's policy has it that is in force today (`unreached.late`). */
export async function lateNow(
  { directory }: Pick<Storage, 'directory'>,
  policies: Policies,
  clock: Clock,
): Promise<Late[]> {
  return (await directory.authorities()).flatMap((authority) => lateOf(authority, policies, clock) ?? []);
}

/** The same of one authority; null where nothing there is late. */
export async function lateIn(
  code: string,
  { directory }: Pick<Storage, 'directory'>,
  policies: Policies,
  clock: Clock,
): Promise<Late | null> {
  const authority = await directory.authority(code);
  return authority && lateOf(authority, policies, clock);
}

/** One authority whose rules are not there must not keep the others' alerts from being noticed. */
function lateOf({ code, policy }: Authority, policies: Policies, clock: Clock): Late | null {
  if (!policies.families.includes(policy)) return null;
  const now = clock.now();
  const ago = (minutes: number) => instantOf(Date.parse(now) - minutes * 60_000);
  const { late } = policies.inForce(policy, londonDate(now)).unreached;
  return { authority: code, raisedBy: ago(late.urgentMinutes), takenBy: ago(late.stepMinutes) };
}
