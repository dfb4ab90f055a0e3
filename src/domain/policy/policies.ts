import type { LocalDate } from '../calendar/date';
import { loadPolicy, PolicyError } from './load-policy';
import type { PolicyPack } from './pack';
import liverpool from './packs/liverpool.json';
import westmere from './packs/westmere.json';
import type { Problem } from './problem';

export { loadPolicy, PolicyError } from './load-policy';
export type { Problem } from './problem';

/** The packs that an installation knows. Called with an id it gives that pack, and throws when there is none. */
export interface Policies {
  (id: string): PolicyPack;
  readonly ids: readonly string[];
  readonly families: readonly string[];
  /** The packs of a family in the order in which they begin. */
  sequence(family: string): readonly PolicyPack[];
  /** The pack of a family that holds on a day; before the first begins, the first, as no case is without rules. */
  inForce(family: string, on: LocalDate): PolicyPack;
}

/** Throws `PolicyError` when the packs do not go together. */
export function policiesFrom(packs: readonly PolicyPack[]): Policies {
  const problems = togetherProblems(packs);
  if (problems.length > 0) throw new PolicyError(problems);
  const byId = new Map(packs.map((pack) => [pack.id, pack]));
  const families = [...new Set(packs.map(({ family }) => family))];
  const sequence = (family: string) =>
    packs.filter((pack) => pack.family === family).sort((a, b) => a.startsOn.localeCompare(b.startsOn));
  const known = <T>(thing: T | undefined, what: string): T => {
    if (thing === undefined) throw new Error(`There is no policy pack ${what}. Known: ${[...byId.keys()].join(', ')}.`);
    return thing;
  };
  return Object.assign((id: string) => known(byId.get(id), id), {
    ids: [...byId.keys()],
    families,
    sequence,
    inForce(family: string, on: LocalDate) {
      const all = sequence(family);
      return known(all.findLast(({ startsOn }) => startsOn <= on) ?? all[0], family);
    },
  });
}

/** One id, one pack; and of two packs of one family it must be plain which holds. */
function togetherProblems(packs: readonly PolicyPack[]): Problem[] {
  return packs.flatMap((pack, at) => {
    const before = packs.slice(0, at);
    const family = before.find((one) => one.family === pack.family);
    const problems: Problem[] = [];
    if (before.some(({ id }) => id === pack.id))
      problems.push({ path: 'id', says: `There are two packs ${pack.id}. Give one of them another id.` });
    if (before.some((one) => one.family === pack.family && one.startsOn === pack.startsOn))
      problems.push({
        path: 'startsOn',
        says: `Two packs of ${pack.family} start on ${pack.startsOn}. Change one date.`,
      });
    if (family && family.authority.code !== pack.authority.code)
      problems.push({
        path: 'family',
        says: `${pack.id} is of authority ${pack.authority.code}, and the family ${pack.family} of ${family.authority.code}.`,
      });
    return problems;
  });
}

/** The packs that ship, as they are written. */
export const SHIPPED: readonly PolicyPack[] = [liverpool, westmere].map(loadPolicy);

/** The packs that ship, by id. A broken one stops the start. */
export const policyPack: Policies = policiesFrom(SHIPPED);

export const policyPackIds = (): readonly string[] => policyPack.ids;
