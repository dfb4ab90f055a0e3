import { z } from 'zod';
import { LocalDateSchema, type LocalDate } from '../../calendar/date';

/** Somebody has said that the child has died. */
export interface DeathTold {
  /** Who told it: a name, a post or an agency. */
  readonly by: string;
  /** How it is known. */
  readonly known: string;
  /** The day on which it was told; null: not known. */
  readonly on: LocalDate | null;
}

export type DeathFact =
  | { readonly kind: 'death-told'; readonly told: DeathTold }
  /** It was said in error: the child has not died. */
  | { readonly kind: 'death-withdrawn'; readonly reason: string };

const text = z.string();

export const deathFacts = <Stamp extends z.ZodRawShape>(stamp: Stamp) =>
  [
    z.object({
      kind: z.literal('death-told'),
      told: z.object({ by: text, known: text, on: LocalDateSchema.nullable() }),
      ...stamp,
    }),
    z.object({ kind: z.literal('death-withdrawn'), reason: text, ...stamp }),
  ] as const;
