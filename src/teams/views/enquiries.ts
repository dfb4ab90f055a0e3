import type { CaseView } from '../../casework/casework';
import { may } from '../../domain/access/table';
import { daysBetween, inWords, type LocalDate } from '../../domain/calendar/date';
import type { EnquiryFact, EnquiryState } from '../../domain/case/enquiries';
import type { PolicyPack } from '../../domain/policy/pack';
import type { Person } from '../../people/directory';
import { plain } from '../rendering/escape-markdown';
import type { CardSpec } from '../turn';
import { does, opens, opensCase, whileOffered, type Button } from './buttons';
import { section, type Section } from './section';
import { signed, type Names } from './timeline';
import { count, short } from './words';
import { capital } from '../../letters';

const MOST = 10;

/** The authority's own checks from the nth on. Who may not see what was disclosed and answered sees how each stands. */
export function enquiriesCard(view: CaseView, person: Person, from = 0): CardSpec {
  return may(person, 'see-enquiries', view.case) ? workingList(view, person, from) : statesOnly(view);
}

function workingList(view: CaseView, person: Person, from: number): CardSpec {
  const { reference } = view.case;
  const list = inGroups(view.assessment.enquiries.list);
  const rows = list.slice(from, from + MOST);
  const show = (title: string, start: number) => does(title, 'enquiries', { reference, from: String(start) });
  const mayAsk = mayAskOn(view, person);
  return {
    template: 'my-cases',
    summary: `The authority’s checks on case ${reference}`,
    model: {
      title: 'The authority’s checks',
      says: [reference, progressOf(view) || 'Nothing has been asked yet.'].join(' · '),
      rows: rows.map((state, at) => ({
        heading: rows[at - 1]?.state === state.state ? '' : GROUPS[state.state],
        name: plain(state.enquiry.title),
        subtitle: [state.enquiry.agency, state.enquiry.when ?? '']
          .filter((part) => part !== '')
          .map(plain)
          .join('. '),
        risk: '',
        ...stateInWords(state, view),
        open: mayAsk
          ? whileOffered(opensEnquiry(state.state === 'not-asked' ? 'Ask' : 'Go on', state, view))
          : opensEnquiry('See', state, view),
      })),
      choices: [],
      buttons: [
        ...(from > 0 ? [show('Earlier ones', Math.max(0, from - MOST))] : []),
        ...(from + MOST < list.length ? [show('Show more', from + MOST)] : []),
        opensCase('Open the case', reference),
      ],
    },
  };
}

const mayAskOn = (view: CaseView, person: Person): boolean =>
  view.assessment.open && may(person, 'record-enquiry', view.case);

const opensEnquiry = (title: string, { enquiry }: EnquiryState, { case: { reference } }: CaseView): Button =>
  opens(title, 'enquiry', { case: reference, enquiry: enquiry.id });

/** Every check of the authority that this person may go on with. */
export const offeredOnEnquiries = (view: CaseView, person: Person): Button[] =>
  mayAskOn(view, person) ? view.assessment.enquiries.list.map((state) => opensEnquiry('Go on', state, view)) : [];

/** In the order in which they are worked on. */
const GROUPS: Readonly<Record<EnquiryState['state'], string>> = {
  asked: 'Waiting for an answer',
  'not-asked': 'Not asked yet',
  answered: 'Answered',
  'not-needed': 'Not needed',
};

const inGroups = (list: readonly EnquiryState[]): EnquiryState[] =>
  Object.keys(GROUPS).flatMap((group) => list.filter(({ state }) => state === group));

function statesOnly(view: CaseView): CardSpec {
  const { reference } = view.case;
  const { list } = view.assessment.enquiries;
  const begun = list.filter(({ state }) => state !== 'not-asked');
  return {
    template: 'details',
    summary: `The authority’s checks on case ${reference}`,
    model: {
      subtitle: reference,
      title: 'The authority’s checks',
      says: progressOf(view) || 'None has begun yet.',
      sections:
        begun.length === 0
          ? []
          : [
              section(
                'How each stands',
                Object.fromEntries(begun.map((state) => [plain(state.enquiry.title), stateInWords(state, view).next])),
              ),
            ],
      buttons: [opensCase('Open the case', reference)],
    },
  };
}

/** `In progress since Mon 11 May 2026; 3 of 9 answered.` No day is given on which they end: nobody agreed to one. */
export function progressOf({ assessment: { enquiries } }: CaseView): string {
  const { begunOn, asked, answered } = enquiries;
  return begunOn ? `In progress since ${inWords(begunOn)}; ${answered} of ${asked} answered.` : '';
}

export function stateInWords(
  state: EnquiryState,
  { assessment: { asOf } }: CaseView,
): { next: string; colour: string } {
  switch (state.state) {
    case 'not-asked':
      // Its heading says so; what would be asked says more.
      return { next: plain(state.enquiry.asks), colour: 'default' };
    case 'not-needed':
      return { next: 'Not needed', colour: 'default' };
    case 'answered':
      return { next: 'Answered', colour: 'good' };
    case 'asked':
      return asked(state, asOf);
  }
}

function asked({ askedOn, chases, answerDue }: EnquiryState, asOf: LocalDate): { next: string; colour: string } {
  const since = `Asked on ${inWords(askedOn!)}, ${sinceInWords(daysBetween(askedOn!, asOf))}`;
  const reminded = chases === 0 ? '' : chases === 1 ? 'reminded once' : `reminded ${chases} times`;
  const agreed = answerDue ? `${asOf > answerDue ? 'was to answer' : 'agreed to answer'} by ${inWords(answerDue)}` : '';
  return {
    next: [since, reminded, agreed].filter((part) => part !== '').join('; '),
    colour: answerDue && asOf > answerDue ? 'attention' : 'accent',
  };
}

const sinceInWords = (days: number): string => (days === 0 ? 'today' : `${count(days, 'day')} ago`);

const MOST_RECORDED = 6;

/** What was disclosed and answered on one check, newest first: for those who may see it. */
export const enquiryRecord = (facts: readonly EnquiryFact[], names: Names, policy: PolicyPack): Section[] =>
  facts
    .slice(-MOST_RECORDED)
    .toReversed()
    .map((fact) => section(`${WHAT[fact.kind]}: recorded ${signed(fact, names)}`, recordOf(fact, policy)));

const WHAT: Readonly<Record<EnquiryFact['kind'], string>> = {
  'enquiry-requested': 'Asked',
  'enquiry-chased': 'Reminded',
  'enquiry-answered': 'Answered',
  'enquiry-not-needed': 'Not needed',
};

function recordOf(fact: EnquiryFact, { disclosures, enquiries }: PolicyPack): Record<string, string> {
  const labelOf = (list: readonly { readonly id: string; readonly label: string }[], id: string) =>
    list.find((one) => one.id === id)?.label ?? id;
  switch (fact.kind) {
    case 'enquiry-requested': {
      const { on, to, disclosed, basis, purpose, reason, agencyReference } = fact.request;
      const power = disclosures.bases.find(({ id }) => id === basis);
      return {
        On: inWords(on),
        Whom: short(to, 100),
        'What was told': short(disclosed.map((id) => labelOf(disclosures.data, id)).join('; '), 300),
        'Legal basis': power ? short(`${power.title} (${power.power})`, 250) : short(basis),
        Purpose: short(labelOf(disclosures.purposes, purpose), 150),
        Why: short(reason, 250),
        'Their reference': short(agencyReference, 60),
      };
    }
    case 'enquiry-chased':
      return { On: inWords(fact.on), Note: short(fact.note, 250) };
    case 'enquiry-answered':
      return {
        On: inWords(fact.answer.on),
        'What came of it': capital(short(labelOf(enquiries.outcomes, fact.answer.outcome), 100)),
        Who: short(fact.answer.by, 100),
        Note: short(fact.answer.note, 300),
      };
    case 'enquiry-not-needed':
      return { Why: short(fact.reason, 250) };
  }
}
