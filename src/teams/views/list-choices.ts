import { ORDERS, WHICH, type Group, type ListWish, type Order, type Which } from '../../casework/case-lists';
import type { CaseView } from '../../casework/casework';
import { seesManySchools } from '../../domain/access/table';
import type { Person } from '../../people/directory';
import type { PageArgs } from '../turn';
import { plain } from '../rendering/escape-markdown';
import { does } from './buttons';
import { schoolOf } from './case';
import { yearInWords } from '../../domain/pupil/in-words';

const ORDER_WORDS: Readonly<Record<Order, string>> = {
  due: 'What is due',
  school: 'School',
  year: 'Year group',
  risk: 'Risk',
  way: 'How the case began',
};

const WHICH_WORDS: Readonly<Record<Which, string>> = {
  all: 'All open cases',
  mine: 'Assigned to me',
  overdue: 'Something is overdue',
  'at-risk': 'The child may be at risk',
  'on-roll': 'On a school’s roll',
  'off-roll': 'On no school’s roll',
};

const WHICH_TITLES: Readonly<Record<Which, string>> = {
  all: '',
  mine: 'assigned to you',
  overdue: 'overdue',
  'at-risk': 'at risk',
  'on-roll': 'on roll',
  'off-roll': 'on no roll',
};

export const whichInWords = (which: Which): string => WHICH_TITLES[which];

/** The two questions that change a list: for the authority, and for a school whose list goes over a page. */
export function listChoices(person: Person, wish: ListWish, isLong: boolean) {
  const ofAuthority = seesManySchools(person);
  if (!ofAuthority && !isLong) return [];
  const orders = ofAuthority ? ORDERS : ORDERS.filter((by) => by !== 'school');
  const which = ofAuthority ? WHICH : WHICH.filter((one) => one !== 'off-roll' && one !== 'on-roll' && one !== 'mine');
  return [
    {
      which: wish.which,
      whichChoices: which.map((value) => ({ title: WHICH_WORDS[value], value })),
      order: wish.by,
      orderChoices: orders.map((value) => ({ title: ORDER_WORDS[value], value })),
      show: does('Show', 'my-cases', { ...(wish.school ? { school: wish.school } : {}), from: '0' }),
    },
  ];
}

/** A list as the ids that its buttons carry. `by` and `only`: what was chosen before stands until `Show` is pressed. */
export const wishIds = ({ by, which, school }: ListWish): PageArgs => ({
  ...{ by, only: which },
  ...(school ? { school } : {}),
});

/** From a button: its own ids first, then what stands in the choices beside it. */
export function wishOf(data: Readonly<Record<string, string>>): ListWish {
  return {
    by: oneOf(ORDERS, data.by ?? data.order) ?? 'due',
    which: oneOf(WHICH, data.only ?? data.which) ?? 'all',
    ...(data.school ? { school: data.school } : {}),
  };
}

/** What stands above the cases that go together. */
export function groupInWords(group: NonNullable<Group>, view: CaseView): string {
  switch (group.by) {
    case 'school':
      return view.school ? schoolOf(view) : 'On no school’s roll';
    case 'year':
      return group.value === '' ? 'Year group not known' : yearInWords(group.value);
    case 'risk':
      return group.value === '' ? 'Nobody has weighed the risk yet' : `Risk: ${plain(tierTitle(group.value, view))}`;
    case 'way':
      return plain(view.policy.ways.find(({ id }) => id === group.value)?.title ?? group.value);
  }
}

const oneOf = <T extends string>(values: readonly T[], given: string | undefined): T | undefined =>
  values.find((value) => value === given);

const tierTitle = (tier: string, { policy: { tiers } }: CaseView): string =>
  tiers.levels.find(({ id }) => id === tier)?.title ?? tier;
