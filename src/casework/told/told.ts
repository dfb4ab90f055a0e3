import { inWords } from '../../domain/calendar/date';
import type { FactKind } from '../../domain/case/fact';
import { isAtRisk } from '../../domain/case/reading';
import { alertRule, rulesAt, rulesOfRisk } from '../rules-then';
import type { OpenFact, Shown, ShownFact } from '../shown-facts';
import {
  closingInWords,
  codeInWords,
  reasonInWords,
  returnInWords,
  spanInWords,
  tierInWords,
  wayInWords,
} from './policy-words';
import { risksTold } from './risk-words';
import { named, tell, type Telling, type Terms, type Told } from './terms';
import { TOLD_OF_ENQUIRIES, TOLD_OF_OFFICER } from './told-authority';
import { TOLD_OF_PANEL } from './told-panel';
import { toldBesides, toldOfPupilDetails } from './told-besides';
import { toldOfCheck } from './told-check';
import { TOLD_OF_FINDING } from './told-found';
import { TOLD_OF_REMOVAL } from './told-removal';
import { toldOfOut, toldOfEnd, toldOfProcedure, toldOfUnlink, toldOfReferral } from './told-ways';

/** How every kind of fact is told, on cards and on paper alike. The compiler asks for the words of a new kind here. */
const TELLS: { readonly [K in FactKind]: (fact: Shown<K>, telling: Telling) => Told } = {
  opened: ({ way }, { then }) => tell(['case opened'], [wayInWords(way, then)]),
  'pupil-described': toldOfPupilDetails,
  'absence-described': ({ absence, correctedBecause }, { then }) =>
    tell(
      [
        `the absence was described: first day missed ${inWords(absence.firstDayMissed)}, code ${codeInWords(absence.code, then)}`,
        named('days told anew:', correctedBecause),
      ],
      [absence.note],
    ),
  'also-told': toldBesides,
  'way-told': ({ way, reason }, { then }) =>
    tell([`how the case began was put right: ${wayInWords(way, then)}`, reason]),
  'referral-received': toldOfReferral,
  'out-of-education': toldOfOut,
  'procedure-linked': toldOfProcedure,
  'procedure-ended': toldOfEnd,
  'procedure-unlinked': toldOfUnlink,
  'followed-up': ({ on, note }) => tell([`followed up on ${inWords(on)}`, note]),
  triaged: ({ triage, again }, { then, packs }) => {
    const { yes, groups } = risksTold(triage, rulesOfRisk(then, { packs }));
    return tell(
      [
        again ? 'reported missing again' : '',
        `safeguarding questions: ${isAtRisk(triage, then) ? 'the child may be at risk' : 'no risk named'}`,
      ],
      [...yes.map((asks) => `yes: ${asks}`), ...groups, triage.note],
    );
  },
  'safeguarding-contacted': ({ contact: { agency, on, at, reference, note } }, { authority }) =>
    tell([
      `called ${authority.urgentContacts.find(({ id }) => id === agency)?.name ?? agency} on ${inWords(on)} at ${at}`,
      named('reference', reference),
      note,
    ]),
  'tier-set': ({ answer: { tier, reason } }, { then }) => tell([`risk weighed: ${tierInWords(tier, then)}`, reason]),
  'check-recorded': toldOfCheck,
  'check-skipped': toldOfCheck,
  attendance: ({ mark: { code, from, to, note }, correctedBecause }, { then }) =>
    tell([
      `register ${codeInWords(code, then)}, ${spanInWords(from, to)}`,
      note,
      named('days told anew:', correctedBecause),
    ]),
  acknowledged: ({ obligation }, terms) => tell([`alert acknowledged: ${alertInWords(obligation, terms)}`]),
  'alert-snoozed': ({ obligation, until, reason }, terms) =>
    tell([`alert put off to ${inWords(until)}: ${alertInWords(obligation, terms)}`, reason]),
  'policy-moved': ({ move }, { then }) => tell([`moved to other rules: ${then.title}`, move.reason]),
  ...TOLD_OF_ENQUIRIES,
  ...TOLD_OF_OFFICER,
  ...TOLD_OF_FINDING,
  ...TOLD_OF_PANEL,
  'return-sent': (fact, { then }) =>
    tell([
      `${returnInWords(fact.return, then)}: ${fact.exempt ? 'none is needed, said' : 'sent'} on ${inWords(fact.on)}`,
      named('reference', fact.reference),
      fact.note,
    ]),
  'name-entered': ({ on }) => tell([`the name was entered in the admission register on ${inWords(on)}`]),
  'dfe-reason': ({ reason }, { then }) => tell([`reason for the DfE: ${reasonInWords(reason, then)}`]),
  ...TOLD_OF_REMOVAL,
  // Without the references: a school reads this too, and the other case may be another school's.
  'sibling-linked': () => tell(['linked with the case of a brother or sister']),
  'sibling-unlinked': () => tell(['no longer linked with the case of a brother or sister']),
  joined: ({ reason }) => tell(['joined with another case of the same child', reason]),
  // Which answer, and what it says, stands on the case where it was given.
  'answer-open': ({ found }) =>
    tell([
      `the joined case has an answer that says ${found ? 'where the child is' : 'something new'}, and it has not been followed up`,
    ]),
  parted: () => tell(['parted again from a case that is another child’s']),
  reopened: ({ reason }) => tell(['opened again', reason]),
  closed: ({ reason, note, unsent }, { then }) =>
    tell([
      `closed: ${closingInWords(reason, then)}`,
      note,
      named('not sent before:', unsent && `${unsent.returns.join(', ')} (${unsent.why})`),
    ]),
};

const alertInWords = (obligation: string, terms: Terms): string => alertRule(obligation, terms)?.title ?? obligation;

/** One fact as this reader may have it. */
export function told(fact: ShownFact, terms: Terms): Told {
  const tells = TELLS[fact.kind] as (fact: ShownFact, telling: Telling) => Told;
  return tells(fact, { ...terms, then: rulesAt(fact.recordedAt, terms) });
}

/** One fact for whoever sees the case: what is the authority's own cannot be given here. */
export const toldToAll = (fact: OpenFact, terms: Terms): Told => told(fact, terms);
