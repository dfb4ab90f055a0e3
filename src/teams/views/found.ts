import type { Found } from '../../casework/finding-work';
import type { Person } from '../../people/directory';
import type { CardSpec } from '../turn';
import { foundRow } from './case-row';
import { count } from './words';

/** What a search came to. Names children: only for a personal chat. Says nothing of what was typed. */
export function foundCard({ views, more }: Found, person: Person): CardSpec {
  const none = views.length === 0;
  return {
    template: 'my-cases',
    summary: `Cases found: ${views.length}`,
    model: {
      title: none ? 'Nothing found' : more ? `More than ${count(views.length, 'case')}` : count(views.length, 'case'),
      says: none
        ? 'There is no case like that which you can see. Check the spelling, or try the UPN or the reference.'
        : more
          ? 'These stand first, open ones at the top. Type more of the name to narrow it down.'
          : 'Open cases stand first.',
      rows: views.map((view) => foundRow(view, person)),
      choices: [],
      buttons: [],
    },
  };
}
