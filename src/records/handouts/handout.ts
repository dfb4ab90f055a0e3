import { z } from 'zod';
import { LocalDateSchema } from '../../domain/calendar/date';
import { REGISTER_ORDERS } from '../../domain/register/order';
import { REGISTER_REASONS } from '../../domain/policy/register-policy';

/** What can be handed out of an authority's work as a whole, and of which day. It names no child and no case. */
export const HandoutOrderSchema = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.enum(['register-pdf', 'register-xlsx']),
    on: LocalDateSchema,
    by: z.enum(REGISTER_ORDERS),
    reason: z.enum(REGISTER_REASONS).nullable(),
  }),
  z.strictObject({ kind: z.enum(['census-csv', 'census-children-csv']), on: LocalDateSchema }),
  /** Of the meeting that was held on that day. */
  z.strictObject({ kind: z.enum(['minutes-pdf']), on: LocalDateSchema }),
  /** Of a period: its first day, and its last. */
  z.strictObject({ kind: z.enum(['summary-pdf', 'summary-rounded-pdf']), on: LocalDateSchema, to: LocalDateSchema }),
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
};
