import { z } from 'zod';
import { ROLES } from '../access/roles';
import { words } from './parts';

const role = z.enum(ROLES);
/** To the quarter of an hour: nobody looks at a clock more closely than that. */
export const hours = (most: number) => z.number().min(0.25).max(most).multipleOf(0.25);

/**
 * How long an alert may be without an answer. `schoolHours` are counted from `alertTime` to `alertUntil` on the days on
 * which the case's school meets (for a child on no roll, on office days); `hours` on the clock, by day and night.
 */
const within = z.union([z.strictObject({ schoolHours: hours(80) }), z.strictObject({ hours: hours(24) })]);
export type AnswerTime = z.infer<typeof within>;

/** `then`: to whom it goes when nobody has answered by then, one role after the other, each with as much time again. */
export const answerPolicy = z.strictObject({ within, then: z.array(role).min(1) });
export type Answering = z.infer<typeof answerPolicy>;

/** An alert may be put off by the person who has it: for so many days at most, and so often. */
export const snoozePolicy = z.strictObject({
  mostDays: z.int().min(1).max(14),
  mostTimes: z.int().min(1).max(3),
  says: words,
  citation: words,
});

/** Who gets the alerts of somebody who is away: the first of these roles that somebody holds who is here. */
export const awayPolicy = z.strictObject({
  standIns: z.partialRecord(role, z.array(role).min(1)),
  mostDays: z.int().min(1).max(366),
  says: words,
  citation: words,
});
