/** The roles of people in the field. The first three belong to one school, the others to the authority. */
export const SCHOOL_ROLES = ['attendance-lead', 'safeguarding-lead', 'head-teacher'] as const;
export const AUTHORITY_ROLES = [
  'ews-officer',
  'tracking-officer',
  'caseworker',
  'service-manager',
  'panel-member',
  'administrator',
  'auditor',
] as const;
export const ROLES = [...SCHOOL_ROLES, ...AUTHORITY_ROLES] as const;
export type Role = (typeof ROLES)[number];
/** Whom a policy may ask for a check or a step on a case: the other two see no case, and it would wait for nobody. */
export const CASE_ROLES: readonly Role[] = ROLES.filter((role) => role !== 'administrator' && role !== 'auditor');

export const isSchoolRole = (role: Role): boolean => (SCHOOL_ROLES as readonly Role[]).includes(role);

export const ROLE_NAMES: Readonly<Record<Role, string>> = {
  'attendance-lead': 'Attendance lead',
  'safeguarding-lead': 'Designated safeguarding lead',
  'head-teacher': 'Head teacher',
  'ews-officer': 'Education welfare officer',
  'tracking-officer': 'Pupil tracking officer',
  caseworker: 'Caseworker',
  'service-manager': 'Service manager',
  'panel-member': 'Panel member',
  administrator: 'Administrator',
  auditor: 'Auditor',
};
