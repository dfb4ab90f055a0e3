import { nameKey } from '../pupil/name-key';
import type { Pupil } from '../pupil/pupil';
import { sameChild } from '../pupil/same-child';

/**
 * Puts together what surely is of one child, in the order given: `sameChild` says which is. Only those that have a name
 * with a date of birth, or a UPN, in common are compared, so that a long register is not gone through once for each.
 */
export function byChild<T extends { readonly pupil: Pupil | null }>(entries: readonly T[]): T[][] {
  const children: T[][] = [];
  const known = new Map<string, T[][]>();
  for (const entry of entries) {
    const keys = keysOf(entry.pupil);
    const alike = new Set(keys.flatMap((key) => known.get(key) ?? []));
    const same = [...alike].find((child) => child.some(({ pupil }) => sameChild(pupil, entry.pupil)));
    const child = same ?? [];
    if (!same) children.push(child);
    child.push(entry);
    for (const key of keys) known.set(key, [...new Set([...(known.get(key) ?? []), child])]);
  }
  return children;
}

function keysOf(pupil: Pupil | null): string[] {
  if (!pupil) return [];
  return [
    ...(pupil.upn === null ? [] : [`upn ${pupil.upn}`]),
    ...(pupil.dateOfBirth === null ? [] : [`born ${pupil.dateOfBirth} ${nameKey(pupil)}`]),
  ];
}
