import { z } from 'zod';
import { InstantSchema, LocalDateSchema, type Instant, type LocalDate } from '../../calendar/date';
import type { OtherCase } from './family';

/**
 * Where a fact was said first, on a fact that was taken over from another case. Its own moment is the one at which this
 * case came to know of it.
 */
export interface Moved {
  readonly caseId: string;
  readonly recordedAt: Instant;
  readonly recordedBy: string;
}

export const movedSchema = z.object({ caseId: z.string(), recordedAt: InstantSchema, recordedBy: z.string() });

/**
 * Another case of the same child has ended in this one. `since`: the day from which the other one was searching, null
 * where it had none. `reason`: how it is known that it is one child, where the two cases did not say so.
 */
export type JoiningFact =
  | ({ readonly kind: 'joined'; readonly since: LocalDate | null; readonly reason?: string } & OtherCase)
  /**
   * An answer on the case that ended which says where the child is (`found`), or something new, and which nobody has
   * followed up. The check or enquiry itself stays where it was made; `asks` is its id, `outcome` that of the answer.
   */
  | {
      readonly kind: 'answer-open';
      readonly about: 'check' | 'enquiry';
      readonly asks: string;
      readonly outcome: string;
      readonly found: boolean;
    }
  /** They were not of one child after all. */
  | ({ readonly kind: 'parted' } & OtherCase);

export const joiningFacts = <S extends z.ZodRawShape>(stamp: S) =>
  [
    z.object({
      kind: z.literal('joined'),
      since: LocalDateSchema.nullable(),
      reason: z.string().optional(),
      ...{ caseId: z.string(), reference: z.string() },
      ...stamp,
    }),
    z.object({
      kind: z.literal('answer-open'),
      about: z.enum(['check', 'enquiry']),
      ...{ asks: z.string(), outcome: z.string(), found: z.boolean() },
      ...stamp,
    }),
    z.object({ kind: z.literal('parted'), caseId: z.string(), reference: z.string(), ...stamp }),
  ] as const;
