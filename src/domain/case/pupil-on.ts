import type { Instant, LocalDate } from '../calendar/date';
import { londonDate } from '../calendar/london';
import type { Pupil } from '../pupil/pupil';
import { movedUp } from '../pupil/year-group';
import type { Reading } from './reading';

/** Who the child is on a day, by what was said last: the year group has moved up since (see `movedUp`). */
export const pupilOn = ({ pupil, described }: Pick<Reading, 'pupil' | 'described'>, day: LocalDate): Pupil | null =>
  pupil && asOf({ pupil, recordedAt: described! }, day);

interface Saying<P extends Partial<Pupil>> {
  readonly pupil: P;
  /** Whoever records something of a child has before them what is so on that day: also where it came from another case. */
  readonly recordedAt: Instant;
}

/** What was recorded of a child, as it would be said on a later day. */
export function asOf<P extends Partial<Pupil>>({ pupil, recordedAt }: Saying<P>, day: LocalDate): P {
  const { yearGroup, dateOfBirth = null } = pupil;
  return yearGroup ? { ...pupil, yearGroup: movedUp(yearGroup, londonDate(recordedAt), dateOfBirth, day) } : pupil;
}
