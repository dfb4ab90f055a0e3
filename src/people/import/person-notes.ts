import type { Instant } from '../../domain/calendar/date';
import type { AuditNote } from '../../records/audit/entry';
import { operatorNote } from '../../records/audit/operator-note';
import type { KeptPerson } from '../directory';

/** In the last entry of an authority on somebody who stands at another one since. */
export const MOVED_AWAY = 'moved-away';

/**
 * For the trail: of everybody who is not as they were which of their fields are others, by name, and the digests of before
 * and since. Who moves to this authority has an entry on the trail of the one that they were at, too.
 */
export function personNotes(
  authority: string,
  before: readonly KeptPerson[],
  after: readonly KeptPerson[],
  at: Instant,
): AuditNote[] {
  const known = new Map(before.map((person) => [person.id, person]));
  return after.flatMap((person) => {
    const was = known.get(person.id) ?? null;
    if (was?.digest === person.digest) return [];
    const row = { before: was?.digest ?? null, after: person.digest };
    const fields = [`person:${person.id}`, `entra:${person.entraId}`, ...fieldsOf(was, person)];
    const note = { ...operatorNote('change-person', authority, at), fields, row };
    if (was === null || was.authority === authority) return [note];
    return [{ ...note, authority: was.authority, fields: [...fields, MOVED_AWAY] }, note];
  });
}

const NAMES = ['name', 'authority', 'school', 'left'] as const;

function fieldsOf(was: KeptPerson | null, person: KeptPerson): string[] {
  if (was === null) return ['new'];
  const rolesOf = ({ roles }: KeptPerson) => [...roles].sort().join();
  return [
    ...NAMES.filter((name) => was[name] !== person[name]),
    ...(rolesOf(was) === rolesOf(person) ? [] : ['roles']),
  ];
}
