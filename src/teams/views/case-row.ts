import type { CaseView } from '../../casework/casework';
import { londonDate } from '../../domain/calendar/london';
import { inWords } from '../../domain/calendar/date';
import { readFacts } from '../../domain/case/reading';
import type { Person } from '../../people/directory';
import { plain } from '../rendering/escape-markdown';
import { opensCase } from './buttons';
import { nameOf, schoolOf } from './case';
import { standing } from './counts';
import { closedBecause } from './timeline';
import { birthInWords } from '../../domain/pupil/in-words';
import { dueInWords } from './words';
import { riskInWords } from './tier';
import { capital, lower } from '../../letters';

/** One case in a list (`cards/my-cases.json`). `heading` stands above it where a new group begins. Names the child. */
export function caseRow(view: CaseView, person: Person, heading = '') {
  const { next } = view.assessment;
  return {
    heading,
    name: nameOf(view),
    subtitle: [view.case.reference, standing(view), ...(person.school ? [] : [schoolOf(view)])].join(' · '),
    risk: riskInWords(view),
    next: nextInWords(view),
    colour: next?.state === 'overdue' ? 'attention' : 'default',
    open: opensCase('Open', view.case.reference),
  };
}

/** With the date of birth, which tells two children of one name apart. */
export function foundRow(view: CaseView, person: Person, heading = '') {
  const born = view.pupil?.dateOfBirth;
  const row = caseRow(view, person, heading);
  return { ...row, subtitle: `${born ? `Born ${birthInWords(born)}` : 'Date of birth not known'} · ${row.subtitle}` };
}

function nextInWords({ assessment: { next, asOf }, case: { facts }, policy }: CaseView): string {
  const { closed } = readFacts(facts);
  if (closed) return `${capital(closedBecause(closed.reason, policy))}, ${inWords(londonDate(closed.recordedAt))}`;
  return next ? `${plain(next.title)}: ${lower(dueInWords(next.due, asOf))}` : 'Nothing is owed';
}
