import { keysOf } from '../../casework/record';
import type { Case } from '../../domain/case/case';
import { readFacts } from '../../domain/case/reading';
import type { Stores } from '../../stores';

/** Why a case is taken to be of this child. */
export type FoundBy = 'asked for' | 'the same UPN' | 'the same name and date of birth' | 'joined with another of them';

export interface FoundCase {
  readonly theCase: Case;
  readonly by: FoundBy;
}

type Found = Map<string, FoundCase>;
type From = Pick<Stores, 'cases' | 'directory'>;

const MOST = 500;

/**
 * Every case of one child, open and closed, of whichever school or authority: by the UPN that was asked for, from the case
 * that was asked for by its UPN and by name with date of birth, and by joining. In the order in which they were opened.
 */
export async function casesOfChild(asked: { readonly upn: string } | { readonly theCase: Case }, stores: From) {
  const found: Found = new Map();
  if ('upn' in asked) await addByUpn(asked.upn, found, stores);
  else found.set(asked.theCase.id, { theCase: asked.theCase, by: 'asked for' });
  // What is found leads to more: a case that was joined may know another UPN.
  for (const { theCase } of found.values()) await addFrom(theCase, found, stores);
  return [...found.values()].sort((a, b) => (a.theCase.openedAt < b.theCase.openedAt ? -1 : 1));
}

async function addFrom(theCase: Case, found: Found, stores: From): Promise<void> {
  const { upn, nameKey, dateOfBirth } = keysOf(theCase);
  if (upn) await addByUpn(upn, found, stores);
  if (nameKey && dateOfBirth) await addByName({ nameKey, dateOfBirth }, found, stores);
  const { joined, closed } = readFacts(theCase.facts);
  const ids = [...joined.map(({ caseId }) => caseId), ...(closed?.duplicateOf ? [closed.duplicateOf] : [])];
  for (const id of ids) add(await stores.cases.byId(id), 'joined with another of them', found);
}

async function addByUpn(upn: string, found: Found, { cases, directory }: From): Promise<void> {
  for (const { code } of await directory.authorities()) {
    for (const one of await cases.find(code, null, { by: 'upn', upns: [upn] }, MOST)) add(one, 'the same UPN', found);
  }
}

type Named = Pick<ReturnType<typeof keysOf>, 'nameKey' | 'dateOfBirth'>;

async function addByName({ nameKey, dateOfBirth }: Named, found: Found, { cases, directory }: From): Promise<void> {
  for (const { code } of await directory.authorities()) {
    for (const one of await cases.find(code, null, { by: 'name', parts: [nameKey] }, MOST)) {
      const keys = keysOf(one);
      if (keys.nameKey === nameKey && keys.dateOfBirth === dateOfBirth)
        add(one, 'the same name and date of birth', found);
    }
  }
}

function add(theCase: Case | null, by: FoundBy, found: Found): void {
  if (theCase && !found.has(theCase.id)) found.set(theCase.id, { theCase, by });
}
