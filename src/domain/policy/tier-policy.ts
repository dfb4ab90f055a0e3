import { z } from 'zod';
import { AUTHORITY_ROLES, ROLES } from '../access/roles';

const id = z.string().regex(/^[A-Za-z0-9][A-Za-z0-9-]*$/, 'letters, digits and hyphens');
const words = z.string().min(1);
const schoolDay = z.int().min(1).max(60);

/** How great the risk is, in a word, and how much earlier the steps are due then. */
const tier = z.strictObject({
  id,
  title: words,
  means: words,
  /** The band in which it stands on a card; the word stands there as well. */
  style: z.enum(['attention', 'warning', 'accent', 'good', 'emphasis']),
  /** Every step is due so many school days earlier, but not before the day from which it may be done. */
  pullForward: z.int().min(0).max(20).default(0),
  /** Steps that are due on a day of their own then, and may be begun on it: a visit on the same day, say. */
  dueDays: z.record(id, schoolDay).default({}),
});

/** The risk is weighed anew at the milestones of an absence; a raised tier pulls the steps forward. */
export const TierPolicySchema = z.strictObject({
  title: words,
  asks: words,
  why: words,
  owner: z.enum(ROLES),
  /** The greatest first. */
  levels: z.array(tier).min(2),
  /** A child who may be at risk by the safeguarding questions stands at this tier at least. */
  atRisk: id,
  /** Asked anew from the morning of these school days of the absence. */
  askAgainOn: z.array(schoolDay).min(1),
  /** Of a child on no school's roll: by whom, and on which working days since the referral. No school is there to ask. */
  offRoll: z.strictObject({ owner: z.enum(AUTHORITY_ROLES), askAgainOn: z.array(schoolDay).min(1) }),
  citation: words,
});

export type Tier = z.infer<typeof tier>;
