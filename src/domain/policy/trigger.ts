import { z } from 'zod';
import { id } from './parts';

const schoolDay = z.int().min(1).max(60);

/** Facts of which somebody else has to hear: a signature that waits for the other side, a decision, a deletion. */
const RECORDED = [
  'conclusion-signed',
  'conclusion-withdrawn',
  'removal-decided',
  'removal-withdrawn',
  'name-deleted',
] as const;

/** What makes an alert fall due. */
export const trigger = z.discriminatedUnion('kind', [
  /** On the morning of this school day of the absence. */
  z.strictObject({ kind: z.literal('school-day'), day: schoolDay }),
  /** On the morning of the school day before this one. */
  z.strictObject({ kind: z.literal('day-before'), day: schoolDay }),
  /**
   * On the morning of the school day after this was due, while it is not settled: an item of the checklist, `report`
   * (an urgent report that was not finished) or `outcome` (a found pupil's case that nobody ends).
   */
  z.strictObject({ kind: z.literal('overdue'), item: id }),
  /** At once, when triage or a later triage says so. */
  z.strictObject({ kind: z.literal('at-risk') }),
  /** When a triage says no more what made the one before it urgent. */
  z.strictObject({ kind: z.literal('risk-withdrawn') }),
  /** At once, when somebody says that the risk is as great as this tier, and it was less before. */
  z.strictObject({ kind: z.literal('tier-raised'), tier: id }),
  /** When somebody says that the risk is less than was said before. */
  z.strictObject({ kind: z.literal('tier-lowered') }),
  /** When the pupil is seen or returns. */
  z.strictObject({ kind: z.literal('found') }),
  /** When a pupil who was back, or had another code, is missing again; at once where the child is at risk. */
  z.strictObject({ kind: z.literal('missing-again') }),
  /** At once, when a child whose name stands in no register here is not where it was said to be. */
  z.strictObject({ kind: z.literal('nowhere') }),
  /** When days that stood on the register as present, or with another code, are told as missing. */
  z.strictObject({ kind: z.literal('register-corrected') }),
  /** When somebody tells that the child has died; and when it was said in error. */
  z.strictObject({ kind: z.literal('death-told') }),
  z.strictObject({ kind: z.literal('death-withdrawn') }),
  /** When somebody tells the authority of a child who has a case already. */
  z.strictObject({ kind: z.literal('referred-again') }),
  /** When somebody records a fact of this kind; about a decision or a deletion, on any ground or on one of these. */
  z.strictObject({
    kind: z.literal('recorded'),
    fact: z.enum(RECORDED),
    grounds: z.array(z.string()).min(1).nullable().default(null),
  }),
  /** When news makes a signature or a decision about the register fall. */
  z.strictObject({ kind: z.literal('conclusion-fallen') }),
  /** When the case is given to somebody: told to them, and to the roles named only where they are not there. */
  z.strictObject({ kind: z.literal('assigned') }),
  /** When the authority asks the school something, as long as it is not answered; and when an answer has come. */
  z.strictObject({ kind: z.literal('question-asked') }),
  z.strictObject({ kind: z.literal('question-answered') }),
  /**
   * When the panel has decided something, on the morning of the day by which it is to be done, and from the next working
   * day on every week. Told to whoever owns the decision, and to the roles named only where one person does who is no
   * longer there.
   */
  z.strictObject({ kind: z.literal('panel-decided') }),
  z.strictObject({ kind: z.literal('panel-decision-due') }),
  z.strictObject({ kind: z.literal('panel-decision-overdue') }),
  /** When the case is closed: for any reason, or for one of these alone. */
  z.strictObject({ kind: z.literal('closed'), reasons: z.array(id).min(1).nullable().default(null) }),
  /** When the school's calendar does not reach the last milestone of the absence. */
  z.strictObject({ kind: z.literal('calendar-short') }),
]);
