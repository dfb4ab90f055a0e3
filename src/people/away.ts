import type { Role } from '../domain/access/roles';
import type { LocalDate } from '../domain/calendar/date';
import type { PolicyPack } from '../domain/policy/pack';
import type { Directory, Person } from './directory';
import { holdsRole } from './holds-role';

/** Up to the day before `until`, the day on which they are back, unless they said that they are back before. */
export const isAway = ({ away }: Pick<Person, 'away'>, today: LocalDate): boolean =>
  !!away && away.backAt === null && today < away.until;

/** Somebody in whose place others are told; or roles that nobody holds, at a school or in an authority. */
export type Missing = Pick<Person, 'id' | 'roles' | 'authority' | 'school'>;

/** Where the colleagues are looked up, and which of them will do. */
export interface Colleagues {
  readonly directory: Pick<Directory, 'withRoles'>;
  readonly today: LocalDate;
  /** Left out: everybody who is not away. */
  fits?(person: Person): boolean | Promise<boolean>;
}

/**
 * Who gets what goes to somebody in these roles while they are missing: everybody who holds the first of the policy's
 * stand-in roles in which somebody is here and fits; nobody where there is no such role.
 */
export async function standInsFor(
  missing: Missing,
  roles: readonly Role[],
  { away }: PolicyPack,
  colleagues: Colleagues,
): Promise<Person[]> {
  const own = missing.roles.filter((role) => roles.includes(role));
  const found = new Map<string, Person>();
  for (const role of own.length > 0 ? own : missing.roles) {
    for (const person of await firstHere(away.standIns[role] ?? [], missing, colleagues)) found.set(person.id, person);
  }
  return [...found.values()];
}

async function firstHere(
  roles: readonly Role[],
  { id, authority, school }: Missing,
  { directory, today, fits = () => true }: Colleagues,
): Promise<Person[]> {
  for (const role of roles) {
    const here: Person[] = [];
    for (const one of await directory.withRoles(authority, school, [role])) {
      if (holdsRole(one, school, [role]) && one.id !== id && !isAway(one, today) && (await fits(one))) here.push(one);
    }
    if (here.length > 0) return here;
  }
  return [];
}
