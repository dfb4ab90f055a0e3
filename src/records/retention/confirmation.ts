import type { Fated, Preview } from './preview';
import { sha256 } from '../audit/hash';

export const goingIn = ({ cases }: Preview): (Fated & { readonly fate: { readonly kind: 'goes' } })[] =>
  cases.filter(
    (one): one is Fated & { readonly fate: Extract<Fated['fate'], { kind: 'goes' }> } => one.fate.kind === 'goes',
  );

/**
 * Stands for the very cases that were shown, as they were, and the rule by which each goes. One that has come due since,
 * or on which somebody wrote, makes it another: what was not seen is not deleted.
 */
export const confirmationOf = (previews: readonly Preview[]): string =>
  sha256(
    previews
      .flatMap((preview) => goingIn(preview).map((one) => ({ ...one, authority: preview.authority.code })))
      .map(({ authority, id, version, fate }) => [authority, id, version, fate.by, fate.since].join(' '))
      .sort()
      .join('\n'),
  ).slice(0, 16);
