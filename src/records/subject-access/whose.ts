import type { MarkKind } from './marks';

/** Of somebody else, or of another child. A path that ends so; `*` stands for any name. */
const OF_OTHERS = [
  ...['pupil.parents', 'pupil.emergencyContacts', 'pupil.siblings', 'referral.from', 'referral.contact'],
  ...['procedure-linked.heldBy', 'check.spokeTo', 'check.evidence.*', 'sighting.by', 'located.by', 'followUp.who'],
  ...['told.by', 'request.to', 'answer.by', 'decision.consulted', 'panel-decided.dissent', 'panel-ratified.dissent'],
  ...['sibling-linked.caseId', 'sibling-linked.reference', 'sibling-unlinked.caseId', 'sibling-unlinked.reference'],
  ...['parted.caseId', 'parted.reference'],
];

/** The child’s own, as a register has it. An address is not among them: it may say with whom the child lives. */
const OF_THE_CHILD = [
  ...['pupil.forename', 'pupil.surname', 'pupil.otherNames', 'pupil.upn', 'pupil.yearGroup'],
  ...['pupil.sex', 'pupil.upnUnknown'],
  ...['joined.caseId', 'joined.reference', 'closed.duplicateOf', 'moved.caseId'],
];

/**
 * Ids, codes, our own references and the words of the policy: nobody typed them freely, and nobody is named in them. A
 * reference of another agency is not among them: it is typed, and whatever was at hand may stand in its field.
 */
const CODES = [
  ...['kind', 'id', 'recordedBy', 'moved.recordedBy', 'assigned.to', 'question-answered.question', 'way'],
  ...['referral.route', 'out.waitingFor', 'procedure', 'absence.code', 'mark.code', 'triage.yes.*', 'triage.groups.*'],
  ...['again', 'contact.agency', 'item', 'check.outcome', 'check.method', 'asked', 'sighting.where'],
  ...['obligation', 'occurrence', 'move.from', 'move.to', 'move.carried.*', 'answer.tier', 'answer.outcome', 'enquiry'],
  ...['request.disclosed.*', 'request.basis', 'request.purpose', 'return', 'dfe-reason.reason'],
  ...['located.where', 'located.from', 'followUp.step'],
  ...['followUp.answer', 'answer-open.about', 'answer-open.asks', 'answer-open.outcome', 'closed.reason', 'returns.*'],
  ...['signature.side', 'signature.role', 'signature.conclusion', 'conclusion-withdrawn.side', 'decision.ground'],
  ...['decision.answers.*', 'decision.special.*', 'done.step'],
  ...['panel-decided.decision', 'panel-decided.title', 'panel-decided.owner', 'panel-decided.person', 'decided'],
  'panel-ratified.title',
];

/** A day, a moment or a time of the day. */
const IS_DATE = /^\d{4}-\d{2}-\d{2}(T[\d:.]+Z)?$|^\d{2}:\d{2}$/;

/**
 * How what stands at this place of a fact is marked; null where it is the child's own or nobody's. What is not known here,
 * such as a field that is new, may name others until somebody says otherwise.
 */
export function markFor(path: string, text: string, choices: ReadonlySet<string>): MarkKind | null {
  if (IS_DATE.test(text)) return null;
  if (endsIn(path, OF_OTHERS)) return choices.has(text) ? null : 'third-party';
  if (endsIn(path, OF_THE_CHILD) || endsIn(path, CODES)) return null;
  return choices.has(text) ? null : 'may-name-others';
}

function endsIn(path: string, places: readonly string[]): boolean {
  const steps = path.split('.');
  return places.some((place) => {
    const wanted = place.split('.');
    const end = steps.slice(-wanted.length);
    return end.length === wanted.length && wanted.every((step, at) => step === '*' || step === end[at]);
  });
}
