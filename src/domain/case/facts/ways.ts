import { z } from 'zod';
import { LocalDateSchema, type LocalDate } from '../../calendar/date';
import type { Pupil } from '../../pupil/pupil';
import { PupilSchema } from '../../pupil/pupil-schema';
import { OFF_ROLL_WAYS, WAYS, type OffRollWay, type Way } from '../way';

/** What is told of the beginning of an absence beside its days: which of it, depends on the way. */
export interface Beginning {
  /** Non-starter: the day agreed for the start, and when the place was accepted. */
  readonly agreedStart: LocalDate | null;
  readonly acceptedOn: LocalDate | null;
  /** Leave of absence: its first day. Its last day is the absence's own `leaveEnded`. */
  readonly leaveBegan: LocalDate | null;
  /** Leaver: what the family said of where they were going, with any new address. */
  readonly destination: string;
}

/** How the authority came to hear of a child who is on no school's roll. */
export interface Referral {
  /** Id of a notification route in the policy pack. */
  readonly route: string;
  /** Role or agency of whoever told, and how to reach them. */
  readonly from: string;
  readonly contact: string;
  /** The agency's own reference, so that both sides speak of the same child. */
  readonly agencyReference: string;
  readonly receivedOn: LocalDate;
  /** The authority that looks for the child, where it is another's enquiry. */
  readonly otherAuthority: string;
  /** What the child looks like or where it lives, where the name is not known. */
  readonly description: string;
  readonly note: string;
}

/** What is known of the time that the child has been out of education. Null and empty: not known. */
export interface OutOfEducation {
  readonly since: LocalDate | null;
  readonly lastProvider: string;
  /** What the child waits for: a place, an appeal. */
  readonly waitingFor: 'nothing' | 'place' | 'appeal' | null;
  /** The day on which the appeal is heard. */
  readonly appealOn: LocalDate | null;
  /** The day on which home education was assessed as unsuitable. */
  readonly assessedOn: LocalDate | null;
  readonly note: string;
}

/** What the referral of a child who has a case already says beside how word came. */
export interface Further {
  /** How the case would have begun. */
  readonly way: OffRollWay;
  /** The child as this agency knows it. */
  readonly pupil: Pupil;
  readonly out: OutOfEducation | null;
}

/** Another procedure that runs beside the case: the police look for a runaway, an attendance case goes on. */
export interface LinkedProcedure {
  /** Id of one of the pack's other procedures. */
  readonly procedure: string;
  /** Under which it runs where it is handled. Empty: not known. */
  readonly reference: string;
  /** Null or left out: not known. */
  readonly since?: LocalDate | null;
  /** The post or team that handles it. Empty or left out: not known. */
  readonly heldBy?: string;
}

/** One of the procedures beside a case, as it is known there: by its kind, and by its reference where there is one. */
export interface KnownProcedure {
  readonly procedure: string;
  readonly reference: string;
}

export type WayFact =
  /** The case began in another way than was told at first. */
  | { readonly kind: 'way-told'; readonly way: Way; readonly reason: string }
  /** `further`: of a child who had a case already. It stands beside what the case stands on, and takes the place of nothing. */
  | { readonly kind: 'referral-received'; readonly referral: Referral; readonly further?: Further }
  | { readonly kind: 'out-of-education'; readonly out: OutOfEducation }
  /** A later word on the same procedure adds to what was said of it. */
  | ({ readonly kind: 'procedure-linked' } & LinkedProcedure)
  /** It ran beside the case up to this day. */
  | ({ readonly kind: 'procedure-ended'; readonly on: LocalDate; readonly note: string } & KnownProcedure)
  /** It never ran beside this case: it was linked by mistake. */
  | ({ readonly kind: 'procedure-unlinked'; readonly reason: string } & KnownProcedure)
  /** Somebody followed the child up and says where things stand. */
  | { readonly kind: 'followed-up'; readonly on: LocalDate; readonly note: string };

const text = z.string();
const day = LocalDateSchema.nullable();

export const BeginningSchema = z.object({ agreedStart: day, acceptedOn: day, leaveBegan: day, destination: text });

const referral = z.object({
  route: text,
  from: text,
  contact: text,
  agencyReference: text,
  receivedOn: LocalDateSchema,
  otherAuthority: text,
  description: text,
  note: text,
});

const out = z.object({
  since: day,
  lastProvider: text,
  waitingFor: z.enum(['nothing', 'place', 'appeal']).nullable(),
  appealOn: day,
  assessedOn: day,
  note: text,
});

const further = z.object({ way: z.enum(OFF_ROLL_WAYS), pupil: PupilSchema, out: out.nullable() });

export const wayFacts = <Stamp extends z.ZodRawShape>(stamp: Stamp) =>
  [
    z.object({ kind: z.literal('way-told'), way: z.enum(WAYS), reason: text, ...stamp }),
    z.object({ kind: z.literal('referral-received'), referral, further: further.optional(), ...stamp }),
    z.object({ kind: z.literal('out-of-education'), out, ...stamp }),
    z.object({
      kind: z.literal('procedure-linked'),
      ...{ procedure: text, reference: text, since: day.optional(), heldBy: text.optional() },
      ...stamp,
    }),
    z.object({
      kind: z.literal('procedure-ended'),
      ...{ procedure: text, reference: text, on: LocalDateSchema, note: text },
      ...stamp,
    }),
    z.object({ kind: z.literal('procedure-unlinked'), procedure: text, reference: text, reason: text, ...stamp }),
    z.object({ kind: z.literal('followed-up'), on: LocalDateSchema, note: text, ...stamp }),
  ] as const;
