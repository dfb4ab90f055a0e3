import { z } from 'zod';
import { LocalDateSchema } from '../../domain/calendar/date';
import { NO_SCHOOL, REGISTER_ORDERS, REGISTER_RISKS } from '../../domain/register/order';
import { REGISTER_REASONS } from '../../domain/policy/register-policy';

/** What can be handed out of an authority's work as a whole, and of which day. An order names no child and no case. */
export const HandoutOrderSchema = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.enum(['register-pdf', 'register-xlsx']),
    on: LocalDateSchema,
    by: z.enum(REGISTER_ORDERS),
    reason: z.enum(REGISTER_REASONS).nullable(),
    // A link that was given out before there were these speaks of all.
    risk: z.enum(REGISTER_RISKS).nullable().default(null),
    school: z
      .union([z.literal(NO_SCHOOL), z.string().regex(/^\d{6}$/)])
      .nullable()
      .default(null),
  }),
  z.strictObject({ kind: z.enum(['census-csv', 'census-children-csv']), on: LocalDateSchema }),
  /** Of the meeting that was held on that day. */
  z.strictObject({ kind: z.enum(['minutes-pdf']), on: LocalDateSchema }),
  /** Of a period: its first day, and its last. */
  z.strictObject({ kind: z.enum(['summary-pdf', 'summary-rounded-pdf']), on: LocalDateSchema, to: LocalDateSchema }),
  /** The file for Capita One: the next one, or one that was made, by its number. */
  z.strictObject({ kind: z.enum(['one-upload']), number: z.int().min(1).max(1_000_000), everything: z.boolean() }),
]);
export type HandoutOrder = z.infer<typeof HandoutOrderSchema>;
export type HandoutKind = HandoutOrder['kind'];

export const HANDOUT_NAMES: Readonly<Record<HandoutKind, string>> = {
  'register-pdf': 'The register for the meeting (PDF)',
  'register-xlsx': 'The register for the meeting (Excel)',
  'census-csv': 'The termly count, every breakdown (CSV)',
  'census-children-csv': 'Who is behind the termly count, by reference (CSV)',
  'minutes-pdf': 'The minutes of the meeting (PDF)',
  'summary-pdf': 'The summary for the director, every figure (PDF)',
  'summary-rounded-pdf': 'The summary for the director, rounded (PDF)',
  'one-upload': 'The file for Capita One (CSV)',
};
