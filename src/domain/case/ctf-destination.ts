import type { Fact } from './fact';
import { readFacts } from './reading';

/** Where a pupil's Common Transfer File is addressed: three signs for the authority and four for the establishment. */
export interface CtfDestination {
  readonly lea: string;
  readonly estab: string;
  readonly why: 'lost' | 'abroad' | 'home-education' | 'outside-state-sector' | 'school';
}

const LOST: CtfDestination = { lea: 'XXX', estab: 'XXXX', why: 'lost' };
const OUTSIDE = { lea: 'MMM', estab: 'MMMM' };

/**
 * Xs say that nobody knows where the pupil is, and every authority in the country searches for them then: a child who
 * is known to be abroad, educated at home or at an independent school has Ms instead. Null where the child was found
 * and it is not yet known which school the file is for.
 */
export function ctfDestination(facts: readonly Fact[]): CtfDestination | null {
  const located = readFacts(facts).located?.located;
  switch (located?.where) {
    case undefined:
      return LOST;
    case 'abroad':
    case 'home-education':
      return { ...OUTSIDE, why: located.where };
    case 'other-school':
      return atSchool(located.details['dfe-number'] ?? '', located.details['sector'] ?? '');
    case 'back-at-school':
    case 'in-area':
    case 'other-authority':
      return null;
  }
}

function atSchool(dfeNumber: string, sector: string): CtfDestination | null {
  if (sector === 'independent') return { ...OUTSIDE, why: 'outside-state-sector' };
  const number = /^(\d{3})\/?(\d{4})$/.exec(dfeNumber.trim());
  return number ? { lea: number[1]!, estab: number[2]!, why: 'school' } : null;
}
