import type { Role } from '../domain/access/roles';
import type { LocalDate } from '../domain/calendar/date';
import type { PolicyPack } from '../domain/policy/pack';
import type { Directory, Person } from './directory';
import { holdsRole } from './holds-role';

/** Up to the day before `until`, the day on which they are back, unless they said that they are back before. */
export const isAway = ({ away }: Pick<Person, 'away'>, today: LocalDate): boolean =>
  !!away && away.backAt === null && today < away.until;

/**
 * Who gets what goes to this person in these roles while they are away: everybody who holds the first of the policy's
 * stand-in roles that somebody holds who is here; nobody where there is no such role.
 */
export async function standInsFor(
  person: Person,
  roles: readonly Role[],
  { away }: PolicyPack,
  directory: Pick<Directory, 'withRoles'>,
  today: LocalDate,
): Promise<Person[]> {
  const own = person.roles.filter((role) => roles.includes(role));
  const found: Person[] = [];
  for (const role of own.length > 0 ? own : person.roles) {
    found.push(...(await firstHere(away.standIns[role] ?? [], person, directory, today)));
  }
  return found;
}

async function firstHere(
  roles: readonly Role[],
  person: Person,
  directory: Pick<Directory, 'withRoles'>,
  today: LocalDate,
): Promise<Person[]> {
  for (const role of roles) {
    const holders = await directory.withRoles(person.authority, person.school, [role]);
    const here = holders.filter(
      (one) => holdsRole(one, person.school, [role]) && one.id !== person.id && !isAway(one, today),
    );
    if (here.length > 0) return here;
  }
  return [];
}
