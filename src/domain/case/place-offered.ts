import type { FoundPlace } from '../policy/found-policy';
import { beginsOnRoll, type Way } from './way';

/** Whether the child's name stands in a school's register, and how the case began. */
interface OnRoll {
  readonly way: Way;
  readonly onRoll: boolean;
}

/** A place for pupils on roll alone is none for a child whose name has been deleted. */
export const isOffered = ({ ways }: FoundPlace, { way, onRoll }: OnRoll): boolean =>
  ways.includes(way) && (onRoll || !ways.every(beginsOnRoll));

/** What being there means for roll and case. */
export const meaningOf = ({ says, saysOffRoll }: FoundPlace, { onRoll }: Pick<OnRoll, 'onRoll'>): string =>
  onRoll ? says : (saysOffRoll ?? says);

export const notAPlaceHere = ({ title }: FoundPlace): string =>
  `“${title}” is for a pupil who is on the school’s roll, and this child is on none. Choose where the child is now. If the name was entered in the register again, record first that it was.`;
