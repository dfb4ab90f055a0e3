import type { LocalDate } from '../../domain/calendar/date';
import { Refusal } from '../../errors';
import { typedDate } from '../pages/typed';

/** Where a day may stand in the pattern of a command: `18/05/2026`, `2026-05-18`, `18 May 2026`. */
export const DAY = String.raw`(\d{1,2} [a-z]{3,9}\.?(?: \d{4})?|\S{1,20})`;

/** The day behind a command; null for none, and for today. `bare`: what the command alone is for. Throws `Refusal`. */
export function dayTyped(typed: string | undefined, command: string, bare = 'today'): LocalDate | null {
  if (typed === undefined || /^(?:today|now)$/i.test(typed)) return null;
  const day = typedDate.safeParse(typed).data;
  if (!day)
    throw new Refusal('no-such-day', `Write the day as in “${command} 18/05/2026”, or say “${command}” for ${bare}.`);
  return day;
}

/** Where a part of a list begins, from the button that asks for it. */
export const startOf = (text: string | undefined): number => (/^\d{1,6}$/.test(text ?? '') ? Number(text) : 0);
