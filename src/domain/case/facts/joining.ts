import { z } from 'zod';
import { LocalDateSchema, type LocalDate } from '../../calendar/date';
import type { OtherCase } from './family';

/**
 * Another case of the same child has ended in this one. `since`: the day from which the other one was searching, null
 * where it had none.
 */
export type JoiningFact =
  | ({ readonly kind: 'joined'; readonly since: LocalDate | null } & OtherCase)
  /** They were not of one child after all. */
  | ({ readonly kind: 'parted' } & OtherCase);

export const joiningFacts = <S extends z.ZodRawShape>(stamp: S) =>
  [
    z.object({
      kind: z.literal('joined'),
      since: LocalDateSchema.nullable(),
      ...{ caseId: z.string(), reference: z.string() },
      ...stamp,
    }),
    z.object({ kind: z.literal('parted'), caseId: z.string(), reference: z.string(), ...stamp }),
  ] as const;
