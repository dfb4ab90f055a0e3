import { nameKey } from './name-key';
import type { Pupil } from './pupil';

/**
 * Whether two descriptions are surely of one child: the same name and date of birth, or the same UPN and one of the
 * two. A UPN alone may be a slip of the pen, and two children must never become one case.
 */
export function sameChild(a: Pupil, b: Pupil): boolean {
  const sameName = nameKey(a) === nameKey(b);
  const sameBirthday = a.dateOfBirth !== null && a.dateOfBirth === b.dateOfBirth;
  const sameUpn = a.upn !== null && a.upn === b.upn;
  return (sameName && sameBirthday) || (sameUpn && (sameName || sameBirthday));
}
