import { refusedNote } from '../casework/deed';
import type { Action } from '../domain/access/table';
import type { CaseHead } from '../domain/case/case';
import type { Instant } from '../domain/calendar/date';
import type { Directory, Person } from '../people/directory';
import type { Serves } from '../tenants';
import type { AuditNote } from './audit/entry';

/** Whose link it is, and why nothing may be fetched by it any more, whatever it leads to; null while something may. */
export interface LinkHolder {
  readonly person: Person;
  readonly ended: 'left' | 'tenant-not-served' | null;
}

/** Null where nobody like that was ever there. */
export async function linkHolder(
  personId: string,
  directory: Pick<Directory, 'person' | 'people'>,
  serves: Serves,
): Promise<LinkHolder | null> {
  const person = await directory.person(personId);
  if (person) return { person, ended: serves(person.tenantId) ? null : 'tenant-not-served' };
  const [gone] = await directory.people([personId]);
  return gone ? { person: { ...gone, roles: [] }, ended: 'left' } : null;
}

/** The link was good still, and whoever it was given to may not have what it leads to any more. */
export const endedNote = (
  { person, ended }: LinkHolder,
  action: Action,
  theCase: CaseHead | null,
  at: Instant,
): AuditNote =>
  refusedNote({ person, action }, { code: ended ?? 'not-allowed', tried: theCase ? { theCase } : {} }, at);
