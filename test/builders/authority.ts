import type { Role } from '../../src/domain/access/roles';
import { policyPack } from '../../src/domain/policy/policies';
import type { Person } from '../../src/people/directory';
import { takeIn } from '../../src/people/import/people';
import type { Storage, Stores } from '../../src/stores';

export const TENANT = '11111111-1111-4111-8111-111111111111';
export const SCHOOL = '999001';
export const OTHER_SCHOOL = '999002';

/** Where an authority's people and schools are; a second one in the same house is somewhere else. */
export interface Whereabouts {
  readonly tenant: string;
  readonly school: string;
  readonly otherSchool: string;
}
const HERE: Whereabouts = { tenant: TENANT, school: SCHOOL, otherSchool: OTHER_SCHOOL };
export const ELSEWHERE: Whereabouts = {
  tenant: '22222222-2222-4222-8222-222222222222',
  school: '998001',
  otherSchool: '998002',
};
const entra = (n: number) => `33333333-3333-4333-8333-3333333333${String(n).padStart(2, '0')}`;

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
  ['Kay Audit', null, 'auditor'],
  ['Lou Director', null, 'director'],
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
  readonly auditor: Person;
  readonly director: Person;
}

const CONTACTS: Readonly<Record<string, { readonly name: string; readonly hours: string }>> = {
  'social-care': { name: 'Example Careline', hours: 'day and night' },
  police: { name: 'Police', hours: 'day and night' },
  'social-worker': { name: 'The child’s social worker', hours: 'office hours' },
};

/** Whoever the pack has staff notify must have a number. */
const contactsFor = (policy: string) => {
  const asked = policyPack(policy).triage.questions.flatMap(({ notify }) => notify);
  const ids = [...new Set([...Object.keys(CONTACTS).filter((id) => asked.includes(id)), ...asked])];
  return ids.map((id, at) => ({
    id,
    name: CONTACTS[id]?.name ?? `Example ${id}`,
    telephone: id === 'police' ? '999' : `0151 496 000${at === 0 ? 1 : 2}`,
    hours: CONTACTS[id]?.hours ?? 'day and night',
  }));
};

type SavePeople = (stores: Stores, ...people: Parameters<Stores['directory']['savePeople']>) => Promise<unknown>;
const withoutATrail: SavePeople = ({ directory }, ...people) => directory.savePeople(...people);
/** As an import takes them in, which the trail has then. */
export const onTheTrail: SavePeople = (stores, code, people) =>
  takeIn(code, people, '2026-04-27T07:00:00.000Z', stores);

/** A small invented authority under one of the packs that ship, with Liverpool's real 2025/26 term dates. */
export async function anAuthority(
  storage: Storage,
  policy = 'liverpool',
  at = HERE,
  savePeople = withoutATrail,
): Promise<Staff> {
  const urnOf = (school: string | null) =>
    school === SCHOOL ? at.school : school === OTHER_SCHOOL ? at.otherSchool : null;
  const { code } = policyPack(policy).authority;
  await storage.transaction(async (stores) => {
    const { directory } = stores;
    await directory.saveAuthority({
      code,
      name: 'Example City Council',
      policy,
      urgentContacts: contactsFor(policy),
      panelAnchor: '2026-04-23',
    });
    await directory.saveSchools([
      { urn: at.school, authority: code, name: 'Example Primary School', dfeNumber: `${code}9999` },
      { urn: at.otherSchool, authority: code, name: 'Sample High School', dfeNumber: `${code}9998` },
    ]);
    await directory.saveCalendar([
      { authority: code, school: null, kind: 'term', from: '2025-09-01', to: '2025-12-19', note: 'Autumn' },
      { authority: code, school: null, kind: 'half-term', from: '2025-10-27', to: '2025-10-31', note: '' },
      { authority: code, school: null, kind: 'term', from: '2026-01-05', to: '2026-03-27', note: 'Spring' },
      { authority: code, school: null, kind: 'half-term', from: '2026-02-16', to: '2026-02-20', note: '' },
      { authority: code, school: null, kind: 'term', from: '2026-04-13', to: '2026-07-20', note: 'Summer' },
      { authority: code, school: null, kind: 'half-term', from: '2026-05-25', to: '2026-05-29', note: '' },
    ]);
    await savePeople(
      stores,
      code,
      STAFF.map(([name, school, role], n) => ({
        tenantId: at.tenant,
        entraId: entra(n),
        name,
        authority: code,
        school: urnOf(school),
        roles: [role],
      })),
    );
  });
  const people = await Promise.all(STAFF.map((_, n) => storage.directory.personByEntraId(at.tenant, entra(n))));
  const [lead, safeguarding, head, otherLead, officer, welfare, panel, administrator, ...others] = people as Person[];
  const [caseworker, manager, auditor, director] = others;
  const atSchools = { lead, safeguarding, head, otherLead };
  return { ...atSchools, officer, welfare, panel, administrator, caseworker, manager, auditor, director } as Staff;
}
