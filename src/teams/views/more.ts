import type { CaseView } from '../../casework/casework';
import type { Person } from '../../people/directory';
import type { CardSpec } from '../turn';
import { opensCase, whileOffered, type Button } from './buttons';
import { nameOf } from './case';
import { standing } from './counts';
import { DEEDS } from './deeds';

/** Something that can be done on a case, said in a sentence. `button` is null for whoever may not do it, or not now. */
export interface Deed {
  readonly group: Group;
  readonly says: string | ((view: CaseView, person: Person) => string);
  /** Offered for a child who has died as well. */
  readonly onDeath?: true;
  button(view: CaseView, person: Person): Button | null;
}

/** In the order in which a case is worked on. */
export const GROUPS = {
  search: 'The search',
  outcome: 'How it ends',
  register: 'The register',
  people: 'Who works on it',
  papers: 'Papers',
} as const;
export type Group = keyof typeof GROUPS;

/** Everything that this person can do on this case now, in groups. Names the child: only for a personal chat. */
export function moreCard(view: CaseView, person: Person): CardSpec {
  const { reference } = view.case;
  const groups = (Object.keys(GROUPS) as Group[]).map((group) => ({
    title: GROUPS[group],
    rows: offered(group, view, person),
  }));
  return {
    template: 'more',
    summary: `What can be done on case ${reference}`,
    model: {
      name: nameOf(view),
      subtitle: `${reference} · ${standing(view)}`,
      groups: groups.filter(({ rows }) => rows.length > 0),
      buttons: [opensCase('Open the case', reference)],
    },
  };
}

/** What else this person is offered to do. */
export const offeredBeside = (view: CaseView, person: Person): Button[] =>
  DEEDS.flatMap((deed) => (isMeant(deed, view) ? (deed.button(view, person) ?? []) : []));

/** Whether there is anything to show to this person. */
export const offersMore = (view: CaseView, person: Person): boolean => offeredBeside(view, person).length > 0;

/** Of a child who has died only what the law asks can be done, and what ends the case. */
const isMeant = ({ onDeath }: Deed, { assessment: { died } }: CaseView): boolean => !died || onDeath === true;

const offered = (group: Group, view: CaseView, person: Person) =>
  DEEDS.filter((deed) => deed.group === group && isMeant(deed, view)).flatMap((deed) => {
    const open = deed.button(view, person);
    const says = typeof deed.says === 'string' ? deed.says : deed.says(view, person);
    return open ? [{ says, open: whileOffered(open) }] : [];
  });
