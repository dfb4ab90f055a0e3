import { inWords, type LocalDate } from '../../calendar/date';
import type { PolicyPack } from '../../policy/pack';
import type { Pupil } from '../../pupil/pupil';
import { isAtRisk, readFacts } from '../reading';
import type { Fact, FactBody, Triage } from '../fact';
import { besideNamed, isKnownBeside } from '../beside';
import { isAnothersEnquiry } from '../matter';
import type { KnownProcedure, LinkedProcedure, OutOfEducation, Referral } from '../facts/ways';
import { beginsOnRoll, type OffRollWay, type Way } from '../way';
import { record, refuse, type Verdict } from './decision';
import { decideOnOpen, triageProblem } from './report';
import { isNotMissing, searchedAgain, type StandingCase } from './reported-again';
import { joinTriages } from './taking-over';

/** What is told when a case is opened without a school's report; what is null is told later. */
export interface Opening {
  readonly way: OffRollWay;
  readonly triage: Triage;
  readonly pupil: Pupil;
  readonly referral: Referral | null;
  readonly out: OutOfEducation | null;
  /** Another procedure that runs beside this one, with its reference. */
  readonly linked: LinkedProcedure | null;
}

/** Opens a case of a child who is on no school's roll. */
export function decideReferral(opening: Opening, policy: PolicyPack, today: LocalDate): Verdict {
  const { way, triage, pupil, referral, out, linked } = opening;
  const problem = openingProblem(opening, policy, today);
  if (problem) return refuse(problem);
  const bodies: FactBody[] = [
    { kind: 'opened', way },
    { kind: 'triaged', triage },
    { kind: 'pupil-described', pupil },
  ];
  if (referral) bodies.push({ kind: 'referral-received', referral });
  if (out) bodies.push({ kind: 'out-of-education', out });
  if (linked) bodies.push({ kind: 'procedure-linked', ...linked });
  return record(...bodies);
}

/**
 * The child has a case already: what was told goes on that one, beside what it stands on, and a risk that is named adds
 * to what was known. Of a child who was taken to be found it says that the search begins again. `policy`: the rules by
 * which the authority works now, in whose words it was asked.
 */
export function decideFurther(standing: StandingCase, told: Opening, policy: PolicyPack, today: LocalDate): Verdict {
  const { way, pupil, referral, out, linked, triage } = told;
  const { facts } = standing;
  const problem = openingProblem(told, policy, today);
  if (problem) return refuse(problem);
  const known = readFacts(facts).triage;
  const bodies: FactBody[] = [];
  if (isAtRisk(triage, policy) && isNotMissing(standing)) bodies.push(...searchedAgain(triage, 'undated', facts));
  else if (addsTo(known, triage)) bodies.push({ kind: 'triaged', triage: joinTriages(known, triage) });
  if (linked && !isKnownBeside(facts, linked)) bodies.push({ kind: 'procedure-linked', ...linked });
  if (referral) bodies.push({ kind: 'referral-received', referral, further: { way, pupil, out } });
  return decideOnOpen(facts, ...bodies);
}

const addsTo = (known: Triage | null, { yes, groups, note }: Triage): boolean =>
  yes.some((one) => !known?.yes.includes(one)) ||
  groups.some((one) => !known?.groups.includes(one)) ||
  (note !== '' && !known?.note.split('\n').includes(note));

/** A pupil on roll stays one, and a child on none: between the two stands a school's register, not a slip of the pen. */
export function decideWay(facts: readonly Fact[], way: Way, reason: string, policy: PolicyPack): Verdict {
  const now = readFacts(facts).way;
  const problem = wayProblem(way, policy);
  if (problem) return refuse(problem);
  if (beginsOnRoll(way) !== beginsOnRoll(now)) {
    return refuse(
      'Whether the child is on a school’s roll cannot be changed here. Close this case and begin the other.',
    );
  }
  if (isAnothersEnquiry({ way }) && toldAsOurs(facts)) {
    return refuse(
      'Others have told of this child as one of ours, so the case stays ours. Write `refer` for the other authority’s enquiry.',
    );
  }
  if (way === now) return refuse('This is how the case has begun already. Choose the way that is right.');
  if (reason.trim() === '') return refuse('Say why it is put right. The reason stays on the record.');
  return decideOnOpen(facts, { kind: 'way-told', way, reason: reason.trim() });
}

const toldAsOurs = (facts: readonly Fact[]): boolean =>
  readFacts(facts).furtherReferrals.some(({ further }) => further && !isAnothersEnquiry(further));

export function decideReceived(
  facts: readonly Fact[],
  referral: Referral,
  policy: PolicyPack,
  today: LocalDate,
): Verdict {
  const { way, pupil } = readFacts(facts);
  const problem = onRollProblem(way) ?? referralProblem(referral, way, pupil, policy, today);
  return problem ? refuse(problem) : decideOnOpen(facts, { kind: 'referral-received', referral });
}

/** Who the child is and what is known of it otherwise, as the referral has it: both stand, or neither does. */
export function decideChild(
  facts: readonly Fact[],
  described: Extract<FactBody, { kind: 'pupil-described' }>,
  referral: Referral | null,
  policy: PolicyPack,
  today: LocalDate,
): Verdict {
  if (!referral) return decideOnOpen(facts, described);
  const { way } = readFacts(facts);
  const problem = onRollProblem(way) ?? referralProblem(referral, way, described.pupil, policy, today);
  return problem ? refuse(problem) : decideOnOpen(facts, described, { kind: 'referral-received', referral });
}

export function decideOut(facts: readonly Fact[], out: OutOfEducation, today: LocalDate): Verdict {
  const problem = onRollProblem(readFacts(facts).way) ?? outProblem(out, today);
  return problem ? refuse(problem) : decideOnOpen(facts, { kind: 'out-of-education', out });
}

export function decideFollowUp(facts: readonly Fact[], on: LocalDate, note: string, today: LocalDate): Verdict {
  if (on > today) return refuse('The day is still to come. Give the day on which you looked.');
  if (note.trim() === '') return refuse('Say in a sentence where things stand.');
  return decideOnOpen(facts, { kind: 'followed-up', on, note: note.trim() });
}

/** Another procedure runs beside the case. It changes no day of the case, and nobody has to wait for a reference. */
export function decideBeside(
  facts: readonly Fact[],
  linked: LinkedProcedure,
  policy: PolicyPack,
  today: LocalDate,
): Verdict {
  const { since } = linked;
  const problem = procedureProblem(linked, policy);
  if (problem) return refuse(problem);
  if (since && since > today) return refuse(`${inWords(since)} is still to come. Give a day up to today.`);
  if (isKnownBeside(facts, linked)) {
    return refuse('This stands on the case already. Add what is new: a reference, a day, or who handles it.');
  }
  return decideOnOpen(facts, { kind: 'procedure-linked', ...linked });
}

/** It stays in the history, with its days. What it asked for here was nothing, so nothing else changes. */
export function decideEnded(
  facts: readonly Fact[],
  said: KnownProcedure,
  on: LocalDate,
  note: string,
  today: LocalDate,
): Verdict {
  const one = besideNamed(facts, said);
  if (!one) return refuse(NOT_BESIDE);
  if (on > today) return refuse(`${inWords(on)} is still to come. Give a day up to today.`);
  if (one.since && on < one.since) return refuse(`It began on ${inWords(one.since)}. Give a day from then on.`);
  const { procedure, reference } = one;
  return decideOnOpen(facts, { kind: 'procedure-ended', procedure, reference, on, note: note.trim() });
}

/** That it was linked stays in the history, with the reason why it is no more. */
export function decideUnlinked(facts: readonly Fact[], said: KnownProcedure, reason: string): Verdict {
  const one = besideNamed(facts, said);
  if (!one) return refuse(NOT_BESIDE);
  if (reason.trim() === '') return refuse('Say what was wrong. The reason stays on the record.');
  const { procedure, reference } = one;
  return decideOnOpen(facts, { kind: 'procedure-unlinked', procedure, reference, reason: reason.trim() });
}

const NOT_BESIDE = 'This procedure does not run beside the case any more. Open the case again to see what does.';

const openingProblem = (
  { way, triage, pupil, referral, out, linked }: Opening,
  policy: PolicyPack,
  today: LocalDate,
): string | null =>
  triageProblem(triage, policy) ??
  wayProblem(way, policy) ??
  (referral && referralProblem(referral, way, pupil, policy, today)) ??
  (out && outProblem(out, today)) ??
  (linked && (procedureProblem(linked, policy) ?? (isAtRisk(triage, policy) ? null : referenceProblem(linked))));

const wayProblem = (way: Way, { ways }: PolicyPack): string | null =>
  ways.some(({ id }) => id === way) ? null : 'Choose one of the ways listed.';

const onRollProblem = (way: Way): string | null =>
  beginsOnRoll(way) ? 'This pupil is on a school’s roll: the school reports, and there is no referral.' : null;

function referralProblem(
  { route, receivedOn, otherAuthority, description }: Referral,
  way: Way,
  pupil: Pupil | null,
  { referrals }: PolicyPack,
  today: LocalDate,
): string | null {
  if (!referrals.routes.some(({ id }) => id === route)) return 'Choose one of the routes listed.';
  if (receivedOn > today) return `${inWords(receivedOn)} is still to come. Give the day on which word came.`;
  if (way === 'other-authority' && otherAuthority === '') return 'Say which authority is looking for the child.';
  if (!pupil?.forename && !pupil?.surname && description === '') {
    return 'Give a name, or say what is known of who the child is.';
  }
  return null;
}

function outProblem({ since, assessedOn }: OutOfEducation, today: LocalDate): string | null {
  if (since && since > today) return `${inWords(since)} is still to come. Give a day up to today, or leave it empty.`;
  return assessedOn && assessedOn > today ? `${inWords(assessedOn)} is still to come. Give a day up to today.` : null;
}

const procedureProblem = ({ procedure }: LinkedProcedure, { otherProcedures }: PolicyPack): string | null =>
  otherProcedures.some(({ id }) => id === procedure) ? null : 'Choose one of the procedures listed.';

/** A case that begins beside another procedure begins with its reference: whoever holds it has been called first. A child at risk waits for none. */
const referenceProblem = ({ reference }: LinkedProcedure): string | null =>
  reference.trim() === '' ? 'Give the reference under which the other procedure runs.' : null;
