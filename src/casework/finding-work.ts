import { may } from '../domain/access/table';
import { londonDate } from '../domain/calendar/london';
import { Refusal } from '../errors';
import { notAllowed } from '../people/allow';
import type { Person } from '../people/directory';
import type { CaseView } from './casework';
import { readNote } from './deed';
import { refusing } from './refusing';
import { viewOf } from './load';
import type { CaseworkDeps } from './record';
import { soughtBy } from './search-for';

export interface Found {
  /** How it was searched: a reference or a UPN names one child, a name may be that of many. */
  readonly by: 'reference' | 'upn' | 'name';
  /** Open cases first, then the newest. */
  readonly views: readonly CaseView[];
  /** There are more than these. */
  readonly more: boolean;
}

/** Finding a case again without its reference at hand. */
export interface FindingWork {
  /**
   * Open and closed cases by reference, UPN or a part of the name, among those that this person may see. What may not
   * be seen and what does not exist are found alike: not at all. What was typed is neither kept nor logged.
   */
  search(person: Person, typed: string): Promise<Found>;
}

const MOST = 10;

export function createFindingWork(deps: CaseworkDeps): FindingWork {
  const { storage, policies, clock } = deps;
  return {
    search: (person, typed) => refusing(person, 'search', deps, () => search(person, typed)),
  };

  async function search(person: Person, typed: string): Promise<Found> {
    if (!may(person, 'search', null)) throw notAllowed('search');
    const sought = soughtBy(typed);
    if (!sought) {
      throw new Refusal('too-little', 'Give a reference, a UPN, or at least three letters of the name.');
    }
    const found = await storage.cases.find(person.authority, schoolSearched(person), sought, MOST + 1);
    const seen = found.filter((theCase) => may(person, 'search', theCase));
    const today = londonDate(clock.now());
    const views = await Promise.all(seen.slice(0, MOST).map((theCase) => viewOf(theCase, storage, policies, today)));
    const shown = views.map((view) => view.case);
    storage.audit.later(readNote({ person, action: 'search' }, shown, clock.now(), [sought.by]));
    return { by: sought.by, views, more: seen.length > MOST };
  }
}

/** Null: the whole authority, for whoever may see a child on no school's roll. */
const schoolSearched = (person: Person): string | null =>
  may(person, 'search', { school: null, authority: person.authority }) ? null : person.school;
