import liverpool from '../../src/domain/policy/packs/liverpool.json';
import { loadPolicy, policiesFrom, SHIPPED, type Policies } from '../../src/domain/policy/policies';

/** A pack as its author writes it, to be changed at will. */

export type Loose = Record<string, any>;
export const byId = (list: Loose[], id: string): Loose => list.find((entry) => entry['id'] === id)!;

export const changed = (change: (pack: Loose) => void, pack: object = liverpool): Loose => {
  const copy = structuredClone(pack) as Loose;
  change(copy);
  return copy;
};

/**
 * Rules that follow Liverpool's on 1 May 2026: the Education Welfare Service on Day 4, its visit under another id, a
 * check that is new, and outcomes of the first-day call under other names.
 */
export const NEXT_YEAR = changed((pack) => {
  Object.assign(pack, { id: 'liverpool-2026', title: 'Liverpool: new rules', startsOn: '2026-05-01' });
  byId(pack['stages'], 'days-1-5')['items'].push('S18');
  Object.assign(byId(pack['checklist'], 'E01'), { fromDay: 3, dueDay: 4 });
  byId(pack['stages'], 'days-1-5')['items'].push('E01');
  const call = byId(pack['checklist'], 'S04');
  call['outcomes'] = ['no-answer', 'answered-at-home'];
  call['settles'] = ['answered-at-home'];
  pack['outcomes'].push({ id: 'answered-at-home', label: 'Somebody at home answered', tells: false });
  byId(pack['checklist'], 'S10')['id'] = 'S18';
  for (const { dueDays } of pack['tiers'].levels) if (dueDays) delete dueDays['S10'];
  const days = byId(pack['stages'], 'days-1-5');
  const renamed = (ids: string[]) => ids.map((id) => (id === 'S10' ? 'S18' : id));
  pack['found'].endsChecks = renamed(pack['found'].endsChecks);
  pack['jointEnquiry'].checks = renamed(pack['jointEnquiry'].checks);
  days['items'] = [...new Set(days['items'].filter((id: string) => id !== 'S10'))];
});

/** The packs that ship, and the one that follows Liverpool's. */
export const withNextYear = (): Policies => policiesFrom([...SHIPPED, loadPolicy(NEXT_YEAR)]);
