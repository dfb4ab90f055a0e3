import type { CaseView } from '../../casework/casework';
import { may } from '../../domain/access/table';
import type { FactKind } from '../../domain/case/fact';
import { readFacts } from '../../domain/case/reading';
import type { Person } from '../../people/directory';
import type { CardSpec } from '../turn';
import { alsoToldSections } from './also-told';
import { answersOf } from './answers';
import { opens, opensCase, whileOffered, type Button } from './buttons';
import { nameOf, schoolOf } from './case';
import { furtherSections, offRollSections } from './off-roll';
import { dfeSection, owesReturns, returnsSection } from './returns';
import { rulesOfRisk, rulesOfTriage } from '../../casework/rules-then';
import { signed, type Names } from './timeline';

/** What was reported, to be read again: who the child is, home and family, the absence, the safeguarding answers. */
export function detailsCard(view: CaseView, person: Person, names: Names): CardSpec {
  const { pupil, absence } = view;
  const { reference } = view.case;
  const { triage } = readFacts(view.case.facts);
  return {
    template: 'details',
    summary: `Details of case ${reference}`,
    model: {
      subtitle: `${reference} · ${schoolOf(view)}`,
      title: nameOf(view),
      says: [
        lastSaid('pupil-described', 'The pupil', view, names),
        lastSaid('absence-described', 'The absence', view, names),
        ...(view.referral ? [lastSaid('referral-received', 'The referral', view, names)] : []),
        lastSaid('out-of-education', 'Out of education', view, names),
      ]
        .filter((line) => line !== '')
        .join('. '),
      sections: [
        ...(pupil
          ? answersOf(
              pupil,
              absence,
              triage ?? { yes: [], groups: [], note: '' },
              rulesOfTriage(view),
              view.assessment.way,
              rulesOfRisk(rulesOfTriage(view), view),
            )
          : []),
        ...alsoToldSections(view),
        ...offRollSections(view),
        ...(may(person, 'see-enquiries', view.case) ? furtherSections(view) : []),
        ...(owesReturns(view) ? [returnsSection(view)] : []),
        dfeSection(view),
      ],
      buttons: [...correctionsOn(view, person).map(whileOffered), opensCase('Open the case', reference)],
    },
  };
}

/** What was reported can be put right by whoever may report it. */
export function correctionsOn(view: CaseView, person: Person): Button[] {
  const { reference } = view.case;
  const mayCorrect = view.assessment.open && view.assessment.reportComplete && may(person, 'report', view.case);
  return [
    ...(mayCorrect
      ? [
          opens('Correct the pupil', 'correct-pupil', { case: reference }),
          opens('Correct the absence', 'correct-absence', { case: reference }),
          opens('Correct how it began', 'correct-way', { case: reference }),
        ]
      : []),
    ...(mayCorrectReferral(view, person)
      ? [
          opens('Correct the child', 'refer-child', { case: reference }),
          opens('Correct the referral', 'refer-route', { case: reference }),
          ...(view.assessment.way === 'other-authority'
            ? []
            : [opens('Correct what is known', 'refer-known', { case: reference })]),
          opens('Correct how it began', 'correct-way', { case: reference }),
        ]
      : []),
  ];
}

const mayCorrectReferral = ({ assessment, case: theCase }: CaseView, person: Person): boolean =>
  assessment.offRoll !== null && assessment.reportComplete && may(person, 'refer', theCase);

function lastSaid(kind: FactKind, what: string, { case: { facts } }: CaseView, names: Names): string {
  const fact = facts.findLast((one) => one.kind === kind && !('further' in one && one.further));
  return fact ? `${what}: recorded ${signed(fact, names)}` : '';
}
