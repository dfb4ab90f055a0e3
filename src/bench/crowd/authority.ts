import { addDays, type Instant } from '../../domain/calendar/date';
import { londonDate } from '../../domain/calendar/london';
import { isSchoolRole, type Role } from '../../domain/access/roles';
import type { PolicyPack } from '../../domain/policy/pack';
import type { Person } from '../../people/directory';
import type { Storage } from '../../stores';
import { IN_SCHOOL_HOURS } from './rules';

export interface Founded {
  readonly code: string;
  /** By which its cases are kept. */
  readonly policy: PolicyPack;
  readonly people: readonly Person[];
  readonly atSchool: ReadonlyMap<string, readonly Person[]>;
}

const guid = (kind: number, a: number, b = 0): string =>
  `${String(kind).repeat(8)}-4444-4444-8444-${String(a).padStart(6, '0')}${String(b).padStart(6, '0')}`;

interface Founding {
  readonly tenant: number;
  readonly schools: number;
  readonly leads: number;
  /** How many days from `now` the term dates reach. */
  readonly daysKnown: number;
  /** Left out, what is not urgent is told in school hours alone. */
  readonly policy?: PolicyPack;
  /** Beside the leads one of each of these, at every school or in the authority; left out, nobody. */
  readonly staff?: readonly Role[];
}

/** To the day before: nothing that is counted in school days falls due from now on. */
export const UNTIL_YESTERDAY = -1;
/** Far into a long term. */
export const A_LONG_TERM = 270;

/** So that no two authorities have a school of one number, however many each has. */
const MOST_SCHOOLS = 1_000;

/** One invented authority in a tenant of its own. */
export async function foundAuthority(
  storage: Storage,
  { tenant, schools, leads, daysKnown, policy = IN_SCHOOL_HOURS, staff = [] }: Founding,
  now: Instant,
): Promise<Founded> {
  const { directory } = storage;
  const code = String(800 + tenant);
  const tenantId = guid(1, tenant);
  const today = londonDate(now);
  const urns = Array.from({ length: schools }, (_, n) => String(900_000 + tenant * MOST_SCHOOLS + n));
  const asked = policy.triage.questions.flatMap(({ notify }) => notify);
  await directory.saveAuthority({
    code,
    name: `Example Council ${code}`,
    policy: policy.family,
    urgentContacts: [...new Set(asked)].map((id) => ({ id, name: id, telephone: '999', hours: 'day and night' })),
    panelAnchor: addDays(today, -7),
  });
  await directory.saveSchools(
    urns.map((urn, n) => ({ urn, authority: code, name: `Example School ${n + 1}`, dfeNumber: `${code}9999` })),
  );
  const term = { from: addDays(today, -90), to: addDays(today, daysKnown) };
  await directory.saveCalendar([{ authority: code, school: null, kind: 'term', ...term, note: '' }]);
  const ofLeads = urns.flatMap((urn, at) =>
    Array.from({ length: leads }, (_, n) => ({
      tenantId,
      entraId: guid(3, tenant, at * leads + n),
      name: `Lead ${n + 1} of School ${at + 1}`,
      authority: code,
      school: urn,
      roles: ['attendance-lead'] as const,
    })),
  );
  const places = staff.flatMap((role) => (isSchoolRole(role) ? urns : [null]).map((school) => ({ role, school })));
  const ofStaff = places.map(({ role, school }, n) => ({
    ...{ tenantId, entraId: guid(5, tenant, n), name: `Somebody ${n + 1} of ${code}` },
    ...{ authority: code, school, roles: [role] },
  }));
  const people = await directory.savePeople(code, [...ofLeads, ...ofStaff]);
  const atSchool = new Map<string, Person[]>();
  for (const urn of urns) atSchool.set(urn, await directory.withRoles(code, urn, ['attendance-lead']));
  return { code, policy, atSchool, people };
}
