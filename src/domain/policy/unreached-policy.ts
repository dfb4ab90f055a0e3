import { z } from 'zod';
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

export const unreachedPolicy = z.strictObject({ chain, citation: words });
