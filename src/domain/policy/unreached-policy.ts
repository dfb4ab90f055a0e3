import { z } from 'zod';
import { hours } from './answer-policy';
import { words } from './parts';

/**
 * Who is told when the person whom an alert is for cannot be reached. `deputy`: who stands in for their role (see
 * `away.standIns`). `team-channel`: the channel in which the authority wants to hear of it, without a child's name.
 * `e-mail`: to the person themselves, that an alert waits. `alarm`: the operator of the bot.
 */
export const STEPS = ['deputy', 'team-channel', 'e-mail', 'alarm'] as const;
export type StepKind = (typeof STEPS)[number];

/** In this order, each where the one before could not be taken or reached nobody either. */
export const chain = z.array(z.strictObject({ to: z.enum(STEPS) })).min(1);
export type ChainOfSteps = z.infer<typeof chain>;

/** What is late while Teams is away, or while it takes nothing for one person, is not waited for any longer. Minutes pass by night too. */
const late = z.strictObject({
  /** So long after it was raised, an urgent alert that has not arrived is treated like one that cannot be brought. */
  urgentMinutes: z.int().min(1).max(240),
  /** So many school hours (see `answerPolicy`) after it was raised, so is one that is not urgent. */
  schoolHours: hours(40),
  /** So long after it was taken, a step that Teams has to carry and that has reached nobody counts as failed. */
  stepMinutes: z.int().min(1).max(240),
  /** False where no source gives the figures: the authority confirms them. */
  verified: z.boolean().default(true),
});

export const unreachedPolicy = z.strictObject({ chain, late, citation: words });
