import { z } from 'zod';
import { ROLES } from '../access/roles';
import { PLACES } from '../case/place';
import { YEAR_GROUPS } from '../pupil/year-group';

/**
 * What the law asks before and after a name leaves the admission register: the grounds with their conditions, who is
 * consulted, what follows. A pack words them and may add to them; `removalChecks` sees that it takes nothing away.
 */
const id = z.string().regex(/^[A-Za-z0-9][A-Za-z0-9-]*$/, 'letters, digits and hyphens');
const words = z.string().min(1);
const workingDays = z.int().min(1).max(60);

/** Worked out from the facts and the calendar, and never taken from anybody's word alone. */
export const DERIVED = [
  'twenty-school-days',
  'leave-was-granted',
  'ten-school-days-after-leave',
  'codes-audit',
  'no-sickness',
  'joint-enquiry',
  'not-located-here',
  'not-in-school',
  'authority-notified',
  'checks-settled',
  'no-unplanned-closure',
  'over-school-age',
] as const;

/** `verified` false: not confirmed in a source; the page says that the authority's attendance lead confirms it. */
const common = { id, says: words, verified: z.boolean().default(true) };

const derivedCondition = z.strictObject({ ...common, by: z.enum(DERIVED) });
/** A day that was told with the place where the child was found: before it the ground is not met. */
const toldDayCondition = z.strictObject({
  ...common,
  by: z.literal('told-day'),
  place: z.enum(PLACES),
  /** Id of a day that this place asks for. */
  field: id,
  /** The name may go on that day itself, or once it has passed. */
  lawfulFrom: z.enum(['that-day', 'day-after']),
});
/** The child was found at one of these places, and not elsewhere or nowhere. */
const foundAtCondition = z.strictObject({
  ...common,
  by: z.literal('found-at'),
  places: z.array(z.enum(PLACES)).min(1),
});
/** An answer that was given with the place where the child was found, and that has to be this one. */
const toldAnswerCondition = z.strictObject({
  ...common,
  by: z.literal('told-answer'),
  place: z.enum(PLACES),
  /** Id of a choice that this place asks for. */
  field: id,
  needs: id,
});
/** The pupil is in no later year than this one, as the register has it, and by age in none later than `latestByAge`. */
const yearGroupCondition = z.strictObject({
  ...common,
  by: z.literal('year-group'),
  latest: z.enum(YEAR_GROUPS),
  /** A child may have been held back: by age it may be further on than the year it is in. */
  latestByAge: z.enum(YEAR_GROUPS),
});
/** Only a person can say. `needs`: the answer without which the ground is not met. */
const askedCondition = z.strictObject({
  ...common,
  by: z.literal('person'),
  asks: words,
  needs: z.enum(['yes', 'no']),
  otherwise: words,
});

const ground = z.strictObject({
  /** Of regulation 9(1). */
  letter: z.string().regex(/^[a-o]$/, 'a letter from a to o'),
  title: words,
  /** Whom it is about, in a sentence. */
  whom: words,
  conditions: z
    .array(
      z.discriminatedUnion('by', [
        askedCondition,
        derivedCondition,
        toldDayCondition,
        foundAtCondition,
        toldAnswerCondition,
        yearGroupCondition,
      ]),
    )
    .min(1),
  /** Papers to have at hand. */
  papers: z.array(words).default([]),
  /** It holds of a pupil who is not of compulsory school age as well. */
  anyAge: z.boolean().default(false),
  /** The child may be at no school that anybody knows of: lost-pupil destination, and the authority goes on searching. */
  lost: z.boolean().default(false),
  /** What holds once the name is deleted on this ground, where it is not that the child is searched for. */
  onceDeleted: words.nullable().default(null),
  /** Nobody is left to search for: once the name is deleted the case has only to be closed, by this role. */
  ends: z
    .strictObject({ owner: z.enum(ROLES), title: words, why: words, citation: words })
    .nullable()
    .default(null),
  citation: words,
});

/** Children about whom somebody else has to be asked before a name goes. */
export const SPECIAL = [
  'attendance-order',
  'education-health-care-plan',
  'looked-after',
  'child-protection',
  'private-fostering',
  'traveller-base',
] as const;

const specialCase = z.strictObject({
  id,
  covers: z.array(z.enum(SPECIAL)).default([]),
  title: words,
  says: words,
  consult: words,
  /** Known from the safeguarding answers; where there are none it is asked. */
  known: z.strictObject({ questions: z.array(id).default([]), groups: z.array(id).default([]) }),
  /** Letters of grounds that it rules out. */
  bars: z.array(z.string().regex(/^[a-o]$/, 'a letter from a to o')).default([]),
  citation: words,
  verified: z.boolean().default(true),
});

const stepField = z.strictObject({
  id,
  label: words,
  kind: z.enum(['text', 'lost-authority', 'lost-establishment', 'file']),
  required: z.boolean().default(true),
});

/** What the return says of where the pupil goes: the new home, since when, the new school, the first day there. */
export const ONWARD = ['address', 'from', 'school', 'startsOn'] as const;
export type OnwardField = (typeof ONWARD)[number];

/** What follows a deletion: leaver in the school's own system, transfer file, its upload, the checks and the form to the authority. */
export const FOLLOWING = ['leaver', 'transfer-file', 'upload', 'copy'] as const;

/** What follows a deletion, in this order. */
const step = z.strictObject({
  id,
  does: z.enum(FOLLOWING),
  title: words,
  asks: words,
  why: words,
  owner: z.enum(ROLES),
  /** School days after the deletion; 0 is the day itself. */
  dueSchoolDays: z.int().min(0).max(60),
  /** For every ground, or only where the child may be at no school that anybody knows of. */
  when: z.enum(['always', 'lost', 'not-lost']).default('always'),
  /** Letters of grounds after which nobody is asked for it. */
  notFor: z.array(z.string()).default([]),
  fields: z.array(stepField).default([]),
  citation: words,
});

export const removalPolicy = {
  jointEnquiry: z.strictObject({
    asks: words,
    says: words,
    conclusions: z.strictObject({ 'not-found': words, 'found-not-returning': words }),
    /** Ids of checklist items: the review that comes first, the codes audit, the sickness test, whether leave was granted, the conclusion itself. */
    items: z.strictObject({ review: id, codes: id, sickness: id, leave: id, conclusion: id }),
    /** Which of their outcomes lets the ground stand; after any other of the review, the search goes on. */
    settledWith: z.strictObject({ review: z.array(id).min(1), codes: id, sickness: id, leave: id }),
    /** Checks to be made, or skipped with a reason, before a ground on absence is met. */
    checks: z.array(id).min(1),
    /** Outcomes of any check after which both have to look again. */
    reopenedBy: z.array(id),
    /** How long one side waits for the other before it is asked, and before the next one up is told. */
    answerWithin: workingDays,
    escalateAfter: workingDays,
    /** Who answers for a side, and who is told when it stays silent. */
    owners: z.strictObject({
      school: z.enum(ROLES),
      schoolEscalates: z.enum(ROLES),
      authority: z.enum(ROLES),
      authorityEscalates: z.enum(ROLES),
    }),
    citation: words,
  }),
  grounds: z.array(ground).min(1),
  specialCases: z.array(specialCase),
  /** What a deletion return holds, so that what is missing is named. */
  deletionReturn: z.strictObject({
    says: words,
    /** Ids of what is asked of a place where the child was found: the return begins with those answers. */
    onward: z.strictObject({
      address: z.array(id),
      from: z.array(id),
      school: z.array(id),
      startsOn: z.array(id),
    }),
    citation: words,
  }),
  afterRemoval: z.array(step),
};

type RemovalPolicy = { [K in keyof typeof removalPolicy]: z.infer<(typeof removalPolicy)[K]> };
export type Ground = RemovalPolicy['grounds'][number];
export type GroundCondition = Ground['conditions'][number];
export type SpecialCase = RemovalPolicy['specialCases'][number];
export type RemovalStep = RemovalPolicy['afterRemoval'][number];
export type ToldDayCondition = z.infer<typeof toldDayCondition>;
export type FoundAtCondition = z.infer<typeof foundAtCondition>;
export type ToldAnswerCondition = z.infer<typeof toldAnswerCondition>;
export type YearGroupCondition = z.infer<typeof yearGroupCondition>;
export type DerivedBy = (typeof DERIVED)[number] | ToldDayCondition['by'];
/** Worked out against what the condition itself names: the places where the child was found, or the year groups. */
export type NamedBy = (FoundAtCondition | ToldAnswerCondition | YearGroupCondition)['by'];
