/** Where a Common Transfer File goes: to nobody known, out of the maintained sector, or to a school by its number. */
export const LOST = 'XXXXXXX';
export const OUTSIDE = 'MMMMMMM';

/** Three-digit local authority and four-digit establishment, such as `3419999`. */
export const isSchoolNumber = (text: string): boolean => /^\d{7}$/.test(text) && !text.startsWith('000');

export const isDestination = (text: string): boolean => text === LOST || text === OUTSIDE || isSchoolNumber(text);

/** `3419999_CTF_XXXXXXX_001.xml`. The number has three digits: the file after the 999th is 001 again. */
export const ctfName = (source: string, destination: string, number: number): string =>
  `${source}_CTF_${destination}_${String(((number - 1) % 999) + 1).padStart(3, '0')}.xml`;
