import { z } from 'zod';
import { ROLES } from '../access/roles';
import { id, timeOfDay, words } from './parts';
import { registerPolicy } from './register-policy';

const days = z.int().min(1).max(60);

/** Something that the panel may decide on a case. It is done by somebody, and by a day. */
const decision = z.strictObject({
  id,
  /** Short, for lists. It stands in the panel’s channel, so it tells nothing of a child. */
  title: words,
  /** Who may be given it, the likeliest first. */
  owners: z.array(z.enum(ROLES)).min(1),
  /** By when it is usually to be done, counted from the day after it is recorded; another day may be chosen. */
  usual: z.union([z.strictObject({ workingDays: days }), z.strictObject({ schoolDays: days })]),
  /** Its very title would tell of a child’s needs, danger or whereabouts, so the channel is told that there is one. */
  confidential: z.boolean().default(false),
  /** Id of the way to close that it is about; null where it is about none. The owner closes the case, never the decision. */
  closesAs: id.nullable().default(null),
  citation: words,
  /** False: general knowledge that nobody at the authority has confirmed yet. */
  verified: z.boolean().default(true),
});

/** What the panel decides on a case that is closed: that it agrees. It is done with that, so nobody owes it and no day is set. */
const ratified = z.strictObject({
  id,
  /** It stands in the panel’s channel, so it tells nothing of a child. */
  title: words,
  says: words,
  citation: words,
  verified: z.boolean().default(true),
});

const decisions = z.strictObject({
  list: z.array(decision).min(1),
  ratified,
  /** So far ahead a decision may be due at the latest; what takes longer is carried forward and decided anew. */
  mostDays: z.int().min(1).max(183),
  says: words,
  why: words,
  citation: words,
});

export const panelPolicy = z.strictObject({
  title: words,
  everyDays: z.int().min(1),
  /** When on its day a meeting begins, unless somebody has said otherwise of that meeting; for the panel’s calendar. */
  meetsAt: timeOfDay,
  /** How long the panel’s calendar keeps free for a meeting. */
  lastsMinutes: z.int().min(5).max(720),
  cutOffWorkingDays: z.int().min(0),
  postAt: timeOfDay,
  sections: z.array(
    z.strictObject({
      id: z.enum([
        ...(['unanswered', 'carried-forward', 'new', 'overdue', 'high-risk', 'past-the-floor'] as const),
        ...(['long-stayers', 'closures'] as const),
      ]),
      title: words,
    }),
  ),
  /** School days from which a case that is not located is a long stayer. */
  longStayDays: days,
  /** Weeks from which a child who is out of education and on no roll stands where a pupil does after the days of ground I. */
  weeksOut: z.int().min(1).max(52),
  register: registerPolicy,
  decisions,
});

export type DecisionRule = z.infer<typeof decision>;
