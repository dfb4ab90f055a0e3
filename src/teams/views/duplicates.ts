import type { CaseView } from '../../casework/casework';
import type { Person } from '../../people/directory';
import type { CardSpec } from '../turn';
import { opens } from './buttons';
import { foundRow } from './case-row';
import { nameOf } from './case';
import { notice, type Notice } from './notice';
import { inOneLine } from './siblings';
import { count } from './words';

const MOST = 12;

/** Said to the authority on the card of a case whose child has another one. */
export const duplicateNotices = (others: readonly CaseView[]): Notice[] =>
  others.length === 0
    ? []
    : [
        notice(
          'warning',
          'This child seems to have another open case.',
          ...others.slice(0, 3).map(inOneLine),
          'Under More you can join them.',
        ),
      ];

/** Children with several open cases in the authority. Names children: only for a personal chat. */
export function duplicatesCard(groups: readonly (readonly CaseView[])[], person: Person): CardSpec {
  const rows = groups.flatMap((group) =>
    group.map((view, at) => ({
      ...foundRow(view, person, at === 0 ? nameOf(view) : ''),
      ...(at === 0 ? { open: opens('Join', 'join', { case: view.case.reference }) } : {}),
    })),
  );
  return {
    template: 'my-cases',
    summary: `Children with several cases: ${groups.length}`,
    model: {
      title:
        groups.length === 0
          ? 'No child has two open cases'
          : `${count(groups.length, 'child', 'children')} with several open cases`,
      says:
        groups.length === 0
          ? 'Looked for by UPN, and by name with date of birth.'
          : `The same UPN, or the same name and date of birth. The schools do not learn of one another.${rows.length > MOST ? ' The first stand here; join them to see the others.' : ''}`,
      rows: rows.slice(0, MOST),
      choices: [],
      buttons: [],
    },
  };
}
