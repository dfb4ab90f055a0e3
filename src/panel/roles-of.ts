import type { RegisterLine } from '../domain/register/register';
import type { RolesOf } from '../domain/register/told';
import type { Directory } from '../people/directory';

/** Of those to whom these cases were ever given; asked for all of them at once. Roles are those that they have now. */
export async function rolesOfAssigned(
  lines: readonly Pick<RegisterLine, 'entry'>[],
  directory: Directory,
): Promise<RolesOf> {
  const ids = lines.flatMap(({ entry }) =>
    entry.case.facts.flatMap((fact) => (fact.kind === 'assigned' && fact.to !== null ? [fact.to] : [])),
  );
  const people = ids.length === 0 ? [] : await directory.peopleHere([...new Set(ids)]);
  const roles = new Map(people.map((person) => [person.id, person.roles]));
  return (person) => roles.get(person) ?? [];
}
