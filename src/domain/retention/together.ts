import type { Standing } from './standing';

interface Joined {
  readonly id: string;
  readonly standing: Pick<Standing, 'oneWith'>;
}

/**
 * The cases of one child that were joined, each in one list with all that it is one with, however many lie in between.
 * Cases of brothers and sisters are not: each child's own time runs.
 */
export function together<C extends Joined>(cases: readonly C[]): readonly (readonly C[])[] {
  const listOf = new Map(cases.map((one) => [one.id, [one]]));
  for (const { id, standing } of cases) {
    for (const other of standing.oneWith) merge(listOf, id, other);
  }
  return [...new Set(listOf.values())];
}

function merge<C extends Joined>(listOf: Map<string, C[]>, id: string, other: string): void {
  const [here, there] = [listOf.get(id)!, listOf.get(other)];
  if (!there || there === here) return;
  here.push(...there);
  for (const one of there) listOf.set(one.id, here);
}
