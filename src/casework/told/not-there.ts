import { inWords } from '../../domain/calendar/date';
import type { Fact } from '../../domain/case/fact';
import { standingDeletion } from '../../domain/case/name';
import type { Nowhere } from '../../domain/case/nowhere';
import type { PolicyPack } from '../../domain/policy/pack';

/** What is known of a child on no roll who is not where it was said to be, in sentences for cards and papers. */
export function notThere({ place: { located } }: Nowhere, facts: readonly Fact[], { found }: PolicyPack): string[] {
  const deleted = standingDeletion(facts);
  const place = found.places.find(({ id }) => id === located.where);
  return [
    deleted ? `The name was deleted from the register here on ${inWords(deleted.on)}.` : '',
    place?.saysNotThere ?? '',
    `That was said for ${inWords(located.on)}${located.by && `, by ${located.by}`}.`,
  ].filter((sentence) => sentence !== '');
}
