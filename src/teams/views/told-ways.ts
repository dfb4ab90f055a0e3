import { inWords } from '../../domain/calendar/date';
import type { Fact } from '../../domain/case/fact';
import type { WayFact } from '../../domain/case/facts/ways';
import type { Way } from '../../domain/case/way';
import type { PolicyPack } from '../../domain/policy/pack';
import { lower } from '../../letters';
import { procedureInWords } from './beside';

/** What the policy calls the way in which a case began. */
export const wayInWords = (way: Way, { ways }: PolicyPack): string =>
  ways.find(({ id }) => id === way)?.title ?? 'A way that is no longer in the policy';

export const routeInWords = (route: string, { referrals }: PolicyPack): string =>
  referrals.routes.find(({ id }) => id === route)?.label ?? route;

/** How a case began and was followed up, in parts that make a sentence each. Not yet safe to show. */
export function toldOfWay(fact: Extract<Fact, { kind: WayFact['kind'] }>, policy: PolicyPack): string[] {
  switch (fact.kind) {
    case 'way-told':
      return [`How the case began was put right: ${wayInWords(fact.way, policy)}`, fact.reason];
    case 'referral-received': {
      // Who told, and what, is the authority's: the timeline is read by everybody who sees the case.
      if (fact.further) return [`Somebody told the authority of this child on ${inWords(fact.referral.receivedOn)}`];
      const { route, from, receivedOn, agencyReference } = fact.referral;
      return [
        `Referral received on ${inWords(receivedOn)}: ${routeInWords(route, policy)}`,
        from,
        agencyReference && `their reference ${agencyReference}`,
      ];
    }
    case 'out-of-education': {
      const { since, note } = fact.out;
      return [since ? `Out of education since ${inWords(since)}` : 'Out of education, since when is not known', note];
    }
    case 'procedure-linked':
      return [
        `Another procedure runs beside this case: ${lower(procedureInWords(fact.procedure, [policy]))}`,
        fact.reference && `reference ${fact.reference}`,
        fact.since ? `since ${inWords(fact.since)}` : '',
        fact.heldBy ? `with ${fact.heldBy}` : '',
      ];
    case 'followed-up':
      return [`Followed up on ${inWords(fact.on)}`, fact.note];
  }
}
