import { inWords } from '../../calendar/date';
import { isLaterYear, yearGroupByAge } from '../../pupil/year-group';
import { pupilOn } from '../pupil-on';
import type { YearGroupCondition } from '../../policy/removal-policy';
import type { Finding, Known } from './conditions';

/** What is on record says it, and nobody's answer at the decision goes over it: the year on the register, and the age. */
export function isInNoLaterYear({ latest, latestByAge }: YearGroupCondition, { told, asOf }: Known): Finding {
  const pupil = pupilOn(told, asOf);
  if (!pupil?.dateOfBirth) return { state: 'missing', says: 'Record the date of birth.' };
  const byAge = yearGroupByAge(pupil.dateOfBirth, asOf);
  if (pupil.yearGroup && isLaterYear(pupil.yearGroup, latest))
    return failed(`The pupil is in ${yearInWords(pupil.yearGroup)}. If that is wrong, correct the pupil’s details.`);
  if (byAge && isLaterYear(byAge, latestByAge))
    return failed(
      `Born on ${inWords(pupil.dateOfBirth)}, the pupil is of the age for ${yearInWords(byAge)}. If the date is wrong, correct the pupil’s details.`,
    );
  return { state: 'met', says: 'Neither the year group nor the date of birth says otherwise.' };
}

const failed = (says: string): Finding => ({ state: 'failed', says });

const yearInWords = (year: string): string => (year === 'R' ? 'reception' : `Year ${year}`);
