import { isSchoolRole, ROLE_NAMES, ROLES, type Role } from '../domain/access/roles';
import type { Case } from '../domain/case/case';
import type { Person } from '../people/directory';
import { lower } from '../letters';

const PREFIX = 'role:';

/** Why a delivery is `unreachable` that is for a role which nobody holds. */
export const NOBODY_HOLDS_IT = 'nobody-holds-role';

/** Roles of one school, by its URN, or of the authority (null), of which nobody holds any. */
export interface Vacancy {
  readonly school: string | null;
  readonly roles: readonly Role[];
}

/**
 * Of the roles that an alert is for, those of the school and those of the authority, where nobody on that side is told.
 * Somebody of the other side who is told has not the work of this one.
 */
export function vacanciesAmong(
  roles: readonly Role[],
  told: readonly Pick<Person, 'school'>[],
  { school }: Pick<Case, 'school'>,
): Vacancy[] {
  const sides = [
    ...(school === null ? [] : [{ school, roles: roles.filter(isSchoolRole) }]),
    { school: null, roles: roles.filter((role) => !isSchoolRole(role)) },
  ];
  return sides.filter(
    (side) => side.roles.length > 0 && !told.some((one) => (one.school === null) === (side.school === null)),
  );
}

/** Whom the outbox knows a vacancy as, such as `role:341000:head-teacher` or `role::tracking-officer+caseworker`. */
export const recipientFor = ({ school, roles }: Vacancy): string => `${PREFIX}${school ?? ''}:${roles.join('+')}`;

/** Null where the recipient is a person or a channel. */
export function vacancyOf(recipient: string): Vacancy | null {
  if (!recipient.startsWith(PREFIX)) return null;
  const [school, roles = ''] = recipient.slice(PREFIX.length).split(':');
  return { school: school || null, roles: ROLES.filter((role) => roles.split('+').includes(role)) };
}

/** As in "sent to the pupil tracking officer (nobody yet)"; null where the recipient is a person or a channel. */
export function vacancyInWords(recipient: string): string | null {
  const vacancy = vacancyOf(recipient);
  return vacancy && `the ${vacancy.roles.map((role) => lower(ROLE_NAMES[role])).join(' or ')} (nobody yet)`;
}
