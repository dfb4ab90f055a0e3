import type { Case, CaseHead } from '../domain/case/case';
import { may, type PersonLike } from '../domain/access/table';
import type { Instant } from '../domain/calendar/date';
import { lookAtAgenda, type Opening } from '../panel/on-agenda';
import type { Person } from '../people/directory';
import type { Stores } from '../stores';
import type { Policies } from './load';

/** By the case itself, its line on the register or in the minutes: a role may see the one and not the other. */
export type Looking = 'see-case' | 'see-register' | 'see-minutes';

/** Whether the person this was made for may see a case. Null: there is none. It is opened for a member of the panel alone. */
export type Sight = (head: CaseHead | null, open: Opening) => Promise<boolean>;

/**
 * What a person may see, as things stand now. To a member of the panel that is what stands on its agenda, and as much is
 * asked of the stores for a case that does not stand there, or that there is not, as for one that does: how long the
 * answer takes must tell nothing.
 */
export async function sightOf(
  person: Person,
  stores: Stores,
  { policies }: { readonly policies: Policies },
  now: Instant,
  action: Looking = 'see-case',
): Promise<Sight> {
  if (!seesByAgenda(person, action)) return async (head) => head !== null && may(person, action, head);
  const isOnAgenda = await lookAtAgenda(person.authority, now, stores, policies);
  return async (head, open) => {
    const onAgenda = await isOnAgenda(head, open);
    return head !== null && may(person, action, { ...head, onAgenda });
  };
}

/** Those of them which this person may see. */
export async function seenAmong(
  person: Person,
  cases: readonly Case[],
  stores: Stores,
  deps: { readonly policies: Policies },
  now: Instant,
  action: Looking = 'see-case',
): Promise<Case[]> {
  const sees = await sightOf(person, stores, deps, now, action);
  const seen: Case[] = [];
  for (const one of cases) if (await sees(one, async () => one)) seen.push(one);
  return seen;
}

/** The same where none of them has been opened: those that may not be seen stay closed. */
export async function openedAmong(
  person: Person,
  heads: readonly CaseHead[],
  stores: Stores,
  deps: { readonly policies: Policies },
  now: Instant,
): Promise<Case[]> {
  const sees = await sightOf(person, stores, deps, now);
  const opened: Case[] = [];
  for (const head of heads) {
    const open = onceOnly(() => stores.cases.byId(head.id));
    const one = (await sees(head, open)) ? await open() : null;
    if (one) opened.push(one);
  }
  return opened;
}

export function onceOnly<T>(work: () => Promise<T>): () => Promise<T> {
  let done: Promise<T> | undefined;
  return () => (done ??= work());
}

/** Some case of the authority is theirs to see because it stands on the agenda, and for no other reason. */
export function seesByAgenda(person: PersonLike, action: Looking = 'see-case'): boolean {
  const someCase = { school: null, authority: person.authority };
  return !may(person, action, someCase) && may(person, action, { ...someCase, onAgenda: true });
}
