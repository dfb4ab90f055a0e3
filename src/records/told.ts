import type { CaseView } from '../casework/casework';
import type { ShownFact } from '../casework/shown-facts';
import { inWords, type LocalDate } from '../domain/calendar/date';
import { titleOfClosing } from '../domain/case/closing';
import { isAtRisk } from '../domain/case/reading';
import type { CheckRecord, Fact } from '../domain/case/fact';
import type { FollowUp, Located } from '../domain/case/facts/outcome-facts';
import type { EvidenceField, PolicyPack } from '../domain/policy/pack';
import { fullName } from '../domain/pupil/pupil';
import { toldOfRemoval } from './told-removal';
import { codeInWords, sentences, spanInWords, wayInWords, type People } from './words';
import { capital, lower } from '../letters';

/** One fact in full: on paper nothing that people wrote is cut short. */
export function told(shown: ShownFact, view: Pick<CaseView, 'policy' | 'authority'>, people: People): string {
  const { policy } = view;
  // What is left out leaves only kinds for which there are no words here.
  const fact = shown as Fact;
  switch (fact.kind) {
    case 'opened':
      return sentences('Case opened', wayInWords(fact.way, policy));
    case 'pupil-described':
      return sentences(`The pupil’s details were recorded: ${fullName(fact.pupil)}`);
    case 'absence-described': {
      const { firstDayMissed, code, note } = fact.absence;
      return sentences(
        `The absence was described: first day missed ${inWords(firstDayMissed)}, code ${codeInWords(code, policy)}`,
        note,
      );
    }
    case 'triaged':
      return sentences(
        isAtRisk(fact.triage, policy)
          ? 'Safeguarding questions: the child may be at risk'
          : 'Safeguarding questions: no risk named',
        ...risksInWords(fact.triage.yes, fact.triage.groups, policy),
        fact.triage.note,
      );
    case 'safeguarding-contacted': {
      const { agency, on, at, reference, note } = fact.contact;
      return sentences(
        `Called ${agencyInWords(agency, view)} on ${inWords(on)} at ${at}`,
        reference && `Reference ${reference}`,
        note,
      );
    }
    case 'check-recorded':
    case 'check-skipped':
      return sentences(titleOf(fact.item, policy), toldOfCheck(fact, policy));
    case 'attendance':
      return sentences(
        `Register ${codeInWords(fact.mark.code, policy)}, ${spanInWords(fact.mark.from, fact.mark.to)}`,
        fact.mark.note,
      );
    case 'seen': {
      const { on, where, by, note } = fact.sighting;
      const place = where === 'at-school' ? 'at school' : 'elsewhere';
      return sentences(`Seen ${place} on ${inWords(on)}${by && ` by ${by}`}`, note);
    }
    case 'acknowledged':
      return sentences(
        `Alert acknowledged: ${policy.alerts.find(({ id }) => id === fact.obligation)?.title ?? fact.obligation}`,
      );
    case 'alert-snoozed':
      return sentences(
        `Alert put off to ${inWords(fact.until)}: ${policy.alerts.find(({ id }) => id === fact.obligation)?.title ?? fact.obligation}`,
        fact.reason,
      );
    case 'located':
      return toldOfPlace(fact.located, policy);
    case 'location-step':
      return toldOfStep(fact.followUp, policy);
    case 'location-withdrawn':
      return sentences('The child is not where they were said to be', fact.reason);
    case 'reopened':
      return sentences('Case opened again', fact.reason);
    // Without the other reference: a school's paper must not tell of another school's case.
    case 'sibling-linked':
      return 'Linked with the case of a brother or sister.';
    case 'sibling-unlinked':
      return 'No longer linked with the case of a brother or sister.';
    case 'joined':
      return sentences('Joined with another case of the same child', fact.reason ?? '');
    case 'answer-open':
      return 'The case that was joined has an answer that has not been followed up.';
    case 'parted':
      return 'Parted again from a case that is another child’s.';
    case 'closed':
      return sentences(`Closed: ${lower(titleOfClosing(fact.reason, policy))}`, fact.note);
    case 'conclusion-signed':
    case 'conclusion-withdrawn':
    case 'removal-decided':
    case 'removal-withdrawn':
    case 'deletion-return-sent':
    case 'name-deleted':
    case 'removal-step-done':
      return toldOfRemoval(fact, policy);
    case 'policy-moved':
      return sentences(`Moved to other rules: ${policy.title}`, fact.move.reason);
    case 'way-told':
      return sentences(`The case began in another way: ${wayInWords(fact.way, policy)}`, fact.reason);
    default:
      return plainly(fact, people);
  }
}

function toldOfPlace({ where, on, by, details, note }: Located, { found }: PolicyPack): string {
  const place = found.places.find(({ id }) => id === where);
  const answers = Object.entries(details).map(([id, value]) => {
    const field = place?.asks.find((one) => one.id === id);
    return `${field?.label ?? words(id)}: ${valueInWords(value, field)}`;
  });
  return sentences(`Found on ${inWords(on)}: ${place?.title ?? where}`, by && `Told by ${by}`, ...answers, note);
}

function toldOfStep({ step, answer, on, who, note }: FollowUp, { found }: PolicyPack): string {
  const known = found.steps.find(({ id }) => id === step);
  const label = known?.answers.find(({ id }) => id === answer)?.label ?? answer;
  return sentences(`${known?.title ?? step}: ${label}`, `${who}, ${inWords(on)}`, note);
}

/** A kind of fact for which there are no words here: named by its fields, so that a paper never leaves one out. */
function plainly(fact: object, people: People): string {
  const { kind, id: _id, recordedAt: _at, recordedBy: _by, ...body } = fact as Fact;
  const said = leaves(body, '', people);
  return sentences([words(kind), ...(said.length > 0 ? [said.join('; ')] : [])].join(': '));
}

const words = (key: string): string =>
  capital(
    key
      .replace(/([A-Z])/g, ' $1')
      .replaceAll('-', ' ')
      .toLowerCase()
      .trim(),
  );

function leaves(value: unknown, name: string, people: People): string[] {
  if (value === null || value === undefined || value === '') return [];
  if (Array.isArray(value)) return value.flatMap((one) => leaves(one, name, people));
  if (typeof value === 'object') return Object.entries(value).flatMap(([key, inner]) => leaves(inner, key, people));
  // eslint-disable-next-line @typescript-eslint/no-base-to-string -- text, a number or a truth value
  const text = String(value);
  const said = people.get(text)?.name ?? (/^\d{4}-\d{2}-\d{2}$/.test(text) ? inWords(text as LocalDate) : text);
  return [`${words(name).toLowerCase()} ${said}`.trim()];
}

type CheckFact = Extract<Fact, { kind: 'check-recorded' | 'check-skipped' }>;

/** What came of a check, where its title and its question stand beside it already. */
export function toldOfCheck(fact: CheckFact, policy: PolicyPack): string {
  if (fact.kind === 'check-skipped') return sentences(`Skipped: ${fact.reason}`);
  const { outcome, on, at, method, spokeTo, note, nextAction } = fact.check;
  const when = [inWords(on), at, method].filter((part) => part).join(', ');
  return sentences(
    `${outcomeInWords(outcome, policy)} (${when})`,
    spokeTo && `Spoke to ${spokeTo}`,
    ...evidenceInWords(fact.item, fact.check, policy),
    note,
    nextAction && `Next: ${nextAction}`,
  );
}

export const titleOf = (item: string, { checklist }: PolicyPack): string =>
  checklist.find(({ id }) => id === item)?.title ?? item;

export const outcomeInWords = (outcome: string, { outcomes }: PolicyPack): string =>
  outcomes.find(({ id }) => id === outcome)?.label ?? outcome;

export const agencyInWords = (agency: string, { authority }: Pick<CaseView, 'authority'>): string =>
  authority.urgentContacts.find(({ id }) => id === agency)?.name ?? agency;

export function risksInWords(yes: readonly string[], groups: readonly string[], { triage }: PolicyPack): string[] {
  return [
    ...triage.questions.filter(({ id }) => yes.includes(id)).map(({ asks }) => `Yes: ${asks}`),
    ...triage.groups.filter(({ id }) => groups.includes(id)).map(({ label }) => label),
  ];
}

/** Every piece of evidence: also one whose field a newer pack has no more. */
function evidenceInWords(item: string, { evidence }: CheckRecord, { checklist }: PolicyPack): string[] {
  const fields = checklist.find(({ id }) => id === item)?.evidence ?? [];
  return Object.entries(evidence).flatMap(([id, value]) => {
    const field = fields.find((one) => one.id === id);
    return value.trim() === '' ? [] : [`${field?.label ?? words(id)}: ${valueInWords(value, field)}`];
  });
}

function valueInWords(value: string, field: EvidenceField | undefined): string {
  if (field?.kind === 'date' && /^\d{4}-\d{2}-\d{2}$/.test(value))
    return inWords(value as `${number}-${number}-${number}`);
  return field?.choices.find(({ id }) => id === value)?.label ?? value;
}
