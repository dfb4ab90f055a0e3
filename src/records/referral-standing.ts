import type { CaseView } from '../casework/casework';
import { missingInWords } from '../casework/told/missing-words';
import { inWords } from '../domain/calendar/date';
import { readFacts } from '../domain/case/reading';
import { capital } from '../letters';
import { told } from './told';
import { count, sentences, type People } from './words';

/** Where the case is: of a child on no register there are no days of an absence, and it is missing all the same. */
export function howItStands(view: CaseView, people: People): string {
  const { assessment, policy } = view;
  const { closed } = readFacts(view.case.facts);
  const { died, found, day, stage, onRoll, offRoll } = assessment;
  if (closed) return told(closed, view, people);
  if (died) return sentences('Open; the child has died', told(died, view, people));
  if (found?.how === 'located') {
    const place = policy.found.places.find(({ id }) => id === found.where);
    return `Open; found on ${inWords(found.on)}: ${place?.title ?? found.where}`;
  }
  if (offRoll) return `Open; ${offRollInWords(view)}`;
  if (!onRoll) return 'Open; the name was deleted, and nobody has found the child';
  if (day === null) return 'Open; the pupil is not counted as missing today';
  return `Open; Day ${day} of the absence${stage ? `: ${stage.title}` : ''}`;
}

function offRollInWords({ assessment: { offRoll, way, reportComplete } }: CaseView): string {
  if (way === 'other-authority') return 'another authority looks for the child';
  const out = offRoll?.out;
  if (!out)
    return `${reportComplete ? '' : 'the referral is not finished, and '}since when the child is out of education is not known`;
  return `out of education since ${inWords(out.since)}: ${count(out.weeks, 'whole week')}`;
}

/** How word came of a child on no roll, since when it is out of education, and what nobody knows yet. */
export function referralFacts(view: CaseView, people: People): Record<string, string> {
  const { case: theCase, out, assessment } = view;
  const said = theCase.facts.findLast((fact) => fact.kind === 'referral-received' && !fact.further);
  const missing = assessment.offRoll?.missing ?? [];
  return {
    'Who referred': said ? told(said, view, people) : 'Not yet described',
    'Out of education since': out?.since ? inWords(out.since) : 'Not known',
    'Last school or provider': out?.lastProvider || 'Not known',
    'Not known yet': capital(missingInWords(missing)),
  };
}
