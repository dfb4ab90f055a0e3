import type { CaseView } from '../casework/casework';

/** A ground of regulation 9(1) as the policy has it. */
export interface Ground {
  readonly letter: string;
  readonly title: string;
  readonly citation: string;
}

/** On which ground it was decided to delete the name; null while nothing has been decided. */
export type GroundOf = (view: CaseView) => Ground | null;
