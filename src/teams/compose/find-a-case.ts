import type { CaseView } from '../../casework/casework';
import { may } from '../../domain/access/table';
import { fullName } from '../../domain/pupil/pupil';
import type { PageDeps } from '../pages/deps';
import type { Turn } from '../turn';
import { standing } from '../views/counts';
import { referenceCard } from '../views/reference';
import { birthInWords } from '../../domain/pupil/in-words';
import type { Compose, Result } from './compose';

const MOST = 10;

/** A case found from the compose box, and a report begun there. */
export const createCompose = ({ casework }: PageDeps): Compose => ({
  needs: 'search',

  async find({ person }, typed) {
    if (typed.trim() !== '') return (await casework.finding.search(person, typed)).views.slice(0, MOST).map(resultOf);
    const views = (await casework.mine(person)).slice(0, MOST);
    casework.shown(person, views);
    return views.map(resultOf);
  },

  wordsFor: ({ person }: Turn, command) => (command === 'refer' && may(person, 'report', null) ? 'report' : command),
});

function resultOf(view: CaseView): Result {
  const { pupil, school } = view;
  const born = pupil?.dateOfBirth ? `born ${birthInWords(pupil.dateOfBirth)}` : '';
  return {
    title: pupil ? bare(fullName(pupil)) : 'Name not yet given',
    text: [view.case.reference, standing(view), born, bare(school?.name ?? 'on no school’s roll')]
      .filter((part) => part !== '')
      .join(' · '),
    card: referenceCard(view),
  };
}

/** The list knows some HTML and some Markdown: nothing in a name may be either. */
const bare = (text: string): string =>
  text
    .replace(/[<>&*_`[\]\\~\p{Cc}\u202a-\u202e\u2066-\u2069]/gu, ' ')
    .replace(/\s+/g, ' ')
    .trim()
    .slice(0, 80);
