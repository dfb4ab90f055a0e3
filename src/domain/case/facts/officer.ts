import { z } from 'zod';
import { LocalDateSchema, type LocalDate } from '../../calendar/date';

/** A question of the authority to the school. The fact's own id is what an answer speaks of. */
export interface Question {
  readonly text: string;
  /** The day by which the school was asked to answer. */
  readonly due: LocalDate;
}

export type OfficerFactBody =
  /** `to`: our own id of a person, null when the case is nobody's in particular any more. */
  | { readonly kind: 'assigned'; readonly to: string | null; readonly note: string }
  /** Up to the day before `until` the authority's own work on the case is not chased. */
  | { readonly kind: 'held'; readonly until: LocalDate; readonly reason: string }
  | { readonly kind: 'hold-lifted'; readonly reason: string }
  /** From now on nothing of the case is deleted, however old it becomes: a court or an inquiry may ask for it. */
  | { readonly kind: 'legal-hold-begun'; readonly reason: string }
  | { readonly kind: 'legal-hold-ended'; readonly reason: string }
  | { readonly kind: 'question-asked'; readonly question: Question }
  | { readonly kind: 'question-answered'; readonly question: string; readonly text: string };

const text = z.string();

export const officerFacts = <Stamp extends z.ZodRawShape>(stamp: Stamp) =>
  [
    z.object({ kind: z.literal('assigned'), to: text.nullable(), note: text, ...stamp }),
    z.object({ kind: z.literal('held'), until: LocalDateSchema, reason: text, ...stamp }),
    z.object({ kind: z.literal('hold-lifted'), reason: text, ...stamp }),
    z.object({ kind: z.literal('legal-hold-begun'), reason: text, ...stamp }),
    z.object({ kind: z.literal('legal-hold-ended'), reason: text, ...stamp }),
    z.object({
      kind: z.literal('question-asked'),
      question: z.object({ text, due: LocalDateSchema }),
      ...stamp,
    }),
    z.object({ kind: z.literal('question-answered'), question: text, text, ...stamp }),
  ] as const;
