import { z } from 'zod';
import { CASE_ROLES, ROLES } from '../access/roles';
import { PLACES } from '../case/place';
import { WAYS } from '../case/way';
import { evidenceField, id, words } from './parts';

const role = z.enum(ROLES);

/** One thing that follows when a child is found, until it is done. */
const step = z.strictObject({
  id,
  /** Short, for lists and for a button, of which a telephone shows so much: `Tell the school where the child is`. */
  title: words.max(36),
  /** The question as it is put. */
  asks: words,
  why: words,
  /** Who owes it, and who may record it. */
  owner: z.enum(CASE_ROLES),
  by: z.array(role).min(1),
  /** Owed by the end of this school day after the day on which the child was found or it was last tried. */
  days: z.int().min(1).max(60),
  /** Not owed where the school itself said where the child is, or where there is no school. */
  unlessSchoolKnows: z.boolean().default(false),
  /** Asked together with the place, and may be left for later. */
  askedAtOnce: z.boolean().default(false),
  /** Owed while the name stands in this school's register, and settled by its lawful deletion and by no answer. */
  settledBy: z.enum(['name-deleted']).nullable().default(null),
  /** What may come of it. An answer that does not settle leaves it owed; one that withdraws says: the child is not there. */
  answers: z
    .array(
      z.strictObject({ id, label: words, settles: z.boolean().default(false), withdraws: z.boolean().default(false) }),
    )
    .min(1),
  citation: words,
});

const place = z.strictObject({
  id: z.enum(PLACES),
  title: words,
  /** What it means for roll and case. */
  says: words,
  /** The same of a child on no roll, where it differs: the name was deleted, or never stood in a register. */
  saysOffRoll: words.nullable().default(null),
  /** What is said of a child on no roll who is not here after all; null where only a pupil on roll can be here. */
  saysNotThere: words.nullable().default(null),
  asks: z.array(evidenceField),
  steps: z.array(id),
  /** A child who is here keeps the place at school: no absence takes the name from the register. */
  keepsName: z.boolean().default(false),
  /** The ways of beginning for which this place is offered: who is on no roll has no school to be back at. */
  ways: z
    .array(z.enum(WAYS))
    .min(1)
    .default([...WAYS]),
  citation: words,
});

export const foundPolicy = z.strictObject({
  places: z.array(place).min(1),
  steps: z.array(step),
  /** Checks of the list that nobody has to make while it is known where the child is. */
  endsChecks: z.array(id),
});

/** What must be on record before a case is closed for a reason; `says` is told where it is missing. */
const need = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('back-in-school'), says: words }),
  z.strictObject({ kind: z.literal('located'), at: z.array(z.enum(PLACES)).min(1), says: words }),
  z.strictObject({ kind: z.literal('step'), step: id, says: words }),
  /** A day that was asked of the place has been given and has come. */
  z.strictObject({ kind: z.literal('day-reached'), field: id, says: words }),
  z.strictObject({ kind: z.literal('past-school-age'), says: words }),
  /** A check of the list has been settled. */
  z.strictObject({ kind: z.literal('checked'), item: id, says: words }),
  /** The law's own limit: a child who is on a roll has to be off it, or the other way round. */
  z.strictObject({ kind: z.literal('way'), ways: z.array(z.enum(WAYS)).min(1), says: words }),
  /** The name stands in this school's register now. */
  z.strictObject({ kind: z.literal('on-roll'), says: words }),
  /** The child's name stands in no register that this case is about: it never did, or it was lawfully deleted. */
  z.strictObject({ kind: z.literal('off-roll'), says: words }),
  /** Of a new pupil whose name stands in the register the authority has been told, or need not be. */
  z.strictObject({ kind: z.literal('new-pupil-return'), says: words }),
  /** No name was deleted in this case: what led to that was no slip. */
  z.strictObject({ kind: z.literal('not-deleted'), says: words }),
]);

/** What makes the end of a case the authority's to say, for good: somebody outside the school relies on the case by then. */
export const RELIED_ON = ['notified', 'return-overdue', 'at-risk', 'signed'] as const;

const closing = z.strictObject({
  id,
  /** `The pupil is back in school`. */
  title: words,
  /** Roles that may close for this reason, and open the case again. Nobody: only Whereabouts itself does. */
  by: z.array(role),
  needs: z.array(need).default([]),
  /** Of a child who has died: while that stands, no other end is offered, and no other case ends so by what is told. */
  onDeath: z.boolean().default(false),
  /** There was no missing child: the case counts in no figure of the DfE's, also not for the days on which it stood open. */
  nobodyMissing: z.boolean().default(false),
  /** Once one of these is so, no role of a school may close for this reason; `says` is told to it. */
  authorityOnce: z
    .strictObject({ any: z.array(z.enum(RELIED_ON)).min(1), says: words })
    .nullable()
    .default(null),
  citation: words,
});

export const closingPolicy = z.strictObject({
  reasons: z.array(closing).min(1),
  /** A new report of a pupil whose case at this school was closed within so many days is offered that case. */
  reopenWithinDays: z.int().min(1),
  citation: words,
});

export type FoundStep = z.infer<typeof step>;
export type FoundPlace = z.infer<typeof place>;
export type Need = z.infer<typeof need>;
export type Closing = z.infer<typeof closing>;
export type ReliedOn = (typeof RELIED_ON)[number];
