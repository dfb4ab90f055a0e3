import { z } from 'zod';
import { ROLES, type Role } from '../../access/roles';
import { LocalDateSchema, type LocalDate } from '../../calendar/date';

export const SIDES = ['school', 'authority'] as const;
/** Who signs: the joint enquiry is one of the school and the authority, and neither signs for the other. */
export type Side = (typeof SIDES)[number];

export const CONCLUSIONS = ['not-found', 'found-not-returning'] as const;
export type Conclusion = (typeof CONCLUSIONS)[number];

/** What one named person says for one side. Whoever recorded the fact has signed. */
export interface Signature {
  readonly side: Side;
  /** The role in which they signed. */
  readonly role: Role;
  readonly conclusion: Conclusion;
  /** What is known of where the child is. */
  readonly location: string;
  /** What is known of how the child is. */
  readonly circumstances: string;
  /** The enquiries that were made, in the signer's words. */
  readonly statement: string;
  /** Why no agency was asked, where the authority signs “not found” and none was. */
  readonly unasked?: string;
  /** First days of unplanned closures that the authority says do not break the run. */
  readonly closuresAccepted: readonly LocalDate[];
  /** The question in the words in which it was asked. */
  readonly asked: string;
}

/** What the head teacher decides: a ground, the answers to what only a person can say, and why. */
export interface RemovalDecision {
  /** Letter of regulation 9(1). */
  readonly ground: string;
  /** Answers by id of the condition. */
  readonly answers: Readonly<Record<string, 'yes' | 'no'>>;
  /** Special cases that apply, by id. */
  readonly special: readonly string[];
  /** Who was consulted about them, when, and what they said. */
  readonly consulted: string;
  readonly reasons: string;
  /** Never before the day of the decision. */
  readonly offRollOn: LocalDate;
  /** The conditions in the words in which they were put. */
  readonly asked: string;
}

/** One step after a deletion, done. */
export interface StepRecord {
  /** Id of a step in the policy pack. */
  readonly step: string;
  readonly on: LocalDate;
  /** The step's own fields, by id. */
  readonly values: Readonly<Record<string, string>>;
  readonly asked: string;
}

export type RemovalFact =
  | { readonly kind: 'conclusion-signed'; readonly signature: Signature }
  /** A signature taken back, or the answer to the other side's that it is too early. */
  | { readonly kind: 'conclusion-withdrawn'; readonly side: Side; readonly reason: string }
  | { readonly kind: 'removal-decided'; readonly decision: RemovalDecision }
  | { readonly kind: 'removal-withdrawn'; readonly reason: string }
  | {
      readonly kind: 'deletion-return-sent';
      readonly on: LocalDate;
      readonly reference: string;
      /** What the return has to hold and nobody knows. */
      readonly notKnown: string;
    }
  | { readonly kind: 'name-deleted'; readonly on: LocalDate }
  | { readonly kind: 'removal-step-done'; readonly done: StepRecord };

const text = z.string();
const side = z.enum(SIDES);
const yesOrNo = z.enum(['yes', 'no']);

/** With the stamp that every fact has. */
export const removalFacts = <T extends z.ZodRawShape>(stamp: T) =>
  [
    z.object({
      kind: z.literal('conclusion-signed'),
      signature: z.object({
        side,
        role: z.enum(ROLES),
        conclusion: z.enum(CONCLUSIONS),
        location: text,
        circumstances: text,
        statement: text,
        unasked: text.optional(),
        closuresAccepted: z.array(LocalDateSchema),
        asked: text,
      }),
      ...stamp,
    }),
    z.object({ kind: z.literal('conclusion-withdrawn'), side, reason: text, ...stamp }),
    z.object({
      kind: z.literal('removal-decided'),
      decision: z.object({
        ground: text,
        answers: z.record(text, yesOrNo),
        special: z.array(text),
        consulted: text,
        reasons: text,
        offRollOn: LocalDateSchema,
        asked: text,
      }),
      ...stamp,
    }),
    z.object({ kind: z.literal('removal-withdrawn'), reason: text, ...stamp }),
    z.object({
      kind: z.literal('deletion-return-sent'),
      on: LocalDateSchema,
      reference: text,
      notKnown: text,
      ...stamp,
    }),
    z.object({ kind: z.literal('name-deleted'), on: LocalDateSchema, ...stamp }),
    z.object({
      kind: z.literal('removal-step-done'),
      done: z.object({ step: text, on: LocalDateSchema, values: z.record(text, text), asked: text }),
      ...stamp,
    }),
  ] as const;
