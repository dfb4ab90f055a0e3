import { OFFICE_DAYS } from '../calendar/office-days';
import type { LocalDate } from '../calendar/date';
import type { SchoolCalendar } from '../calendar/school-calendar';
import { missedSince } from '../case/counts';
import { isInDanger } from '../case/danger';
import { deathOf } from '../case/death';
import { isOurs } from '../case/dfe';
import type { Fact } from '../case/fact';
import { foundOn } from '../case/found';
import { inOrder } from '../case/in-order';
import { asSearched } from '../case/last-word';
import { ofThisChild } from '../case/moved';
import { standsOnRoll } from '../case/name';
import { nowhereNow } from '../case/nowhere';
import { isProvidedFor } from '../case/provision';
import { readFacts, withDayOne, type Reading } from '../case/reading';
import { tierStanding } from '../case/tier';
import { beginsOnRoll } from '../case/way';
import { stepsOf, whereabouts } from '../case/whereabouts';
import type { PolicyPack } from '../policy/pack';
import { policyFor } from '../policy/policy-for';
import type { RegisterReason } from '../policy/register-policy';

/** How a child stands on the register of those out of provision. */
export interface Standing {
  readonly reason: RegisterReason;
  /** First day out of provision; null where nobody knows it. */
  readonly since: LocalDate | null;
  /** Place of the risk among the tiers of the pack, 0 for the greatest; null while nothing says how great it is. */
  readonly risk: number | null;
  readonly highRisk: boolean;
}

/**
 * Whether a child is out of provision on a day and why, by these facts: of a child on a school's roll, that nobody has
 * found it; of one on none, that no provision is confirmed. Null: it is not on the register. `pack`: the rules of the case.
 */
export function standingOn(
  given: readonly Fact[],
  schoolCalendar: SchoolCalendar,
  pack: PolicyPack,
  asOf: LocalDate,
): Standing | null {
  const facts = ofThisChild(inOrder(given));
  const told = readFacts(facts);
  const policy = policyFor(pack, told.way);
  if (facts.length === 0 || told.closed || !isOurs(told.way, policy) || deathOf(facts, policy)) return null;
  const beganOnRoll = beginsOnRoll(told.way);
  const calendar = beganOnRoll ? schoolCalendar : OFFICE_DAYS;
  const reading = asSearched(beganOnRoll ? withDayOne(told, facts, policy) : told, policy);
  const about = { facts, reading, calendar, policy, asOf };
  const reason = standsOnRoll(told.way, facts) ? reasonOnRoll(about) : reasonOffRoll(about);
  if (reason === null) return null;
  const since = (beganOnRoll ? missedSince(reading) : told.out?.since) ?? null;
  const { tier } = tierStanding(facts, policy) ?? {};
  return {
    reason,
    since: since && since <= asOf ? since : null,
    risk: tier ? policy.tiers.levels.findIndex(({ id }) => id === tier.id) : null,
    highRisk: isInDanger(facts, policy),
  };
}

interface About {
  readonly facts: readonly Fact[];
  readonly reading: Reading;
  readonly calendar: SchoolCalendar;
  readonly policy: PolicyPack;
  readonly asOf: LocalDate;
}

/** A sighting says not where a child lives, and a code of no absence not that it is back: only a word on either does. */
const reasonOnRoll = ({ reading, calendar, policy, asOf }: About): RegisterReason | null =>
  foundOn(reading, null, calendar, policy, asOf) ? null : 'missing';

/** What a child waits for tells more than that it was found; that it is nowhere, more than what it waits for. */
function reasonOffRoll({ facts, reading, calendar, policy, asOf }: About): RegisterReason | null {
  const { way, out } = reading;
  if (nowhereNow(facts)) return 'not-located';
  const located = whereabouts(reading, calendar, policy, asOf);
  if (located && isProvidedFor(stepsOf(located, reading, policy), policy)) return null;
  if (out?.waitingFor === 'appeal') return 'appeal';
  if (way === 'home-education' || way === 'new-to-city') return way;
  return located || out?.waitingFor === 'place' ? 'no-place' : 'not-located';
}
