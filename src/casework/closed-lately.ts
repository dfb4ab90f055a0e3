import { may } from '../domain/access/table';
import { addDays } from '../domain/calendar/date';
import { londonDate, londonInstant } from '../domain/calendar/london';
import type { Case } from '../domain/case/case';
import { DUPLICATE } from '../domain/case/closing';
import { readFacts } from '../domain/case/reading';
import { nameKey } from '../domain/pupil/name-key';
import type { Pupil } from '../domain/pupil/pupil';
import type { Person } from '../people/directory';
import type { CaseView } from './casework';
import { viewOf } from './load';
import { keysOf, type CaseworkDeps } from './record';

/** The pupil's last case at the person's school, if it was closed within the days that the policy gives. */
export async function closedLately(
  person: Person,
  pupil: Pupil,
  { storage, policies, clock }: CaseworkDeps,
): Promise<CaseView | null> {
  const today = londonDate(clock.now());
  const authority = await storage.directory.authority(person.authority);
  if (!authority || !person.school) return null;
  const { reopenWithinDays } = policies.inForce(authority.policy, today).closing;
  const since = londonInstant(addDays(today, -reopenWithinDays), '00:00');
  const closed = await storage.cases.closedSince(person.authority, since);
  const theirs = closed.filter(
    (one) => one.school === person.school && may(person, 'reopen', one) && isOf(pupil, one) && !isDuplicate(one),
  );
  const last = theirs.at(-1);
  return last ? viewOf(last, storage, policies, today) : null;
}

/** By UPN, or by name and date of birth: as a case that is open is found. */
function isOf(pupil: Pupil, theCase: Case): boolean {
  const keys = keysOf(theCase);
  const sameUpn = pupil.upn !== null && keys.upn === pupil.upn;
  const sameName = keys.nameKey !== '' && keys.nameKey === nameKey(pupil);
  return sameUpn || (sameName && pupil.dateOfBirth !== null && keys.dateOfBirth === pupil.dateOfBirth);
}

const isDuplicate = ({ facts }: Case): boolean => readFacts(facts).closed?.reason === DUPLICATE;
