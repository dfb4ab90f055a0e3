import { londonDate, londonTime } from '../../domain/calendar/london';
import { inWords } from '../../domain/calendar/date';
import type { CaseView } from '../../casework/casework';
import { isAtRisk } from '../../domain/case/reading';
import { titleOfClosing } from '../../domain/case/closing';
import type { Fact } from '../../domain/case/fact';
import type { FollowUp } from '../../domain/case/facts/outcome-facts';
import type { ReturnKind } from '../../domain/case/facts/returns-facts';
import type { PolicyPack } from '../../domain/policy/pack';
import { alertRule, rulesAt } from './rules-then';
import { codeInWords } from './answers';
import { toldOfRemoval } from './removal-told';
import { toldOfEnquiry, toldOfOfficer } from './timeline-officer';
import { toldOfWay } from './told-ways';
import type { History } from './history';
import { inSentences, short } from './words';
import { capital, lower } from '../../letters';

/** Names of people by their id. */
export type Names = ReadonlyMap<string, string>;

export interface TimelineEntry {
  /** `Mon 27 April 2026, 09:10 · Sam Green`. */
  readonly when: string;
  readonly what: string;
}

/** In the middle of a sentence, and safe to show. */
export const closedBecause = (reason: string, policy: PolicyPack): string =>
  short(lower(titleOfClosing(reason, policy)), 120);

/** What a fact is told with: the words of the policy, and the names of the contacts. */
type Terms = Pick<CaseView, 'policy' | 'packs' | 'authority'> & { readonly names?: Names };

/** The newest facts first, from the nth on and no more than `most`; how many earlier ones there are stands beside them. */
export function timeline({ facts, marks }: History, names: Names, terms: Terms, most: number, from = 0) {
  const shown = facts.filter(({ kind }) => kind !== 'opened').toReversed();
  return {
    entries: shown.slice(from, from + most).map((fact): TimelineEntry => {
      const mark = marks.get(fact.id);
      return { when: `${mark ? `${mark} · ` : ''}${signed(fact, names)}`, what: told(fact, { ...terms, names }) };
    }),
    earlier: Math.max(0, shown.length - from - most),
  };
}

/** When, and by whom, something was recorded. */
export const signed = (fact: Fact, names: Names): string =>
  `${inWords(londonDate(fact.recordedAt))}, ${londonTime(fact.recordedAt)} · ${short(names.get(fact.recordedBy) ?? 'somebody who has left', 60)}`;

/** One fact in a line or two. Everything that people typed is cut short and safe to show. */
export function told(fact: Fact, terms: Terms): string {
  const { authority } = terms;
  const policy = rulesAt(fact.recordedAt, terms);
  const agencyOf = (agency: string) => authority.urgentContacts.find(({ id }) => id === agency)?.name ?? agency;
  switch (fact.kind) {
    case 'opened':
      return 'Case opened';
    case 'pupil-described':
      return 'The pupil’s details were recorded';
    case 'absence-described':
      return sentence(
        `The absence was described: first day missed ${inWords(fact.absence.firstDayMissed)}, code ${short(fact.absence.code, 4)}`,
        fact.correctedBecause ? `Days told anew: ${fact.correctedBecause}` : '',
      );
    case 'way-told':
    case 'referral-received':
    case 'out-of-education':
    case 'procedure-linked':
    case 'followed-up':
      return sentence(...toldOfWay(fact, policy));
    case 'triaged':
      return isAtRisk(fact.triage, policy)
        ? 'Safeguarding questions: the child may be at risk'
        : 'Safeguarding questions: no risk named';
    case 'safeguarding-contacted':
      return sentence(
        `Called ${agencyOf(fact.contact.agency)} on ${inWords(fact.contact.on)} at ${fact.contact.at}`,
        fact.contact.reference && `reference ${fact.contact.reference}`,
        fact.contact.note,
      );
    case 'check-recorded':
    case 'check-skipped':
      return short(`${titleOf(fact.item, policy)}: ${lower(toldOfCheck(fact, policy))}`, 200);
    case 'attendance':
      return sentence(
        `Register ${codeInWords(fact.mark.code, policy)}, ${span(fact.mark.from, fact.mark.to)}`,
        fact.mark.note,
        fact.correctedBecause ? `Days told anew: ${fact.correctedBecause}` : '',
      );
    case 'seen':
      return sentence(
        `Seen on ${inWords(fact.sighting.on)}`,
        fact.sighting.by && `by ${fact.sighting.by}`,
        fact.sighting.note,
      );
    case 'acknowledged':
      return `Alert acknowledged: ${alertRule(fact.obligation, terms)?.title ?? fact.obligation}`;
    case 'alert-snoozed':
      return sentence(
        `Alert put off to ${inWords(fact.until)}: ${alertRule(fact.obligation, terms)?.title ?? fact.obligation}`,
        fact.reason,
      );
    case 'tier-set':
      return sentence(`Risk weighed: ${tierTitle(fact.answer.tier, policy)}`, fact.answer.reason);
    case 'policy-moved':
      return sentence(`Moved to other rules: ${policy.title}`, fact.move.reason);
    case 'referral-acknowledged':
    case 'enquiry-requested':
    case 'enquiry-chased':
    case 'enquiry-answered':
    case 'enquiry-not-needed':
      return toldOfEnquiry(fact, policy);
    case 'assigned':
    case 'held':
    case 'hold-lifted':
    case 'question-asked':
    case 'question-answered':
      return toldOfOfficer(fact, terms.names);
    case 'located':
      return sentence(
        `Found on ${inWords(fact.located.on)}: ${lower(placeInWords(fact.located.where, policy))}`,
        fact.located.by && `told by ${fact.located.by}`,
        fact.located.note,
      );
    case 'return-sent':
      return sentence(
        fact.exempt
          ? `${returnTitle(fact.return, policy)}: none is needed, said on ${inWords(fact.on)}`
          : `${returnTitle(fact.return, policy)}: sent on ${inWords(fact.on)}`,
        fact.reference && `reference ${fact.reference}`,
        fact.note,
      );
    case 'name-entered':
      return `The name was entered in the admission register on ${inWords(fact.on)}`;
    case 'dfe-reason':
      return sentence(`Reason for the DfE: ${reasonInWords(fact.reason, policy)}`);
    case 'location-step':
      return sentence(...followUpInWords(fact.followUp, policy), fact.followUp.note);
    case 'location-withdrawn':
      return sentence('The child is not there after all', fact.reason);
    case 'reopened':
      return sentence('Opened again', fact.reason);
    // Without the reference: a school reads this too, and the other case may be another school's.
    case 'sibling-linked':
      return 'Linked with the case of a brother or sister';
    case 'sibling-unlinked':
      return 'No longer linked with the case of a brother or sister';
    case 'joined':
      return sentence('Joined with another case of the same child', fact.reason ?? '');
    // Which answer, and what it says, is the authority's: a school reads this of a case that was another school's.
    case 'answer-open':
      return fact.found
        ? 'The joined case has an answer that says where the child is, and it has not been followed up'
        : 'The joined case has an answer that says something new, and it has not been followed up';
    case 'parted':
      return 'Parted again from a case that is another child’s';
    case 'closed':
      return sentence(`Closed: ${closedBecause(fact.reason, policy)}`, fact.note);
    default:
      return short(toldOfRemoval(fact, policy), 200);
  }
}

const returnTitle = (kind: ReturnKind, { returns }: PolicyPack): string =>
  returns[kind === 'new-pupil' ? 'newPupil' : kind].title;

const reasonInWords = (reason: string, { dfe }: PolicyPack): string =>
  dfe.reasons.find(({ id }) => id === reason)?.label ?? reason;

const placeInWords = (where: string, { found }: PolicyPack): string =>
  found.places.find(({ id }) => id === where)?.title ?? where;

function followUpInWords({ step, answer, on, who }: FollowUp, { found }: PolicyPack): string[] {
  const known = found.steps.find(({ id }) => id === step);
  const label = known?.answers.find(({ id }) => id === answer)?.label ?? answer;
  return [`${known?.title ?? step}: ${lower(label)}`, `${who}, ${inWords(on)}`];
}

type CheckFact = Extract<Fact, { kind: 'check-recorded' | 'check-skipped' }>;

/** What came of a check, where its name stands beside it already. Not yet safe to show. */
function toldOfCheck(fact: CheckFact, policy: PolicyPack): string {
  if (fact.kind === 'check-skipped') return joined('Skipped', fact.reason);
  const { outcome, spokeTo, note } = fact.check;
  return joined(outcomeInWords(outcome, policy), spokeTo && `spoke to ${spokeTo}`, note);
}

export const lastOfCheck = (fact: Fact, policy: PolicyPack): string =>
  fact.kind === 'check-recorded' || fact.kind === 'check-skipped' ? short(toldOfCheck(fact, policy), 180) : '';

export const titleOf = (item: string, policy: PolicyPack): string =>
  policy.checklist.find(({ id }) => id === item)?.title ?? item;

export const outcomeInWords = (outcome: string, policy: PolicyPack): string =>
  lower(policy.outcomes.find(({ id }) => id === outcome)?.label ?? outcome);

const tierTitle = (tier: string, { tiers }: PolicyPack): string =>
  tiers.levels.find(({ id }) => id === tier)?.title ?? tier;

const span = (from: Parameters<typeof inWords>[0], to: Parameters<typeof inWords>[0] | null): string =>
  to === null ? `from ${inWords(from)}` : from === to ? inWords(from) : `${inWords(from)} to ${inWords(to)}`;

const joined = (...parts: string[]): string => inSentences(...parts.map(capital));

export const sentence = (...parts: string[]): string => short(joined(...parts), 180);
