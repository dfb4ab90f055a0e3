import type { PolicyPack } from '../policy/pack';
import type { StepState } from './whereabouts';

/**
 * Whether somebody has confirmed that a child is provided for there, where it was found. Of one on no roll nothing else
 * ends being out of provision: that it is known where it lives gives it no place.
 */
export const isProvidedFor = (steps: readonly StepState[], { panel }: PolicyPack): boolean =>
  steps.some(({ step, settled }) => settled && panel.register.provedBy.includes(step.id));
