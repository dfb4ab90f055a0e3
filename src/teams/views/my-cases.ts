import type { CaseView } from '../../casework/casework';
import { may } from '../../domain/access/table';
import type { Person } from '../../people/directory';
import { plain } from '../rendering/escape-markdown';
import type { CardSpec } from '../turn';
import { does, opensCase } from './buttons';
import { nameOf } from './case';
import { standing } from './counts';
import { count, dueInWords, short } from './words';

const MOST = 12;

/** The open cases of a person, what is due first at the top. Names children: only for a personal chat. */
export function myCasesCard(cases: readonly CaseView[], person: Person): CardSpec {
  const more = cases.length - MOST;
  return {
    template: 'my-cases',
    summary: `Open cases: ${cases.length}`,
    model: {
      title: cases.length === 0 ? 'No open cases' : count(cases.length, 'open case'),
      says:
        cases.length === 0
          ? 'Nothing is due. When a pupil cannot be found, report it here.'
          : 'What is due first stands first.',
      rows: cases.slice(0, MOST).map((view) => row(view, person)),
      more:
        more > 0 ? `${count(more, 'more case')} not shown here. Write the word case and a reference to see one.` : '',
      buttons: may(person, 'report', null) ? [does('Report a missing pupil', 'say', { text: 'report' })] : [],
    },
  };
}

function row(view: CaseView, person: Person) {
  const { next, asOf, atRisk } = view.assessment;
  return {
    name: nameOf(view),
    subtitle: `${view.case.reference} · ${standing(view)}${person.school ? '' : ` · ${short(view.school.name, 60)}`}`,
    risk: atRisk ? 'At risk' : '',
    next: next ? `${plain(next.title)}: ${lower(dueInWords(next.due, asOf))}` : 'Nothing is owed',
    colour: next?.state === 'overdue' ? 'attention' : 'default',
    open: opensCase('Open', view.case.reference),
  };
}

const lower = (text: string): string => text.charAt(0).toLowerCase() + text.slice(1);
