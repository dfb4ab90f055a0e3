import { BY_WHAT_IS_DUE, listed, type Listed, type ListWish } from '../../casework/case-lists';
import type { CaseView } from '../../casework/casework';
import { may } from '../../domain/access/table';
import type { Person } from '../../people/directory';
import type { CardSpec } from '../turn';
import { does } from './buttons';
import { caseRow } from './case-row';
import { groupInWords, listChoices, whichInWords, wishIds } from './list-choices';
import { count } from './words';

const MOST = 12;

/**
 * The open cases of a person from the nth on, as wished for: what is due first at the top, unless they chose another
 * order. Names children: only for a personal chat.
 */
export function myCasesCard(
  views: readonly CaseView[],
  person: Person,
  wish: ListWish = BY_WHAT_IS_DUE,
  wanted = 0,
): CardSpec {
  const { cases, from, rows } = pageOf(views, person, wish, wanted);
  const show = (title: string, start: number) =>
    does(title, 'my-cases', { ...wishIds(wish), from: String(Math.max(0, start)) });
  return {
    template: 'my-cases',
    summary: `Open cases: ${cases.length}`,
    model: {
      title: titleOf(cases.length, wish),
      says: says(cases.length, from, rows.length, wish),
      rows: rows.map((row, at) => caseRow(row.view, person, heading(row, rows[at - 1], cases))),
      choices: views.length > 0 ? listChoices(person, wish, views.length > MOST) : [],
      buttons: [
        ...(from > 0 ? [show('Earlier ones', from - MOST)] : []),
        ...(from + MOST < cases.length ? [show('Show more', from + MOST)] : []),
        ...(may(person, 'report', null) ? [does('Report a missing pupil', 'say', { text: 'report' })] : []),
        ...(may(person, 'refer', null) ? [does('A child on no roll', 'say', { text: 'refer' })] : []),
      ],
    },
  };
}

/** The cases whose children that card names. */
export const namedOn = (...list: Parameters<typeof pageOf>): CaseView[] => pageOf(...list).rows.map(({ view }) => view);

function pageOf(views: readonly CaseView[], person: Person, wish: ListWish = BY_WHAT_IS_DUE, wanted = 0) {
  const cases = listed(views, { ...wish, assignedTo: person.id });
  const from = startOf(wanted, cases.length);
  return { cases, from, rows: cases.slice(from, from + MOST) };
}

/** A list may have grown shorter since its page was turned: then its last page is shown. */
const startOf = (wanted: number, length: number): number =>
  wanted < length ? wanted : Math.max(0, Math.floor((length - 1) / MOST) * MOST);

function titleOf(length: number, wish: ListWish): string {
  const which = whichInWords(wish.which);
  if (length === 0) return which === '' ? 'No open cases' : `No open cases: ${which}`;
  return which === '' ? count(length, 'open case') : `${count(length, 'open case')}: ${which}`;
}

function says(length: number, from: number, shown: number, { which }: ListWish): string {
  if (length === 0) {
    return which === 'all'
      ? 'Nothing is due. When a child cannot be found, say so here.'
      : 'There are none of these now. Choose others below.';
  }
  if (length <= MOST) return 'What is due first stands first.';
  return `What is due first stands first. Shown here: ${from + 1} to ${from + shown}.`;
}

/** Said above the first case of a group, and again at the top of a page. */
function heading({ group, view }: Listed, before: Listed | undefined, cases: readonly Listed[]): string {
  if (!group || before?.group?.value === group.value) return '';
  const together = cases.filter((one) => one.group?.value === group.value).length;
  return `${groupInWords(group, view)} · ${together}`;
}
