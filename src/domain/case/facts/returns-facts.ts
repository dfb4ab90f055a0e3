import { z } from 'zod';
import { LocalDateSchema, type LocalDate } from '../../calendar/date';

/** Returns that are recorded by themselves; the deletion return belongs to the removal, the ten-day one to its check too. */
export const RETURNS = ['attendance', 'sickness', 'new-pupil'] as const;
export type ReturnKind = (typeof RETURNS)[number];

export type ReturnsFact =
  | {
      readonly kind: 'return-sent';
      readonly return: ReturnKind;
      readonly on: LocalDate;
      readonly reference: string;
      readonly note: string;
      /** Said instead of sent: the law asks for no return of this pupil. */
      readonly exempt?: true;
    }
  /** The child's name was entered in the admission register of this school. */
  | { readonly kind: 'name-entered'; readonly on: LocalDate }
  /** The main reason under which the DfE's termly return counts the child. */
  | { readonly kind: 'dfe-reason'; readonly reason: string };

const text = z.string();

export const returnsFacts = <Stamp extends z.ZodRawShape>(stamp: Stamp) =>
  [
    z.object({
      kind: z.literal('return-sent'),
      return: z.enum(RETURNS),
      on: LocalDateSchema,
      reference: text,
      note: text,
      exempt: z.literal(true).optional(),
      ...stamp,
    }),
    z.object({ kind: z.literal('name-entered'), on: LocalDateSchema, ...stamp }),
    z.object({ kind: z.literal('dfe-reason'), reason: text, ...stamp }),
  ] as const;
