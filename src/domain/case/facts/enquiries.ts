import { z } from 'zod';
import { LocalDateSchema, type LocalDate } from '../../calendar/date';

/** What the authority asked of an agency, and on which power it told the agency of the child. */
export interface EnquiryRequest {
  readonly on: LocalDate;
  /** The team or post that was asked. */
  readonly to: string;
  /** Ids of the kinds of data that were disclosed. */
  readonly disclosed: readonly string[];
  /** Id of the legal basis in the policy pack. */
  readonly basis: string;
  readonly purpose: string;
  /** Why it was necessary for this child. */
  readonly reason: string;
  readonly agencyReference: string;
  /** The question in the words in which it was asked. */
  readonly asked: string;
}

export interface EnquiryAnswer {
  readonly on: LocalDate;
  /** Who at the agency answered. */
  readonly by: string;
  /** Id of an outcome in the policy pack. */
  readonly outcome: string;
  readonly note: string;
}

export type EnquiryFactBody =
  | { readonly kind: 'referral-acknowledged' }
  | { readonly kind: 'enquiry-requested'; readonly enquiry: string; readonly request: EnquiryRequest }
  | { readonly kind: 'enquiry-chased'; readonly enquiry: string; readonly on: LocalDate; readonly note: string }
  | { readonly kind: 'enquiry-answered'; readonly enquiry: string; readonly answer: EnquiryAnswer }
  | { readonly kind: 'enquiry-not-needed'; readonly enquiry: string; readonly reason: string };

const text = z.string();
const request = z.object({
  on: LocalDateSchema,
  to: text,
  disclosed: z.array(text),
  basis: text,
  purpose: text,
  reason: text,
  agencyReference: text,
  asked: text,
});
const answer = z.object({ on: LocalDateSchema, by: text, outcome: text, note: text });

export const enquiryFacts = <Stamp extends z.ZodRawShape>(stamp: Stamp) =>
  [
    z.object({ kind: z.literal('referral-acknowledged'), ...stamp }),
    z.object({ kind: z.literal('enquiry-requested'), enquiry: text, request, ...stamp }),
    z.object({ kind: z.literal('enquiry-chased'), enquiry: text, on: LocalDateSchema, note: text, ...stamp }),
    z.object({ kind: z.literal('enquiry-answered'), enquiry: text, answer, ...stamp }),
    z.object({ kind: z.literal('enquiry-not-needed'), enquiry: text, reason: text, ...stamp }),
  ] as const;
