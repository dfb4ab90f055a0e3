import { z } from 'zod';
import { LocalDateSchema, type LocalDate } from '../../calendar/date';

/**
 * Whoever has an alert puts it off: it comes again on the morning of `until`, and what it asks for stays due on its day.
 * `occurrence`: that of the alert as it first fell due, however often it was put off since.
 */
export type SnoozeFact = {
  readonly kind: 'alert-snoozed';
  readonly obligation: string;
  readonly occurrence: string;
  readonly until: LocalDate;
  readonly reason: string;
};

const text = z.string();

export const alertSnoozed = z.object({
  kind: z.literal('alert-snoozed'),
  obligation: text,
  occurrence: text,
  until: LocalDateSchema,
  reason: text,
});
