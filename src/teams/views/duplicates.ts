import type { CaseView } from '../../casework/casework';
import type { OthersOfChild } from '../../casework/duplicate-work';
import { isAnothersEnquiry } from '../../domain/case/matter';
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
export function duplicateNotices({ duplicates, beside }: OthersOfChild): Notice[] {
  const enquiries = beside.filter(({ assessment }) => isAnothersEnquiry(assessment));
  const ours = beside.filter((view) => !enquiries.includes(view));
  return [
    ...named('warning', 'This child seems to have another open case.', duplicates, 'Under More you can join them.'),
    ...named(
      'accent',
      'Another authority is looking for this child too.',
      enquiries,
      'It is answered on its own case.',
    ),
    ...named('accent', 'We seem to have a case of this child too.', ours, 'Look there before you answer.'),
  ];
}

const named = (style: Notice['style'], title: string, cases: readonly CaseView[], then: string): Notice[] =>
  cases.length === 0 ? [] : [notice(style, title, ...cases.slice(0, 3).map(inOneLine), then)];

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
