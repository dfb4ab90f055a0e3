import { isSchoolRole } from '../../domain/access/roles';
import type { NewPerson } from '../import/people';
import type { GroupRole, Member } from './groups';

/** The members of a group with the role that it gives. */
export interface ReadGroup extends GroupRole {
  readonly members: readonly Member[];
}

export interface Belonging {
  readonly people: readonly NewPerson[];
  /** How many stand in groups that do not go together: two schools, or a school and the authority. They get no role. */
  readonly contradicting: number;
}

/** Everybody with the roles of all their groups. Guests, and whoever may not sign in any more, have none. */
export function whoBelongs(groups: readonly ReadGroup[], tenantId: string): Belonging {
  const found = new Map<string, NewPerson[]>();
  for (const { members, role, authority, school } of groups) {
    for (const { entraId, name } of members.filter(({ isGuest, isEnabled }) => isEnabled && !isGuest)) {
      const person = { tenantId, entraId, name, authority, school, roles: [role] };
      found.set(entraId, [...(found.get(entraId) ?? []), person]);
    }
  }
  const together = [...found.values()].map(asOne);
  const people = together.filter((person) => person !== null);
  return { people, contradicting: together.length - people.length };
}

/** Null where one person would have to be two. */
function asOne(parts: readonly NewPerson[]): NewPerson | null {
  const [first, ...others] = parts as [NewPerson, ...NewPerson[]];
  const isOnePlace = others.every(({ authority, school }) => authority === first.authority && school === first.school);
  if (!isOnePlace) return null;
  return { ...first, roles: [...new Set(parts.flatMap(({ roles }) => roles))].sort() };
}

/** A role at a school needs one, and a role at the authority has none. */
export const isInItsPlace = ({ role, school }: Pick<GroupRole, 'role' | 'school'>): boolean =>
  isSchoolRole(role) === (school !== null);
