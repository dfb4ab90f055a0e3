import { isSchoolRole, type Role } from '../domain/access/roles';
import type { Person } from './directory';

/** Whether the person holds one of the roles: a school role counts at this school only, the others anywhere. */
export const holdsRole = (person: Person, school: string | null, roles: readonly Role[]): boolean =>
  person.roles.some((role) => roles.includes(role) && (!isSchoolRole(role) || person.school === school));
