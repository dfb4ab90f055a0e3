import type { CaseView } from '../casework/casework';
import { besideName } from '../casework/told/beside-name';
import { notThere } from '../casework/told/not-there';
import { wayInWords } from '../casework/told/policy-words';
import { inWords } from '../domain/calendar/date';
import { proceduresTold, type Beside } from '../domain/case/beside';
import { removalOf } from '../domain/case/removal/removal-of';
import { howItStands } from './referral-standing';
import { momentInWords, reachInWords, sentences, type People } from './words';

/** What somebody reads first: whose case it is, how it stands, and what to know before anything else. */
export function atAGlance(view: CaseView, people: People): Record<string, string> {
  const { assessment, school, policy } = view;
  const { next } = assessment;
  return {
    Reference: view.case.reference,
    School: school ? `${school.name} (DfE number ${school.dfeNumber}, URN ${school.urn})` : 'On no school’s roll',
    'How the case began': wayInWords(assessment.way, policy),
    'Case opened': momentInWords(view.case.openedAt),
    'How it stands': howItStands(view, people),
    'The register': registerInWords(view),
    'Where the child is': nowhereInWords(view),
    'At risk': assessment.died ? '' : atRiskInWords(view),
    'Next to be done': next ? sentences(next.title, `Due ${reachInWords(next.due)}`) : '',
    'Another procedure beside it': proceduresTold(view.case.facts)
      .map((one) => besideInWords(one, view))
      .join('\n'),
    'To note': assessment.warnings.join('\n'),
  };
}

/** The answers to the safeguarding questions stand further down; how somebody weighed the risk is told here. */
function atRiskInWords({ assessment: { inDanger, atRisk, tier }, policy }: CaseView): string {
  const weighed = tier ? [`Risk: ${tier.tier.title}`, tier.tier.means] : [];
  if (!inDanger) return sentences('No risk has been named', ...weighed);
  return sentences('Yes', atRisk ? policy.triage.says : '', ...weighed);
}

function besideInWords(one: Beside, view: CaseView): string {
  const { reference, since, heldBy, ended } = one;
  return sentences(
    besideName(one, view),
    reference && `Reference ${reference}`,
    since ? `Since ${inWords(since)}` : '',
    heldBy && `Handled by ${heldBy}`,
    ended ? `Ended on ${inWords(ended)}` : '',
  );
}

function nowhereInWords({ case: { facts }, policy, assessment: { nowhere } }: CaseView): string {
  return nowhere
    ? sentences('On no roll, and not where the child was said to be', ...notThere(nowhere, facts, policy))
    : '';
}

function registerInWords({ case: { facts }, policy, assessment }: CaseView): string {
  const removal = removalOf(facts, policy);
  if (!removal) return assessment.onRoll ? 'The name stands on the admission register' : 'On no register';
  const ground = `ground 9(1)(${removal.letter}), ${removal.title}`;
  return removal.deletedOn
    ? `The name was deleted on ${inWords(removal.deletedOn)}: ${ground}`
    : `It is decided to delete the name on ${inWords(removal.offRollOn)}: ${ground}`;
}
