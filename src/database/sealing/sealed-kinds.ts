import type { FactKind } from '../../domain/case/fact';

/** Why the words of a kind of fact are sealed. A fact is sealed as a whole: what stands beside its words tells of them. */
const WHO = 'who the child is, its address, its family and how to reach them';
const SAFEGUARDING = 'safeguarding: what was disclosed, to whom, and how great the risk is';
const WHERE = 'where the child is or may be, and who said so';
const ENQUIRY = 'what agencies were told of the child and what they answered';
const NOTE = 'words that a person typed, in which anything of the above may stand';
const RELATION = 'that two children belong together';
/** Fields that hold codes, days and ids of the policy, and in which nobody can type. */
const NOTHING = null;

/** Every kind of fact, and why it is sealed at rest; null where it is not. The compiler asks for a new kind here. */
export const WHY_SEALED: Readonly<Record<FactKind, string | null>> = {
  opened: NOTHING,
  acknowledged: NOTHING,
  'referral-acknowledged': NOTHING,
  'name-deleted': NOTHING,
  'name-entered': NOTHING,
  'pupil-described': WHO,
  'also-told': WHO,
  'referral-received': WHO,
  'absence-described': WHERE,
  'out-of-education': WHERE,
  located: WHERE,
  'location-step': WHERE,
  'location-withdrawn': WHERE,
  seen: WHERE,
  attendance: NOTE,
  'answer-open': WHERE,
  triaged: SAFEGUARDING,
  'safeguarding-contacted': SAFEGUARDING,
  'tier-set': SAFEGUARDING,
  'death-told': SAFEGUARDING,
  'death-withdrawn': SAFEGUARDING,
  'procedure-linked': SAFEGUARDING,
  'procedure-ended': SAFEGUARDING,
  'procedure-unlinked': SAFEGUARDING,
  'dfe-reason': SAFEGUARDING,
  'check-recorded': ENQUIRY,
  'check-skipped': NOTE,
  'enquiry-requested': ENQUIRY,
  'enquiry-chased': ENQUIRY,
  'enquiry-answered': ENQUIRY,
  'enquiry-not-needed': ENQUIRY,
  'question-asked': NOTE,
  'question-answered': NOTE,
  'conclusion-signed': WHERE,
  'conclusion-withdrawn': NOTE,
  'removal-decided': NOTE,
  'removal-withdrawn': NOTE,
  'removal-step-done': NOTE,
  'deletion-return-sent': NOTE,
  'return-sent': NOTE,
  'way-told': NOTE,
  'followed-up': NOTE,
  'alert-snoozed': NOTE,
  assigned: NOTE,
  held: NOTE,
  'hold-lifted': NOTE,
  'legal-hold-begun': NOTE,
  'legal-hold-ended': NOTE,
  'panel-decided': NOTE,
  'panel-ratified': NOTE,
  'panel-decision-done': NOTE,
  'panel-decision-withdrawn': NOTE,
  'policy-moved': NOTE,
  reopened: NOTE,
  closed: NOTE,
  'sibling-linked': RELATION,
  'sibling-unlinked': RELATION,
  joined: RELATION,
  parted: RELATION,
};

export const SEALED_KINDS: readonly FactKind[] = (Object.keys(WHY_SEALED) as FactKind[]).filter(
  (kind) => WHY_SEALED[kind] !== null,
);
