/** The roles of people in the field. The first three belong to one school, the others to the authority. */
export const SCHOOL_ROLES = ['attendance-lead', 'safeguarding-lead', 'head-teacher'] as const;
export const AUTHORITY_ROLES = [
  'ews-officer',
  'tracking-officer',
  'caseworker',
  'service-manager',
  'director',
  'panel-member',
  'administrator',
  'auditor',
] as const;
export const ROLES = [...SCHOOL_ROLES, ...AUTHORITY_ROLES] as const;
export type Role = (typeof ROLES)[number];
/** Whom a policy may ask for a check or a step on a case: the others see no case, and it would wait for nobody. */
const SEES_NO_CASE: readonly Role[] = ['director', 'administrator', 'auditor'];
export const CASE_ROLES: readonly Role[] = ROLES.filter((role) => !SEES_NO_CASE.includes(role));

export const isSchoolRole = (role: Role): boolean => (SCHOOL_ROLES as readonly Role[]).includes(role);

export const ROLE_NAMES: Readonly<Record<Role, string>> = {
  'attendance-lead': 'Attendance lead',
  'safeguarding-lead': 'Designated safeguarding lead',
  'head-teacher': 'Head teacher',
  'ews-officer': 'Education welfare officer',
  'tracking-officer': 'Pupil tracking officer',
  caseworker: 'Caseworker',
  'service-manager': 'Service manager',
  director: 'Director of Education',
  'panel-member': 'Panel member',
  administrator: 'Administrator',
  auditor: 'Auditor',
};
