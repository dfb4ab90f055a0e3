import { lettersOf } from './name-key';
import type { Pupil } from './pupil';

/**
 * Whether two descriptions are surely of one child: both names and the date of birth alike, or the same UPN where the
 * first name or the date of birth says so too and neither says otherwise. Twins share all but a first name and a sign
 * of the UPN, and of a new arrival often no more is known than a first name: two children must never become one case.
 * Null: nothing has been described yet.
 */
export function sameChild(a: Pupil | null, b: Pupil | null): boolean {
  if (!a || !b) return false;
  const birthday = compared(a.dateOfBirth ?? '', b.dateOfBirth ?? '');
  const forename = compared(given(a.forename), given(b.forename));
  const surname = compared(given(a.surname), given(b.surname));
  if (birthday === 'alike' && forename === 'alike' && surname === 'alike') return true;
  const sameUpn = a.upn !== null && a.upn === b.upn;
  return sameUpn && [birthday, forename].includes('alike') && ![birthday, forename].includes('other');
}

const compared = (a: string, b: string): 'alike' | 'other' | 'not-known' =>
  a === '' || b === '' ? 'not-known' : a === b ? 'alike' : 'other';

/** An urgent case says so where a name is still to come; that two say so makes nobody the same. */
const given = (name: string): string => (/not (yet given|known)/i.test(name) ? '' : lettersOf(name));
