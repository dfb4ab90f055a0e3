import type { Siblings, Suggested } from '../../casework/sibling-work';
import type { CaseView } from '../../casework/casework';
import type { Choice } from '../pages/fields';
import { nameOf, schoolOf } from './case';
import { standing } from './counts';
import { notice, type Notice } from './notice';
import { birthInWords } from '../../domain/pupil/in-words';

const ELSEWHERE = 'A brother or sister has a case elsewhere. Ask the tracking officer.';

/** Said on the card of a case; nothing where no case is linked. */
export function siblingNotices({ linked, elsewhere }: Siblings): Notice[] {
  if (linked.length === 0 && !elsewhere) return [];
  const lines = [...linked.map(inOneLine), ...(elsewhere ? [ELSEWHERE] : [])];
  return [notice('emphasis', 'Brothers and sisters', ...lines)];
}

/** `Robin Ashdown · WB-7K3M-2Q · Day 6 · Example Primary School`. */
export const inOneLine = (view: CaseView): string =>
  [nameOf(view), view.case.reference, standing(view), schoolOf(view)].join(' · ');

/** In a list of choices nothing is Markdown, so names stand there as they were typed. */
export const choiceOf = (view: CaseView, more = ''): Choice => ({
  title: [
    `${view.pupil?.forename ?? ''} ${view.pupil?.surname ?? ''}`.trim().slice(0, 80) || 'Name not yet given',
    view.pupil?.dateOfBirth ? `born ${birthInWords(view.pupil.dateOfBirth)}` : '',
    view.case.reference,
    more,
  ]
    .filter((part) => part !== '')
    .join(' · '),
  value: view.case.reference,
});

export const suggestedChoice = ({ view, because }: Suggested): Choice =>
  choiceOf(view, because === 'address' ? 'same address' : 'same surname and telephone');
