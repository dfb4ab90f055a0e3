import type { Role } from '../../src/domain/access/roles';
import type { Person } from '../../src/people/directory';
import type { Storage } from '../../src/stores';

export const TENANT = '11111111-1111-4111-8111-111111111111';
export const SCHOOL = '999001';
export const OTHER_SCHOOL = '999002';
const entra = (n: number) => `33333333-3333-4333-8333-33333333330${n}`;

const STAFF: readonly [string, string | null, Role][] = [
  ['Ash Lead', SCHOOL, 'attendance-lead'],
  ['Bo Guard', SCHOOL, 'safeguarding-lead'],
  ['Cy Head', SCHOOL, 'head-teacher'],
  ['Di Other', OTHER_SCHOOL, 'attendance-lead'],
  ['Ed Track', null, 'tracking-officer'],
  ['Flo Welfare', null, 'ews-officer'],
  ['Gus Panel', null, 'panel-member'],
  ['Hal Admin', null, 'administrator'],
  ['Ivy Case', null, 'caseworker'],
  ['Jan Manager', null, 'service-manager'],
];

export interface Staff {
  readonly lead: Person;
  readonly safeguarding: Person;
  readonly head: Person;
  readonly otherLead: Person;
  readonly officer: Person;
  readonly welfare: Person;
  readonly panel: Person;
  readonly administrator: Person;
  readonly caseworker: Person;
  readonly manager: Person;
}

/** A small invented authority under the Liverpool pack, with Liverpool's real 2025/26 term dates. */
export async function anAuthority(storage: Storage): Promise<Staff> {
  await storage.transaction(async ({ directory }) => {
    await directory.saveAuthority({
      code: '341',
      name: 'Example City Council',
      policy: 'liverpool',
      urgentContacts: [
        { id: 'social-care', name: 'Example Careline', telephone: '0151 496 0001', hours: 'day and night' },
        { id: 'police', name: 'Police', telephone: '999', hours: 'day and night' },
        { id: 'social-worker', name: 'The child’s social worker', telephone: '0151 496 0002', hours: 'office hours' },
      ],
      panelAnchor: '2026-04-23',
    });
    await directory.saveSchools([
      { urn: SCHOOL, authority: '341', name: 'Example Primary School', dfeNumber: '3419999' },
      { urn: OTHER_SCHOOL, authority: '341', name: 'Sample High School', dfeNumber: '3419998' },
    ]);
    await directory.saveCalendar([
      { authority: '341', school: null, kind: 'term', from: '2025-09-01', to: '2025-12-19', note: 'Autumn' },
      { authority: '341', school: null, kind: 'half-term', from: '2025-10-27', to: '2025-10-31', note: '' },
      { authority: '341', school: null, kind: 'term', from: '2026-01-05', to: '2026-03-27', note: 'Spring' },
      { authority: '341', school: null, kind: 'half-term', from: '2026-02-16', to: '2026-02-20', note: '' },
      { authority: '341', school: null, kind: 'term', from: '2026-04-13', to: '2026-07-20', note: 'Summer' },
      { authority: '341', school: null, kind: 'half-term', from: '2026-05-25', to: '2026-05-29', note: '' },
    ]);
    await directory.savePeople(
      '341',
      STAFF.map(([name, school, role], n) => ({
        tenantId: TENANT,
        entraId: entra(n),
        name,
        authority: '341',
        school,
        roles: [role],
      })),
    );
  });
  const people = await Promise.all(STAFF.map((_, n) => storage.directory.personByEntraId(TENANT, entra(n))));
  const [lead, safeguarding, head, otherLead, officer, welfare, panel, administrator, caseworker, manager] =
    people as Person[];
  return { lead, safeguarding, head, otherLead, officer, welfare, panel, administrator, caseworker, manager } as Staff;
}
