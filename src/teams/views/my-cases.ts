import type { CaseView } from '../../casework/casework';
import { may } from '../../domain/access/table';
import type { Person } from '../../people/directory';
import { plain } from '../rendering/escape-markdown';
import type { CardSpec } from '../turn';
import { does, opensCase } from './buttons';
import { nameOf, schoolOf } from './case';
import { standing } from './counts';
import { count, dueInWords } from './words';

const MOST = 12;

/** The open cases of a person from the nth on, what is due first at the top. Names children: only for a personal chat. */
export function myCasesCard(cases: readonly CaseView[], person: Person, from = 0): CardSpec {
  const rows = cases.slice(from, from + MOST);
  const show = (title: string, start: number) => does(title, 'my-cases', { from: String(start) });
  return {
    template: 'my-cases',
    summary: `Open cases: ${cases.length}`,
    model: {
      title: cases.length === 0 ? 'No open cases' : count(cases.length, 'open case'),
      says:
        cases.length === 0
          ? 'Nothing is due. When a pupil cannot be found, report it here.'
          : cases.length > MOST
            ? `What is due first stands first. Shown here: ${from + 1} to ${from + rows.length}.`
            : 'What is due first stands first.',
      rows: rows.map((view) => row(view, person)),
      buttons: [
        ...(from > 0 ? [show('Earlier ones', Math.max(0, from - MOST))] : []),
        ...(from + MOST < cases.length ? [show('Show more', from + MOST)] : []),
        ...(may(person, 'report', null) ? [does('Report a missing pupil', 'say', { text: 'report' })] : []),
      ],
    },
  };
}

function row(view: CaseView, person: Person) {
  const { next, asOf, atRisk } = view.assessment;
  return {
    name: nameOf(view),
    subtitle: `${view.case.reference} · ${standing(view)}${person.school ? '' : ` · ${schoolOf(view)}`}`,
    risk: atRisk ? 'At risk' : '',
    next: next ? `${plain(next.title)}: ${lower(dueInWords(next.due, asOf))}` : 'Nothing is owed',
    colour: next?.state === 'overdue' ? 'attention' : 'default',
    open: opensCase('Open', view.case.reference),
  };
}

const lower = (text: string): string => text.charAt(0).toLowerCase() + text.slice(1);
