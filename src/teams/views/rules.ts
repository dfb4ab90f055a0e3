import type { RulesOfNow } from '../../casework/rules-work';
import { inWords, type LocalDate } from '../../domain/calendar/date';
import type { Person } from '../../people/directory';
import { plain } from '../rendering/escape-markdown';
import type { CardSpec } from '../turn';
import { opens } from './buttons';
import { caseRow } from './case-row';
import { effectInWords } from './move-effect';
import { count, short } from './words';

const MOST = 10;

/** The rules of the authority, and the open cases that stand under others. Names children: only for a personal chat. */
export function rulesCard({ now, packs, under }: RulesOfNow, person: Person, today: LocalDate): CardSpec {
  const shown = under.slice(0, MOST);
  const next = packs.find(({ startsOn }) => startsOn > today);
  return {
    template: 'my-cases',
    summary: `Cases under other rules: ${under.length}`,
    model: {
      title: short(now.title, 80),
      says: [
        `These rules hold since ${inWords(now.startsOn)}.`,
        next ? `From ${inWords(next.startsOn)} new cases begin under other rules: ${plain(next.title)}.` : '',
        under.length === 0
          ? 'Every open case stands under the rules of now.'
          : `${count(under.length, 'open case stands', 'open cases stand')} under other rules and ${under.length === 1 ? 'keeps' : 'keep'} them until somebody moves ${under.length === 1 ? 'it' : 'them'}.`,
        under.length > MOST ? `Shown here: the first ${MOST}.` : '',
      ]
        .filter((line) => line !== '')
        .join(' '),
      rows: shown.map(({ view, effect }) => ({
        ...caseRow(view, person),
        next: effectInWords(effect),
        colour: 'default',
        open: opens('Move', 'move-policy', { case: view.case.reference }),
      })),
      choices: [],
      buttons: [],
    },
  };
}
