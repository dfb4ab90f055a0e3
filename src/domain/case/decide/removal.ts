import { addDays, inWords, type LocalDate } from '../../calendar/date';
import { londonDate } from '../../calendar/london';
import type { GroundCondition } from '../../policy/removal-policy';
import type { PolicyPack } from '../../policy/pack';
import type { AttendanceMark } from '../fact';
import { wrongCtfName, type CtfWanted } from '../ctf-name';
import { restsOnAbsence } from '../removal/removal-of';
import type { Pupil } from '../../pupil/pupil';
import type { Assessment } from '../assessment';
import type { RemovalDecision, StepRecord } from '../facts/removal';
import { missingFromReturn } from '../removal/deletion-return';
import { firstReason } from '../removal/removal';
import { CASE_CLOSED, record, refuse, type Verdict } from './decision';

/** A day further off than this is a slip of the pen. */
const MOST_DAYS_AHEAD = 60;

/**
 * The head teacher's decision. The gate is asked in the transaction that records it: what a page showed a minute ago is
 * no reason to delete a name.
 */
export function decideRemoval(assessment: Assessment, decision: RemovalDecision, policy: PolicyPack): Verdict {
  const { open, removal, asOf } = assessment;
  if (!open) return refuse(CASE_CLOSED);
  if (removal.carried.deleted) return refuse('The name has been deleted already.');
  if (removal.carried.decided) return refuse('A decision stands already. Withdraw it before another one is made.');
  const gate = removal.gates.find(({ ground }) => ground.letter === decision.ground);
  if (!gate) return refuse('Choose one of the grounds of the regulations.');
  if (!gate.open) return refuse(firstReason(gate));
  const wrong = gate.ground.conditions.find((condition) => !isAnswered(condition, decision));
  if (wrong?.by === 'person') return refuse(`${wrong.says} ${wrong.otherwise}`);
  // Of a child who has died nobody has to be asked first.
  const special = gate.ground.ends ? [] : [...new Set([...removal.special.map(({ id }) => id), ...decision.special])];
  const applying = policy.specialCases.filter(({ id }) => special.includes(id));
  const barring = applying.find(({ bars }) => bars.includes(decision.ground));
  if (barring) return refuse(`${barring.title}: ${barring.says} Ask: ${barring.consult}.`);
  if (applying.length > 0 && decision.consulted.trim() === '')
    return refuse(
      `Say who was consulted, when, and what they said: ${applying.map(({ consult }) => consult).join('; ')}.`,
    );
  if (decision.reasons.trim() === '') return refuse('Give the reasons in your own words. They stay on the record.');
  if (decision.offRollOn < asOf)
    return refuse(`A name is never deleted for a day that is over. Give ${inWords(asOf)} or later.`);
  if (decision.offRollOn > addDays(asOf, MOST_DAYS_AHEAD))
    return refuse('This day is too far off. Decide when it is nearer.');
  return record({ kind: 'removal-decided', decision: { ...decision, special } });
}

const isAnswered = (condition: GroundCondition, { answers }: RemovalDecision): boolean =>
  condition.by !== 'person' || answers[condition.id] === condition.needs;

/** As long as the name stands in the register, the decision can be taken back. */
export function decideWithdrawal({ open, removal: { carried } }: Assessment, reason: string): Verdict {
  if (!open) return refuse(CASE_CLOSED);
  if (carried.deleted) return refuse('The name has been deleted, so the decision can no longer be withdrawn.');
  if (!carried.decided) return refuse('There is no decision to withdraw.');
  if (reason.trim() === '') return refuse('Say why the decision is withdrawn. It stays on the record.');
  return record({ kind: 'removal-withdrawn', reason: reason.trim() });
}

export interface DeletionReturn {
  readonly on: LocalDate;
  readonly reference: string;
  readonly notKnown: string;
}

/** Before the name is deleted, or at the same moment: never after it. */
export function decideReturn({ open, removal, asOf }: Assessment, sent: DeletionReturn, pupil: Pupil | null): Verdict {
  const { decided, deleted } = removal.carried;
  if (!open) return refuse(CASE_CLOSED);
  if (deleted) return refuse('The name has been deleted, and the return that went before it stands.');
  if (!decided) return refuse('The return names the ground, so the head teacher decides on the ground first.');
  if (sent.on > asOf) return refuse('The day is still to come. Give the day on which the return was sent.');
  const first = londonDate(decided.recordedAt);
  if (sent.on < first) return refuse(`The ground was decided on ${inWords(first)}. Give that day or a later one.`);
  const missing = missingFromReturn(pupil);
  if (missing.length > 0 && sent.notKnown.trim() === '')
    return refuse(
      `The return has to hold, or say that it is not known: ${missing.join(', ')}. Say what is known of them.`,
    );
  return record({ kind: 'deletion-return-sent', ...sent });
}

/**
 * Today, and no other day; the gate is asked once more. `today`: how the register stands today, where somebody says
 * that the pupil is still missing. A ground that counts an absence needs that: what was confirmed last week says
 * nothing of this morning.
 */
export function decideDeletion(
  { open, removal, asOf }: Assessment,
  today: AttendanceMark | null,
  policy: PolicyPack,
): Verdict {
  if (!open) return refuse(CASE_CLOSED);
  if (removal.keeps) return refuse(removal.keeps);
  const deleted = { kind: 'name-deleted', on: asOf } as const;
  if (!restsOnAbsence(removal.carried, policy)) return record(deleted);
  return today
    ? record({ kind: 'attendance', mark: today }, deleted)
    : refuse(
        'The name is deleted only while the pupil is still missing. If they have come back or were seen, record that on the case: the name stays.',
      );
}

const LOST = { 'lost-authority': 'XXX', 'lost-establishment': 'XXXX' } as const;

/** The steps after a deletion, one after the other. */
export function decideStep({ open, removal, asOf }: Assessment, done: StepRecord, wanted: CtfWanted): Verdict {
  const { steps, carried } = removal;
  if (!open) return refuse(CASE_CLOSED);
  if (!carried.deleted) return refuse('This comes after the name has been deleted.');
  const at = steps.findIndex(({ step }) => step.id === done.step);
  const state = steps[at];
  if (!state) return refuse('That step does not follow this deletion.');
  if (state.done) return refuse(`That is done already, on ${inWords(state.done.done.on)}. What was recorded stands.`);
  const before = steps.slice(0, at).find((one) => !one.done);
  if (before) return refuse(`One thing comes first: ${before.step.title.toLowerCase()}.`);
  if (done.on > asOf) return refuse('The day is still to come. Give the day on which it was done.');
  if (done.on < carried.deleted.on)
    return refuse(`The name was deleted on ${inWords(carried.deleted.on)}. Give that day or a later one.`);
  for (const field of state.step.fields) {
    const value = done.values[field.id]?.trim() ?? '';
    if (field.required && value === '') return refuse(`Please fill in “${field.label}”.`);
    if (field.kind in LOST && value !== LOST[field.kind as keyof typeof LOST])
      return refuse(`“${field.label}” is ${LOST[field.kind as keyof typeof LOST]} for a pupil who was not found.`);
    const wrong = field.kind === 'file' && value !== '' ? wrongCtfName(value, wanted) : null;
    if (wrong) return refuse(wrong);
  }
  return record({ kind: 'removal-step-done', done });
}
