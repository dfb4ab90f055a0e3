import { z } from 'zod';
import { ROLES } from '../access/roles';

const id = z.string().regex(/^[A-Za-z0-9][A-Za-z0-9-]*$/, 'letters, digits and hyphens');
const words = z.string().min(1);
const workingDays = z.int().min(1).max(60);

/** One agency or record that the authority asks. */
const enquiry = z.strictObject({
  id,
  /** Short, for lists. */
  title: words,
  agency: words,
  /** The question as it is put to whoever asks the agency. */
  asks: words,
  owner: z.enum(ROLES),
  /** Only what this agency has agreed to. Null: it has agreed to no time, so none is promised to anybody. */
  agreedWorkingDays: workingDays.nullable().default(null),
  /** Ids of `disclosures.bases` on which this agency may be told of a child. */
  bases: z.array(id).min(1),
  /** For whom this is asked, where it is not asked for everybody. */
  when: words.nullable().default(null),
  citation: words,
  /** False: general knowledge that nobody at the authority has confirmed yet. */
  verified: z.boolean().default(true),
});

/** The authority's own checks: whom it asks, from when on, and what may come of it. */
export const enquiriesPolicy = z.strictObject({
  /** The item of the checklist by which a school notifies the authority: from then on the authority's checks run. */
  startedBy: id,
  /** Who answers for it that they are made. */
  owner: z.enum(ROLES),
  acknowledgeWithinWorkingDays: workingDays,
  beginWithinWorkingDays: workingDays,
  why: words,
  citation: words,
  /** `found`: the answer says where the child is. `news`: after it both sides of the joint enquiry look again. */
  outcomes: z
    .array(z.strictObject({ id, label: words, found: z.boolean().default(false), news: z.boolean().default(false) }))
    .min(1),
  list: z.array(enquiry).min(1),
});

/** On what a child's data is disclosed. There is no default: whoever discloses chooses, and it is kept with the share. */
export const disclosuresPolicy = z.strictObject({
  bases: z
    .array(z.strictObject({ id, title: words, power: words, citation: words, verified: z.boolean().default(true) }))
    .min(1),
  purposes: z.array(z.strictObject({ id, label: words })).min(1),
  /** Kinds of data that are disclosed, to be ticked. */
  data: z.array(z.strictObject({ id, label: words })).min(1),
  citation: words,
});

export type EnquiryItem = z.infer<typeof enquiry>;
