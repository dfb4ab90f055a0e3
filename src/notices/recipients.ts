import { isSchoolRole, type Role } from '../domain/access/roles';
import { may, worksOnCases } from '../domain/access/table';
import type { Assessment, NoticeDue } from '../domain/case/assessment';
import type { Case } from '../domain/case/case';
import type { PolicyPack } from '../domain/policy/pack';
import { isAway, standInsFor } from '../people/away';
import type { Directory, Person } from '../people/directory';

/** Somebody who is told, and those who are away and in whose place they are. */
export interface Told {
  readonly person: Person;
  readonly insteadOf: readonly string[];
}

interface Given {
  readonly case: Case;
  readonly assessment: Assessment;
  readonly policy: PolicyPack;
}

const worksAtTheAuthority = (role: Role): boolean => !isSchoolRole(role) && worksOnCases(role);

/**
 * Everybody with one of the rule's roles: at the case's own school for school roles, in its authority for others. What
 * people of the authority are told who work on cases, the person to whom the case was given is told as well, from then
 * on. What is for one person goes to that person alone, unless they are no longer there.
 */
export async function recipientsOf(due: NoticeDue, given: Given, directory: Directory): Promise<Person[]> {
  const { assigned } = given.assessment;
  const here = async (id: string): Promise<Person | null> => {
    const person = await directory.person(id);
    return person && may(person, 'see-case', given.case) ? person : null;
  };
  const only = due.person ? await here(due.person) : null;
  if (only) return [only];
  const hearsToo = assigned !== null && due.rule.to.some(worksAtTheAuthority) && due.dueAt >= assigned.since;
  const assignee = hearsToo ? await here(assigned.to) : null;
  return distinct([...(await holdersOf(due.rule.to, given.case, directory)), ...(assignee ? [assignee] : [])]);
}

/** Everybody with one of the roles: at the case's own school, or in its authority. */
export async function holdersOf(
  roles: readonly Role[],
  { authority, school }: Pick<Case, 'authority' | 'school'>,
  directory: Pick<Directory, 'withRoles'>,
): Promise<Person[]> {
  const atSchool = roles.filter(isSchoolRole);
  const atAuthority = roles.filter((role) => !isSchoolRole(role));
  return [
    ...(atSchool.length > 0 && school !== null ? await directory.withRoles(authority, school, atSchool) : []),
    ...(atAuthority.length > 0 ? await directory.withRoles(authority, null, atAuthority) : []),
  ];
}

/**
 * Whoever is away is stood in for; what is urgent reaches them as well. Where nobody can stand in, it goes to them all
 * the same: an alert without a reader is worse than one that waits.
 */
export async function withStandIns(
  people: readonly Person[],
  { roles, urgent }: { readonly roles: readonly Role[]; readonly urgent: boolean },
  { assessment: { asOf }, policy }: Omit<Given, 'case'>,
  directory: Pick<Directory, 'withRoles'>,
): Promise<Told[]> {
  const told = new Map<string, { person: Person; insteadOf: string[] }>();
  const tell = (person: Person, insteadOf: string[]) => {
    const known = told.get(person.id);
    if (known) known.insteadOf.push(...insteadOf);
    else told.set(person.id, { person, insteadOf });
  };
  for (const person of people) {
    const standIns = isAway(person, asOf) ? await standInsFor(person, roles, policy, { directory, today: asOf }) : [];
    if (standIns.length === 0 || urgent) tell(person, []);
    for (const standIn of standIns) tell(standIn, [person.id]);
  }
  return [...told.values()];
}

const distinct = (people: readonly Person[]): Person[] => [...new Map(people.map((one) => [one.id, one])).values()];
