import { ROLE_NAMES } from '../domain/access/roles';
import { inWords, type Instant } from '../domain/calendar/date';
import { londonDate, londonTime } from '../domain/calendar/london';
import type { Reach } from '../domain/calendar/school-calendar';
import type { Case } from '../domain/case/case';
import type { Fact, FactKind } from '../domain/case/fact';
import type { Pupil, Sex, UpnUnknown } from '../domain/pupil/pupil';
import type { Person } from '../people/directory';
import { capital } from '../letters';

/** People who acted on a case, by id; whoever has left is still among them. */
export type People = ReadonlyMap<string, Person>;

/** `Sam Green, attendance lead`. */
export function whoInWords(id: string, people: People): string {
  const person = people.get(id);
  if (!person) return 'Somebody who is not known any more';
  return [person.name, ...person.roles.map((role) => ROLE_NAMES[role].toLowerCase())].join(', ');
}

/** `Mon 27 April 2026, 08:40`. */
export const momentInWords = (at: Instant): string => `${inWords(londonDate(at))}, ${londonTime(at)}`;

/** When something was recorded, and by whom. */
export const signed = (fact: Pick<Fact, 'recordedAt' | 'recordedBy'>, people: People): string =>
  `${momentInWords(fact.recordedAt)}, by ${whoInWords(fact.recordedBy, people)}`;

/** When this was said last, and by whom; empty where nobody has. */
export function lastSaid(kind: FactKind, { case: { facts } }: { readonly case: Pick<Case, 'facts'> }, people: People) {
  const fact = facts.findLast((one) => one.kind === kind);
  return fact ? signed(fact, people) : '';
}

const SEXES: Readonly<Record<Sex, string>> = { female: 'Female', male: 'Male' };
export const sexInWords = ({ sex }: Pupil): string => (sex ? SEXES[sex] : 'Not recorded');

const UPN_UNKNOWN: Readonly<Record<UpnUnknown, string>> = {
  'new-to-country': 'new to the country',
  'not-issued': 'never issued',
  'not-found': 'cannot be found',
  other: 'another reason',
};
export const upnInWords = ({ upn, upnUnknown }: Pupil): string =>
  upn ?? (upnUnknown ? `Not known: ${UPN_UNKNOWN[upnUnknown]}` : 'Not recorded');

export function reachInWords(reach: Reach): string {
  if (reach.known) return inWords(reach.date);
  return reach.calendarEnds
    ? `Not known: the school’s calendar ends on ${inWords(reach.calendarEnds)}`
    : 'Not known: the school has no term dates yet';
}

export const count = (number: number, one: string, many = `${one}s`): string =>
  `${number} ${number === 1 ? one : many}`;

/** Sentences one after the other; those that say nothing are left out. */
export const sentences = (...parts: readonly string[]): string =>
  parts
    .map((part) => part.trim())
    .filter((part) => part !== '')
    .map((part) => capital(/[.!?…]$/.test(part) ? part : `${part}.`))
    .join(' ');
