import { z } from 'zod';
import { AUTHORITY_ROLES, ROLE_NAMES, ROLES, SCHOOL_ROLES, type Role } from '../../domain/access/roles';
import type { Instant } from '../../domain/calendar/date';
import { foldAgain } from '../../notices/fold-milestones';
import type { Storage, Stores } from '../../stores';
import type { Person } from '../directory';
import { noteSource } from '../groups/source';
import { readCsv, type Row, type Rows } from './csv';
import { distinct, duplicates } from './duplicates';
import { authorityCode, entraGuid, urnOrNone, words } from './fields';
import { personNotes } from './person-notes';
import { counted } from '../../letters';
import { refuseIfAny, type Imported, type Problem } from './problem';
import { unknownAuthorities, unknownSchools } from './schools';

const roles = z.string().transform((text, context): Role[] => {
  const named = distinct(text.split(';').map((name) => name.trim().toLowerCase())).filter((name) => name !== '');
  const unknown = named.filter((name) => !(ROLES as readonly string[]).includes(name));
  for (const name of unknown) {
    const message = `There is no role "${name}". The roles are ${ROLES.join(', ')}.`;
    context.addIssue({ code: 'custom', message });
  }
  if (named.length === 0) context.addIssue({ code: 'custom', message: `The roles are missing: ${ROLES.join(', ')}.` });
  return named as Role[];
});

const PersonRow = z.strictObject({
  tenant_id: entraGuid('The tenant id'),
  entra_id: entraGuid('The Entra object id'),
  name: words('The name'),
  authority: authorityCode,
  school_urn: urnOrNone,
  roles,
});

export type NewPerson = Omit<Person, 'id'>;

/**
 * People from a CSV file with the columns
 * - `tenant_id`, `entra_id`: GUIDs of the tenant and of the person's object in Entra; a person is known by these two;
 * - `name`: as colleagues are shown it;
 * - `authority`: code of three digits, imported before;
 * - `school_urn`: for roles at a school, imported before; empty for roles at the authority;
 * - `roles`: one or more of `ROLES`, separated by `;`.
 *
 * The file holds everybody of an authority: whoever is not in it any more may do nothing any more.
 */
export function parsePeople(text: string): Rows<NewPerson> {
  const { rows, problems } = readCsv(text, PersonRow);
  const people = rows.map(({ line, value }) => ({ line, value: asPerson(value) }));
  return {
    rows: people,
    problems: [
      ...problems,
      ...duplicates(people, 'entra_id', ({ tenantId, entraId }) => `${tenantId} ${entraId}`, 'This person'),
      ...people.flatMap(rolesInTheWrongPlace),
    ],
  };
}

const asPerson = (row: z.output<typeof PersonRow>): NewPerson => ({
  tenantId: row.tenant_id,
  entraId: row.entra_id,
  name: row.name,
  authority: row.authority,
  school: row.school_urn,
  roles: row.roles,
});

function rolesInTheWrongPlace({ line, value }: Row<NewPerson>): Problem[] {
  const atSchool = value.roles.filter((role) => (SCHOOL_ROLES as readonly Role[]).includes(role));
  const atAuthority = value.roles.filter((role) => (AUTHORITY_ROLES as readonly Role[]).includes(role));
  if (atSchool.length > 0 && atAuthority.length > 0) {
    const says = `${named(atSchool)} is a role at a school and ${named(atAuthority)} at the authority: one person cannot have both.`;
    return [{ line, column: 'roles', says }];
  }
  if (atSchool.length > 0 && value.school === null) {
    return [{ line, column: 'school_urn', says: `${named(atSchool)} is a role at a school: its URN is missing.` }];
  }
  if (atAuthority.length > 0 && value.school !== null) {
    const says = `${named(atAuthority)} is a role at the authority: leave the URN empty.`;
    return [{ line, column: 'school_urn', says }];
  }
  return [];
}

const named = (some: readonly Role[]): string => some.map((role) => ROLE_NAMES[role]).join(', ');

/** Throws `ImportRefused` with every problem; then nothing has been changed. */
export async function importPeople(storage: Storage, text: string, now: Instant): Promise<Imported> {
  const { rows, problems } = parsePeople(text);
  return storage.transaction(async (stores) => {
    refuseIfAny([...problems, ...(await unknownAuthorities(rows, stores)), ...(await unknownSchools(rows, stores))]);
    const people = rows.map(({ value }) => value);
    const notes: string[] = [];
    for (const code of distinct(people.map(({ authority }) => authority))) {
      const ofAuthority = people.filter(({ authority }) => authority === code);
      notes.push(...(await takeIn(code, ofAuthority, now, stores)));
      await noteSource(code, 'file', stores.settings);
    }
    return {
      says: `${counted(people.length, 'person', 'people')} imported.`,
      notes,
      authorities: distinct(people.map(({ authority }) => authority)),
    };
  });
}

/**
 * They are everybody of the authority from now on. Open cases are looked at again, so that an alert for which there was
 * nobody reaches whoever has the role now; and whoever was left out by mistake gets what was for them meanwhile, on one card
 * for each case. Who got the app before they were known is written to in the chat that they have had since. The trail has
 * an entry on each who is not as they were.
 * @returns what may be a mistake.
 */
export async function takeIn(
  code: string,
  people: readonly NewPerson[],
  now: Instant,
  stores: Stores,
): Promise<string[]> {
  const { directory, audit } = stores;
  const before = await directory.asKept(code, people);
  const here = await directory.savePeople(code, people);
  for (const note of personNotes(code, before, await directory.asKept(code, people), now)) await audit.add(note);
  await stores.cases.makeDue(code, null, now);
  const dueAgain = await stores.outbox.peopleChanged(
    code,
    here.map(({ id }) => id),
  );
  await foldAgain(stores, dueAgain);
  for (const id of await stores.references.adopt(here)) await stores.outbox.reachable(id);
  return whoIsMissing(code, people, stores);
}

/** Alerts go to people by their roles: where nobody has the role, nobody is told. */
async function whoIsMissing(code: string, people: readonly NewPerson[], { directory }: Stores): Promise<string[]> {
  const schools = await directory.schools(code);
  const deserted = schools.filter(({ urn: its }) => !people.some(({ school }) => school === its));
  const officer = people.some((person) => person.roles.includes('tracking-officer'));
  return [
    ...(officer ? [] : [`Authority ${code} has no tracking officer: nobody would receive the alerts.`]),
    ...deserted.map((school) => `Nobody works at ${school.name} (${school.urn}).`),
  ];
}
