import { z } from 'zod';
import { LocalDateSchema, type LocalDate } from '../../calendar/date';
import { PLACES, type Place } from '../place';

/** The child has been found: where, since which day that is known, and who says so. */
export interface Located {
  readonly where: Place;
  readonly on: LocalDate;
  readonly by: string;
  /** Answers to what the policy asks of this place, by the id of the question. */
  readonly details: Readonly<Record<string, string>>;
  readonly note: string;
  /** Who recorded it: a school that says it itself need not be told. */
  readonly from: 'school' | 'authority';
}

/** Something that a located child calls for was done or tried: the school was told, another authority has answered. */
export interface FollowUp {
  /** Id of a step in the policy pack. */
  readonly step: string;
  /** Id of one of the step's answers. */
  readonly answer: string;
  readonly on: LocalDate;
  /** With whom: a post or a service at the other end of the line, as typed. */
  readonly who: string;
  readonly note: string;
}

export type OutcomeFact =
  | { readonly kind: 'located'; readonly located: Located }
  | { readonly kind: 'location-step'; readonly followUp: FollowUp }
  /** The child is not where they were said to be: the search goes on. */
  | { readonly kind: 'location-withdrawn'; readonly reason: string }
  | { readonly kind: 'reopened'; readonly reason: string };

const text = z.string();

export const located = z.object({
  where: z.enum(PLACES),
  on: LocalDateSchema,
  by: text,
  details: z.record(text, text),
  note: text,
  from: z.enum(['school', 'authority']),
});

export const followUp = z.object({ step: text, answer: text, on: LocalDateSchema, who: text, note: text });
