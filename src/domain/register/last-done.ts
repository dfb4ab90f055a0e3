import type { Fact, FactKind } from '../case/fact';
import type { FactOf } from '../case/reading';
import type { PolicyPack } from '../policy/pack';

type Words<K extends FactKind> = string | ((fact: FactOf<K>, pack: PolicyPack) => string);

/**
 * What was done on a case, in words for everybody who sees its line: what the rules call it, and nothing that anybody
 * typed, disclosed or was answered. The compiler asks for the words of a new kind here.
 */
const DONE: { readonly [K in FactKind]: Words<K> } = {
  opened: 'The case was opened',
  'way-told': 'How it began was put right',
  'referral-received': 'A referral was received',
  'out-of-education': 'Time out of education was recorded',
  'procedure-linked': 'Another procedure was linked',
  'procedure-ended': 'Another procedure ended',
  'procedure-unlinked': 'Another procedure was unlinked',
  'followed-up': 'The child was followed up',
  'sibling-linked': 'A brother or sister was linked',
  'sibling-unlinked': 'A brother or sister was unlinked',
  joined: 'Joined with another case of the child',
  'answer-open': 'An answer waits to be followed up',
  parted: 'Parted from another child’s case',
  'pupil-described': 'The child was described',
  'absence-described': 'The absence was described',
  'also-told': 'The child was reported again',
  triaged: ({ again }) => (again ? 'Reported missing again' : 'Safeguarding questions were answered'),
  'safeguarding-contacted': 'Social care or the police were called',
  'check-recorded': ({ item }, pack) => `Check: ${itemTitle(item, pack)}`,
  'check-skipped': ({ item }, pack) => `Check left out: ${itemTitle(item, pack)}`,
  attendance: 'The school’s register was marked',
  seen: 'The child was seen or heard from',
  acknowledged: 'An alert was answered',
  'alert-snoozed': 'An alert was put off',
  located: 'It was said where the child is',
  'location-step': ({ followUp: { step } }, { found }) => found.steps.find(({ id }) => id === step)?.title ?? step,
  'location-withdrawn': 'The child is not where it was said to be',
  reopened: 'The case was opened again',
  'death-told': 'The child was said to have died',
  'death-withdrawn': 'The child has not died',
  'return-sent': 'A return was recorded',
  'name-entered': 'The name was entered in a school’s register',
  'dfe-reason': 'The reason for the DfE was chosen',
  closed: 'The case was closed',
  'policy-moved': 'The case was moved to other rules',
  'conclusion-signed': 'The joint enquiry was signed',
  'conclusion-withdrawn': 'A signature was taken back',
  'removal-decided': 'A deletion of the name was decided',
  'removal-withdrawn': 'The decision on the name was withdrawn',
  'deletion-return-sent': 'The deletion return was sent',
  'name-deleted': 'The name was deleted from the register',
  'removal-step-done': ({ done: { step } }, { afterRemoval }) =>
    afterRemoval.find(({ id }) => id === step)?.title ?? step,
  'referral-acknowledged': 'The referral was acknowledged',
  'enquiry-requested': 'An agency was asked',
  'enquiry-chased': 'An agency was asked again',
  'enquiry-answered': 'An agency answered',
  'enquiry-not-needed': 'An enquiry was found not to be needed',
  assigned: ({ to }) => (to === null ? 'The case was taken from an officer' : 'The case was given to an officer'),
  held: 'The authority’s own work was put off',
  'hold-lifted': 'The authority’s own work goes on',
  'legal-hold-begun': 'A legal hold began',
  'legal-hold-ended': 'A legal hold ended',
  'question-asked': 'The school was asked a question',
  'question-answered': 'The school answered a question',
  'panel-decided': 'The panel decided on the case',
  'panel-ratified': 'The panel agreed to how the case ended',
  'panel-decision-done': 'A decision of the panel was carried out',
  'panel-decision-withdrawn': 'A decision of the panel was withdrawn',
  'tier-set': 'The risk was weighed',
};

export function lastDone(fact: Fact, pack: PolicyPack): string {
  const words = DONE[fact.kind] as Words<FactKind>;
  return typeof words === 'string' ? words : words(fact, pack);
}

const itemTitle = (item: string, { checklist }: PolicyPack): string =>
  checklist.find(({ id }) => id === item)?.title ?? item;
