import type { Clock } from '../../clock';
import type { Instant } from '../../domain/calendar/date';
import { hoursBefore } from '../../domain/case/answer-time';
import { OFFICE_DAYS } from '../../domain/calendar/office-days';
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
  /**
   * One that is not urgent can be late if it was raised by then: so many hours of an office have passed since. A school
   * meets in no others, and in fewer; whether it is late has to be asked by its case (`schoolHours`).
   */
  readonly calmBy: Instant;
  readonly schoolHours: number;
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
  const rules = policies.inForce(policy, londonDate(now));
  const { urgentMinutes, schoolHours, stepMinutes } = rules.unreached.late;
  return {
    ...{ authority: code, raisedBy: ago(urgentMinutes), takenBy: ago(stepMinutes), schoolHours },
    calmBy: hoursBefore(now, schoolHours, { calendar: OFFICE_DAYS, policy: rules }),
  };
}
