import { z } from 'zod';
import { InstantSchema, LocalDateSchema } from '../calendar/date';
import type { LocalTime } from '../calendar/london';
import type { Fact } from './fact';
import { deathFacts } from './facts/death-facts';
import { followUp, located } from './facts/outcome-facts';
import { returnsFacts } from './facts/returns-facts';
import { removalFacts } from './facts/removal';
import { enquiryFacts } from './facts/enquiries';
import { officerFacts } from './facts/officer';
import { panelFacts } from './facts/panel-facts';
import { alertSnoozed } from './facts/snooze-facts';
import { tierSet } from './facts/tier-facts';
import { policyMoved } from './facts/policy-facts';
import { BeginningSchema, wayFacts } from './facts/ways';
import { familyFacts } from './facts/family';
import { joiningFacts, movedSchema } from './facts/joining';
import { WAYS } from './way';
import { PupilSchema } from '../pupil/pupil-schema';

const text = z.string();
const localTime = z
  .string()
  .regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'HH:MM')
  .transform((time) => time as LocalTime);
const stamp = { id: text, recordedAt: InstantSchema, recordedBy: text, moved: movedSchema.optional() };

const absence = z.object({
  lastAttended: LocalDateSchema.nullable(),
  firstDayMissed: LocalDateSchema,
  code: text,
  leaveEnded: LocalDateSchema.nullable(),
  note: text,
  began: BeginningSchema.optional(),
});

const triage = z.object({ yes: z.array(text), groups: z.array(text), note: text });

const contact = z.object({ agency: text, reference: text, on: LocalDateSchema, at: localTime, note: text });

const check = z.object({
  outcome: text,
  on: LocalDateSchema,
  at: localTime.nullable(),
  method: text,
  spokeTo: text,
  note: text,
  nextAction: text,
  evidence: z.record(text, text),
  asked: text,
});

const mark = z.object({ code: text, from: LocalDateSchema, to: LocalDateSchema.nullable(), note: text });

const sighting = z.object({ on: LocalDateSchema, where: z.enum(['at-school', 'elsewhere']), by: text, note: text });

/** A fact as it comes back from where it was kept. Unknown fields are dropped, missing ones are an error. */
export const FactSchema = z.discriminatedUnion('kind', [
  // Cases opened before there were other ways in are of pupils on roll who are missing.
  z.object({ kind: z.literal('opened'), way: z.enum(WAYS).default('missing'), ...stamp }),
  ...wayFacts(stamp),
  z.object({
    kind: z.literal('pupil-described'),
    pupil: PupilSchema,
    correctedBecause: text.optional(),
    ...stamp,
  }),
  z.object({ kind: z.literal('absence-described'), absence, correctedBecause: text.optional(), ...stamp }),
  z.object({ kind: z.literal('also-told'), pupil: PupilSchema.partial(), absence: absence.nullable(), ...stamp }),
  z.object({ kind: z.literal('triaged'), triage, again: z.enum(['dated', 'undated']).optional(), ...stamp }),
  z.object({ kind: z.literal('safeguarding-contacted'), contact, ...stamp }),
  z.object({ kind: z.literal('check-recorded'), item: text, check, ...stamp }),
  z.object({ kind: z.literal('check-skipped'), item: text, reason: text, ...stamp }),
  z.object({ kind: z.literal('attendance'), mark, correctedBecause: text.optional(), ...stamp }),
  z.object({ kind: z.literal('seen'), sighting, ...stamp }),
  z.object({ kind: z.literal('acknowledged'), obligation: text, occurrence: text, ...stamp }),
  policyMoved.extend(stamp),
  ...deathFacts(stamp),
  ...returnsFacts(stamp),
  z.object({ kind: z.literal('located'), located, ...stamp }),
  z.object({ kind: z.literal('location-step'), followUp, ...stamp }),
  z.object({ kind: z.literal('location-withdrawn'), reason: text, ...stamp }),
  z.object({ kind: z.literal('reopened'), reason: text, ...stamp }),
  z.object({
    ...{ kind: z.literal('closed'), reason: text, note: text, duplicateOf: text.optional() },
    unsent: z.object({ returns: z.array(text), why: text }).optional(),
    ...stamp,
  }),
  ...familyFacts(stamp),
  ...joiningFacts(stamp),
  tierSet.extend(stamp),
  alertSnoozed.extend(stamp),
  ...removalFacts(stamp),
  ...enquiryFacts(stamp),
  ...officerFacts(stamp),
  ...panelFacts(stamp),
]);

type Frozen<T> = T extends object ? { readonly [K in keyof T]: Frozen<T[K]> } : T;
type Same<A, B> = (<T>() => T extends A ? 1 : 2) extends <T>() => T extends B ? 1 : 2 ? true : never;
/** Stops the compiler when a kind or a field of a fact is not in the schema, or the other way round. */
true satisfies Same<Frozen<z.infer<typeof FactSchema>>, Frozen<Fact>>;
