import type { CardSpec } from '../../src/teams/turn';

/** One card as a person may meet it. */
export interface Sample {
  readonly name: string;
  readonly card: CardSpec;
}
