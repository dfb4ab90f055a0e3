import type { CtfDestination } from './ctf-destination';

/** Where a Common Transfer File goes: to nobody known, out of the maintained sector, or to a school by its number. */
export const LOST = 'XXXXXXX';
export const OUTSIDE = 'MMMMMMM';

/** Three-digit local authority and four-digit establishment, such as `3419999`. */
export const isSchoolNumber = (text: string): boolean => /^\d{7}$/.test(text) && !text.startsWith('000');

/** An authority itself, such as `383LLLL`: the child is known to live there, and at which school nobody knows yet. */
export const isAuthorityNumber = (text: string): boolean => /^\d{3}LLLL$/.test(text) && !text.startsWith('000');

export const isDestination = (text: string): boolean =>
  text === LOST || text === OUTSIDE || isSchoolNumber(text) || isAuthorityNumber(text);

/** `3419999_CTF_XXXXXXX_001.xml`. The number has three digits: the file after the 999th is 001 again. */
export const ctfName = (source: string, destination: string, number: number): string =>
  `${source}_CTF_${destination}_${String(((number - 1) % 999) + 1).padStart(3, '0')}.xml`;

interface CtfNamed {
  readonly source: string;
  readonly destination: string;
  /** 1 to 999. */
  readonly number: number;
}

/** The parts of such a name; null for any other. */
export function readCtfName(name: string): CtfNamed | null {
  const [, source, destination, number] = /^(\d{7})_CTF_([0-9A-Z]{7})_(\d{3})\.xml$/.exec(name.trim()) ?? [];
  if (!source || !destination || !number || !isDestination(destination)) return null;
  return number === '000' ? null : { source, destination, number: Number(number) };
}

/** What is known of the file that follows a deletion. */
export interface CtfWanted {
  /** The school’s own number; null where none is on record that a file could begin with. */
  readonly source: string | null;
  /** School and authority together did not find the pupil, and nobody has since. */
  readonly lost: boolean;
  /** Where the case says that the child is; null where it does not say. */
  readonly destination: CtfDestination | null;
}

/** Where the case says that the file goes; null where it does not say, and the school does. */
export const addressOf = ({ lost, destination }: Omit<CtfWanted, 'source'>): string | null => {
  if (lost) return LOST;
  return destination && destination.why !== 'lost' ? `${destination.lea}${destination.estab}` : null;
};

/** The name that the file has, in words for people where part of it is not known. */
export const ctfNameWanted = (wanted: CtfWanted): string => {
  const source = wanted.source ?? '(your school’s seven digits)';
  return ctfName(source, addressOf(wanted) ?? '(where it goes)', 1);
};

/** Why the file cannot be called so; null where it can. A file under a wrong name reaches nobody, or everybody. */
export function wrongCtfName(name: string, wanted: CtfWanted): string | null {
  const read = readCtfName(name);
  const like = `The file is called ${ctfNameWanted(wanted)}, or has another number at its end.`;
  if (!read) return `That is no name of a transfer file. ${like}`;
  if (wanted.source && read.source !== wanted.source) return `It begins with the number of another school. ${like}`;
  if (read.destination === wanted.source) return `The file would go to the school that sends it. ${like}`;
  const address = addressOf(wanted);
  if (address && read.destination !== address) return `It goes elsewhere than the case says. ${like}`;
  if (!address && read.destination === LOST)
    return `${LOST} is only for a pupil whom school and authority together could not find. ${like}`;
  return null;
}
