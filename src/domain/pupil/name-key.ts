import type { Pupil } from './pupil';

/** Letters that have no accent to take off, but that people type differently. */
const SPELT_OUT: Readonly<Record<string, string>> = {
  æ: 'ae',
  œ: 'oe',
  ø: 'o',
  ł: 'l',
  đ: 'd',
  ð: 'd',
  þ: 'th',
  ß: 'ss',
  ı: 'i',
};

/**
 * What a name is searched by: lower case, without accents, spaces, hyphens and apostrophes, so that O’Neill-Smith and
 * `oneill smith` are the same child. Letters of every script are kept.
 */
export const nameKey = (pupil: Pick<Pupil, 'forename' | 'surname'>): string =>
  lettersOf(`${pupil.forename}${pupil.surname}`);

/** The same of every word that somebody types to find a name, in whichever order they know its parts. */
export const nameParts = (typed: string): string[] =>
  typed
    .split(/[\s,]+/)
    .map(lettersOf)
    .filter((part) => part !== '');

/** What is left of a name when it is compared: letters and digits alone. */
export const lettersOf = (text: string): string =>
  text
    .toLowerCase()
    .normalize('NFKD')
    .replace(/[æœøłđðþßı]/g, (letter) => SPELT_OUT[letter]!)
    .replace(/[^\p{L}\p{N}]/gu, '');
