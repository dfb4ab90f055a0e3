import { nameParts } from '../../domain/pupil/name-key';
import type { Pupil } from '../../domain/pupil/pupil';

type Called = Pick<Pupil, 'forename' | 'surname'>;

/**
 * Whether one of these names stands in what was typed of brothers and sisters: the forename, as words one after the other,
 * and the surname anywhere in it, or none where it is that of the child of whom it was typed. A name of other words than
 * were typed is not found.
 */
export function isNamedIn(
  said: { readonly text: string; readonly surname: string },
  names: readonly Called[],
): boolean {
  const words = nameParts(said.text.replaceAll(/[^\p{L}\p{N}\p{M}'’-]+/gu, ' '));
  const family = nameParts(said.surname);
  return names.some(({ forename, surname }) => {
    const last = nameParts(surname);
    return stands(nameParts(forename), words) && (stands(last, words) || last.join() === family.join());
  });
}

const stands = (some: readonly string[], words: readonly string[]): boolean =>
  some.length > 0 && words.some((_, at) => some.every((word, n) => words[at + n] === word));
