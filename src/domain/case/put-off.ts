import type { Assessment } from './assessment';

/**
 * Why no reminder of the case waits, to whoever would put one off; null where they may wait. Neither for a child who may
 * be in danger does anything wait nor for one whom no school would miss.
 */
export function whyNothingWaits({ inDanger, nowhere }: Pick<Assessment, 'inDanger' | 'nowhere'>): string | null {
  if (inDanger) return 'This child may be in danger, so nothing on the case is put off.';
  return nowhere
    ? 'This child is on no roll, and not where they were said to be, so nothing on the case is put off. Find out who has seen the child, and say on the case where things stand.'
    : null;
}
