import { z } from 'zod';
import { CASE_ROLES, ROLES } from '../access/roles';
import { LocalDateSchema } from '../calendar/date';
import { ON_ROLL_WAYS, WAYS } from '../case/way';
import { answerPolicy, awayPolicy, snoozePolicy } from './answer-policy';
import { referrals } from './referral-policy';
import { trigger } from './trigger';
import { TierPolicySchema } from './tier-policy';
import { chain, unreachedPolicy } from './unreached-policy';
import { onePolicy } from './one-policy';
import { removalPolicy } from './removal-policy';
import { disclosuresPolicy, enquiriesPolicy } from './enquiries-policy';
import { assignmentPolicy, holdPolicy, questionsPolicy } from './officer-policy';
import { deathPolicy } from './death-policy';
import { panelPolicy } from './panel-policy';
import { closingPolicy, foundPolicy } from './found-policy';
import { checkOutcome, endOfHours, evidenceField, id, timeOfDay, words } from './parts';
import { retentionPolicy } from './retention-policy';
import { dfePolicy, returnsPolicy } from './returns-policy';
import { summaryPolicy } from './summary-policy';

/**
 * A policy pack: one authority's rules as data, each with its citation. A change of law or of local policy is a new
 * pack with a start date, never a change of code. School days are counted from Day 1, the first whole day missed.
 */
const role = z.enum(ROLES);
const schoolDay = z.int().min(1).max(60);

/** `known` states for whom an item or alert applies. */
const condition = z.enum(['always', 'at-risk', 'leave-of-absence', 'reason-unknown', 'information-missing', 'appeal']);

/** The ways of beginning for which something is meant. Where nothing is said, for pupils on a school's roll. */
const forWays = z
  .array(z.enum(WAYS))
  .min(1)
  .default([...ON_ROLL_WAYS]);

const checklistItem = z.strictObject({
  id,
  /** Short, for lists. */
  title: words,
  /** The question as it is put to the member of staff. */
  asks: words,
  why: words,
  owner: z.enum(CASE_ROLES),
  /** Due by this school day; may be started from `fromDay`. Null: asked from then on, but never overdue. */
  fromDay: schoolDay,
  dueDay: schoolDay.nullable(),
  /** May be started from this day already where the absence follows a leave of absence; null: as in any other case. */
  fromDayAfterLeave: schoolDay.nullable().default(null),
  /** Due so many working days after another item was settled, in place of a school day of the absence. */
  dueAfter: z
    .strictObject({ item: id, workingDays: z.int().min(1).max(60) })
    .nullable()
    .default(null),
  /** Items that have to be settled before this one is recorded, unless the child may be at risk. */
  after: z.array(id).default([]),
  /** What the law asks for and this item does: never gated by `after`, and never due later than the law allows. */
  fulfils: z.enum(['ten-day-return']).nullable().default(null),
  when: condition.default('always'),
  /** For children on no roll, days are working days from the day on which the referral was received. */
  ways: forWays,
  /** Ids of `outcomes`; those listed in `settles` finish the item, the others record a try. */
  outcomes: z.array(id).min(1),
  settles: z.array(id).min(1),
  /** Facts that finish the item too, so that nobody is asked again for what a report or a triage has told. */
  settledBy: z.array(z.enum(['triaged', 'safeguarding-contacted', 'joint-conclusion'])).default([]),
  evidence: z.array(evidenceField).default([]),
  /** False: the item can be left for later but never skipped. */
  skippable: z.boolean().default(true),
  /** True: one visit may be recorded on the cases of brothers and sisters at once. */
  shareable: z.boolean().default(false),
  citation: words,
});

const stage = z.strictObject({
  id,
  title: words,
  ways: forWays,
  fromDay: schoolDay,
  /** Null: until the case ends. */
  toDay: schoolDay.nullable(),
  says: words,
  items: z.array(id),
});

const alert = z.strictObject({
  id,
  title: words,
  /** What happened. */
  says: words,
  /** What is to be done. */
  asks: words,
  why: words,
  trigger,
  /** Null: for every way in which it can fall due; see `waysOf`. */
  ways: z.array(z.enum(WAYS)).min(1).nullable().default(null),
  to: z.array(role).min(1),
  /** Not sent when this item is settled. */
  unlessSettled: id.nullable().default(null),
  /** Which school day the thing asked for is due; null when it is due now. An item of the checklist keeps its own day. */
  dueDay: schoolDay.nullable().default(null),
  /** Items of the checklist that it asks for, where that is not the one of `unlessSettled` or of the trigger alone. */
  dueWith: z.array(id).default([]),
  /** Puts the one-tap attendance question on the card (alerts to schools). */
  asksAttendance: z.boolean().default(false),
  urgent: z.boolean().default(false),
  /** Null: it is news, and nobody is chased for an answer. */
  answer: answerPolicy.nullable().default(null),
  chain: chain.nullable().default(null),
  citation: words,
});

/** `condition` says in plain words what else has to hold: reaching the day is never enough. */
const clock = z.strictObject({
  codes: z.array(z.string().min(1)).min(1),
  days: schoolDay,
  title: words,
  /** What the count is for, beside its number. */
  means: words,
  condition: words,
  citation: words,
});

/** What is owed on a case beside its checklist. `notCounted`: the register has a code that is not counted as missing. */
const owedBesides = z.strictObject({
  report: z.strictObject({ owner: role, title: words, why: words, citation: words }),
  outcome: z.strictObject({
    owner: role,
    found: z.strictObject({ title: words, why: words }),
    notCounted: z.strictObject({ title: words, why: words }),
    citation: words,
  }),
});

/** A way in: what it is called, and what is meant by it. Which it is decides what is counted. */
const wayIn = z.strictObject({
  id: z.enum(WAYS),
  title: words,
  says: words,
  /** Whether the child stands on the panel's register; another authority's child is not counted as one of ours. */
  onRegister: z.boolean().default(true),
  citation: words,
});

export const PolicyPackSchema = z.strictObject({
  id,
  /** Packs of one authority that follow one another share it; the authority's settings name it. */
  family: id,
  title: words,
  authority: z.strictObject({ code: z.string().regex(/^\d{3}$/, 'three digits'), name: words }),
  /** Cases that are opened from this day on begin under this pack, until the next of the family starts. */
  startsOn: LocalDateSchema,
  alertTime: timeOfDay,
  /** What is not urgent and happens from then on is told on the morning of the next of `alertDays`. `24:00`: at midnight. */
  alertUntil: endOfHours,
  /** On which days what is not urgent is told. `every-day`: where somebody is there at weekends and in the holidays too. */
  alertDays: z.enum(['school-days', 'every-day']).default('school-days'),
  clocks: z.strictObject({ tenDayReturn: clock, groundI: clock, groundH: clock }),
  /** Attendance codes offered to staff, in order. `present`: the pupil was in school. */
  codes: z
    .array(
      z.strictObject({
        code: z.string().min(1).max(2),
        label: words,
        present: z.boolean().default(false),
        /** Stands while nobody knows why the pupil is absent, and may not stand for long. */
        reasonUnknown: z.boolean().default(false),
        /** Said of one day, where every other code goes on until somebody says otherwise. */
        oneDay: z.boolean().default(false),
      }),
    )
    .min(1),
  triage: z.strictObject({
    questions: z.array(z.strictObject({ id, asks: words, notify: z.array(id) })).min(1),
    groups: z.array(z.strictObject({ id, label: words })).min(1),
    /** Ids of groups that alone make the report urgent; the others are recorded. */
    urgentGroups: z.array(id),
    says: words,
    citation: words,
  }),
  /**
   * Situations that are another procedure: no case is opened. `name`: what it is called on a case beside which it runs.
   * `beside`: a case may begin beside it, under its reference, where the child is on no roll as well.
   */
  otherProcedures: z.array(
    z.strictObject({
      id,
      label: words,
      title: words,
      name: words,
      says: words,
      beside: z.boolean().default(false),
      citation: words,
    }),
  ),
  /** The ways in which a case begins here, in the order in which they are offered. */
  ways: z.array(wayIn).min(1),
  referrals,
  outcomes: z.array(checkOutcome).min(1),
  /** What is said to a school that has found out that the child is not missing but not attending. */
  attendanceCase: z.strictObject({ says: words, citation: words }),
  owed: owedBesides,
  checklist: z.array(checklistItem).min(1),
  stages: z.array(stage).min(1),
  alerts: z.array(alert).min(1),
  panel: panelPolicy,
  /** What the authority's director is told of each month. */
  summary: summaryPolicy,
  /** The file for Capita One, and how its answers read. */
  oneUpload: onePolicy,
  /** Where a missing child may turn out to be, and what follows. */
  found: foundPolicy,
  /** How a case may end. */
  closing: closingPolicy,
  death: deathPolicy,
  returns: returnsPolicy,
  dfe: dfePolicy,
  tiers: TierPolicySchema,
  schoolAge: z.strictObject({ citation: words }),
  ...removalPolicy,
  /** How Common Transfer Files are written. The Department for Education changes the version about every September. */
  ctf: z.strictObject({
    version: z.string().regex(/^\d{2}\.\d$/, '25.0'),
    supplierId: words,
    dataDescriptor: words,
    /** Whether the school year is called by the first or by the last of its two years. */
    academicYear: z.enum(['first', 'last']),
    citation: words,
  }),
  enquiries: enquiriesPolicy,
  disclosures: disclosuresPolicy,
  assignment: assignmentPolicy,
  hold: holdPolicy,
  questions: questionsPolicy,
  snooze: snoozePolicy,
  unreached: unreachedPolicy,
  away: awayPolicy,
  retention: retentionPolicy,
});

export type PolicyPack = z.infer<typeof PolicyPackSchema>;
export type ChecklistItem = PolicyPack['checklist'][number];
export type EvidenceField = ChecklistItem['evidence'][number];
export type Stage = PolicyPack['stages'][number];
export type AlertRule = PolicyPack['alerts'][number];
