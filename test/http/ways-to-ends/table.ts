import { WAYS, type Way } from '../../../src/domain/case/way';

/** Every end that the law and the policy know. */
export const ENDS = [
  'returned',
  'attendance-case',
  'placed',
  'moved',
  'abroad',
  'other-school',
  'home-education',
  'over-age',
  'died',
  'enquiry-answered',
  'removed on ground i',
  'removed on ground h',
  'removed, found and not returning',
] as const;
export type End = (typeof ENDS)[number];

const yes = 'walked';
const no = 'not offered';
type Cell = typeof yes | typeof no;

/**
 * In the order of the ways: missing, non-starter, leaver, leave not ended; not on a roll, new to the city, another
 * authority's enquiry, home education. Only a name that stands on a roll can come back to it, leave it or stay as an attendance matter;
 * a case of a child who is taught near by rests once no other register has the name;
 * ground 9(1)(h) is about a leave of absence; and only another authority's enquiry is answered.
 */
const TABLE: Readonly<Record<End, readonly Cell[]>> = {
  returned: [yes, yes, yes, yes, no, no, no, no],
  'attendance-case': [yes, yes, yes, yes, no, no, no, no],
  placed: [no, no, no, no, yes, yes, yes, yes],
  moved: [yes, yes, yes, yes, yes, yes, yes, yes],
  abroad: [yes, yes, yes, yes, yes, yes, yes, yes],
  'other-school': [yes, yes, yes, yes, yes, yes, yes, yes],
  'home-education': [yes, yes, yes, yes, yes, yes, yes, yes],
  'over-age': [yes, yes, yes, yes, yes, yes, yes, yes],
  died: [yes, yes, yes, yes, yes, yes, yes, yes],
  'enquiry-answered': [no, no, no, no, no, no, yes, no],
  'removed on ground i': [yes, yes, yes, yes, no, no, no, no],
  'removed on ground h': [no, no, no, yes, no, no, no, no],
  'removed, found and not returning': [yes, yes, yes, yes, no, no, no, no],
};

export const walked = (way: Way): End[] => ENDS.filter((end) => TABLE[end][WAYS.indexOf(way)] === yes);
export const notOffered = (way: Way): End[] => ENDS.filter((end) => TABLE[end][WAYS.indexOf(way)] === no);

/** An end at which the name leaves the roll because school and authority together could not bring the child back. */
export const isRemoval = (end: End): boolean => end.startsWith('removed');
