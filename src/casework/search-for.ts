import { nameParts } from '../domain/pupil/name-key';
import { checkLetterFor } from '../domain/pupil/upn';
import type { Sought } from './case-store';
import { readReference } from './reference';

const FEWEST_LETTERS = 3;

/** What somebody means who types this; null when it is too little to search by. */
export function soughtBy(typed: string): Sought | null {
  const reference = readReference(typed);
  if (reference) return { by: 'reference', reference };
  const upns = upnsMeant(typed);
  if (upns) return { by: 'upn', upns };
  const parts = nameParts(typed);
  return parts.join('').length < FEWEST_LETTERS ? null : { by: 'name', parts };
}

/**
 * The UPN as typed, and the one with the check letter that the rest calls for: the letter is what people leave out or
 * mistype. Letters that a UPN never has are read as the digits that they look like.
 */
function upnsMeant(typed: string): string[] | null {
  const [, letter = '', digits = '', last = ''] =
    /^([A-Z]?)([\dIOS]{11})([\dA-Z])$/.exec(typed.toUpperCase().replace(/[\s-]/g, '')) ?? [];
  if (digits === '') return null;
  const twelve = digits.replace(/[IOS]/g, (sign) => ({ I: '1', O: '0', S: '5' })[sign]!) + last;
  return [...new Set([...(letter ? [letter + twelve] : []), checkLetterFor(twelve) + twelve])];
}
