import type { LocalDate } from '../domain/calendar/date';
import { WAYS } from '../domain/case/way';
import { YEAR_GROUPS, yearGroupOf } from '../domain/pupil/year-group';
import type { CaseView } from './casework';

/** What a list of cases is put in order by. Within each, what is due first stands first. */
export const ORDERS = ['due', 'school', 'year', 'risk', 'way'] as const;
export type Order = (typeof ORDERS)[number];

/** Which cases a list is of. */
export const WHICH = ['all', 'mine', 'overdue', 'at-risk', 'on-roll', 'off-roll'] as const;
export type Which = (typeof WHICH)[number];

export interface ListWish {
  readonly by: Order;
  readonly which: Which;
  /** Establishment (URN) of the one school to look at. */
  readonly school?: string;
  /** Whose the cases of `mine` are: our own id of the person. */
  readonly assignedTo?: string;
}

/** Everything open, what is due first at the top. */
export const BY_WHAT_IS_DUE: ListWish = { by: 'due', which: 'all' };

/** Stands above the cases that go together in this order; null where none stands above any. */
export type Group = { readonly by: Exclude<Order, 'due'>; readonly value: string } | null;

export interface Listed {
  readonly view: CaseView;
  readonly group: Group;
}

/**
 * The cases wished for, in the order wished for. No two cases are ever equal in it: the reference settles what nothing
 * else does, so that turning a page neither skips a case nor shows one twice.
 */
export function listed(views: readonly CaseView[], wish: ListWish): Listed[] {
  const { by, which, school } = wish;
  return views
    .filter((view) => TAKEN[which](view, wish) && (school === undefined || view.case.school === school))
    .map((view) => ({ view, group: groupOf(view, by), key: `${rankOf(view, by)}\n${dueKey(view)}` }))
    .sort((a, b) => (a.key < b.key ? -1 : 1))
    .map(({ view, group }) => ({ view, group }));
}

const TAKEN: Readonly<Record<Which, (view: CaseView, wish: ListWish) => boolean>> = {
  all: () => true,
  mine: ({ assessment }, { assignedTo }) => assessment.assigned !== null && assessment.assigned.to === assignedTo,
  overdue: ({ assessment }) => assessment.next?.state === 'overdue',
  'at-risk': ({ assessment }) => assessment.inDanger,
  'on-roll': ({ assessment }) => assessment.onRoll,
  'off-roll': ({ assessment }) => !assessment.onRoll,
};

function groupOf(view: CaseView, by: Order): Group {
  if (by === 'due') return null;
  return { by, value: VALUES[by](view) };
}

const VALUES: Readonly<Record<Exclude<Order, 'due'>, (view: CaseView) => string>> = {
  school: ({ school }) => school?.name ?? '',
  year: ({ pupil, assessment }) => yearOn(pupil, assessment.asOf),
  risk: ({ assessment }) => assessment.tier?.tier.id ?? '',
  way: ({ assessment }) => assessment.way,
};

/** What sorts first is the smaller text; what is not known stands last. */
function rankOf(view: CaseView, by: Order): string {
  switch (by) {
    case 'due':
      return '';
    case 'school':
      return view.school ? `0${view.school.name.toLowerCase()} ${view.school.urn}` : '1';
    case 'year':
      return placeIn(YEAR_GROUPS, yearOn(view.pupil, view.assessment.asOf));
    case 'risk':
      return riskRank(view);
    case 'way':
      return placeIn(WAYS, view.assessment.way);
  }
}

/** The greatest tier first, whoever weighed it; within one, a child who may be at risk by the safeguarding questions. */
function riskRank({ assessment: { tier, atRisk }, policy: { tiers } }: CaseView): string {
  const levels = tiers.levels.map(({ id }) => id);
  return `${placeIn(levels, tier?.tier.id ?? '')} ${tier?.tier.id ?? '~'} ${atRisk ? '0' : '1'}`;
}

/** Overdue first, then by the day on which the next thing is due, unknown days after known ones; what owes nothing, last. */
function dueKey({ assessment: { next }, case: { reference } }: CaseView): string {
  const day = next?.due.known ? next.due.date : next ? 'unknown' : 'without';
  return `${next?.state === 'overdue' ? 0 : 1} ${day} ${reference}`;
}

const yearOn = (pupil: CaseView['pupil'], day: LocalDate): string => yearGroupOf(pupil, day) ?? '';

const placeIn = (list: readonly string[], value: string): string => {
  const place = list.indexOf(value);
  return String(place === -1 ? list.length : place).padStart(2, '0');
};
