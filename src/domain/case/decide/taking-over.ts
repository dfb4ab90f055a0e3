import type { LocalDate } from '../../calendar/date';
import type { PolicyPack } from '../../policy/pack';
import { besideNamed, isKnownBeside } from '../beside';
import type { Case } from '../case';
import { deathOf, readDeath } from '../death';
import type { Fact, FactBody, Triage } from '../fact';
import { londonDate } from '../../calendar/london';
import { isSaidAfter, ofThisChild, saidAt, takenOver } from '../moved';
import { carriedForward, panelDecisionsOf } from '../panel-decisions';
import { openAnswers, saysFound } from '../removal/said-found';
import { readFacts, type FactOf, type Reading } from '../reading';
import { isPresent } from '../register';
import { heightOf } from '../tier';

/** A case that ends in another one. */
export interface Ending {
  readonly case: Case;
  /** The last school day on which its school had the child in the register, since the absence that it reported. */
  readonly present: LocalDate | null;
}

/**
 * What concerns the child's safety counts wherever it was said: that the child has died, where it was seen or is, how
 * great the risk is, who was called, what runs beside, and what the panel has decided and nobody has done yet. Register codes and checks stay each school's own.
 */
export function safetyFrom(ending: Ending, kept: Case, policy: PolicyPack): FactBody[] {
  const there = ofThisChild(ending.case.facts);
  const reading = readFacts(there);
  const over = (body: FactBody, said: Fact) => takenOver(body, said, ending.case.id);
  const triaged = there.findLast((fact) => fact.kind === 'triaged');
  const triage = triaged && joinTriages(readFacts(kept.facts).triage, triaged.triage);
  const died = deathOf(there, policy);
  const atOneSchool = kept.school !== null && kept.school === ending.case.school;
  return [
    ...(triage ? [over({ kind: 'triaged', triage }, triaged)] : []),
    ...tierFrom(there, kept.facts, policy).map((fact) => over(bodyOf(fact), fact)),
    ...there.filter((fact) => isKept(fact, there, kept.facts)).map((fact) => over(bodyOf(fact), fact)),
    ...reading.sightings.map((fact) => over({ kind: 'seen', sighting: seenFrom(fact, atOneSchool) }, fact)),
    ...registerFrom(ending, reading.marks, atOneSchool, policy).map(([body, mark]) => over(body, mark)),
    ...placeFrom(reading, atOneSchool).map(([body, fact]) => over(body, fact)),
    ...notThereFrom(reading, readFacts(kept.facts)).map(([body, fact]) => over(body, fact)),
    ...(died?.kind === 'death-told' ? [over(bodyOf(died), died)] : []),
    ...aliveFrom(there, kept.facts, policy).map((fact) => over(bodyOf(fact), fact)),
    ...carriedForward(panelDecisionsOf(there, policy)).map(({ decided }) => over(bodyOf(decided), decided)),
    // Last: what was seen before such an answer does not settle it.
    ...answersLeftOpen(ending, policy).map(([body, fact]) => over(body, fact)),
  ];
}

/** Answers that say where the child is, or something new, of which nobody has told on the case what came of them. */
function answersLeftOpen({ case: { facts }, present }: Ending, policy: PolicyPack): [FactBody, Fact][] {
  const sought = ofThisChild(facts).filter((fact) => !present || londonDate(saidAt(fact)) > present);
  return openAnswers(sought, policy).map((fact) => {
    const found = saysFound(fact, policy);
    if (fact.kind === 'answer-open') return [bodyOf(fact), fact];
    return fact.kind === 'check-recorded'
      ? [{ kind: 'answer-open', about: 'check', asks: fact.item, outcome: fact.check.outcome, found }, fact]
      : [{ kind: 'answer-open', about: 'enquiry', asks: fact.enquiry, outcome: fact.answer.outcome, found }, fact];
  });
}

/** A risk that was named stays named: a second report adds to the first and takes nothing back. */
export const joinTriages = (known: Triage | null, added: Triage): Triage => ({
  yes: [...new Set([...(known?.yes ?? []), ...added.yes])],
  groups: [...new Set([...(known?.groups ?? []), ...added.groups])],
  note: [known?.note, added.note].filter((note) => note).join('\n'),
});

export const bodyOf = ({ id: _id, recordedAt: _at, recordedBy: _by, moved: _moved, ...body }: Fact): FactBody => body;

/** Calls, what others told beside the case, and other procedures that still run there and that this case does not know of. */
const isKept = (fact: Fact, there: readonly Fact[], here: readonly Fact[]): boolean =>
  fact.kind === 'safeguarding-contacted' ||
  (fact.kind === 'referral-received' && fact.further !== undefined) ||
  (fact.kind === 'procedure-linked' && besideNamed(there, fact) !== null && !isKnownBeside(here, fact));

/** The greater of the two risks: a joining takes none back. */
function tierFrom(there: readonly Fact[], here: readonly Fact[], policy: PolicyPack): FactOf<'tier-set'>[] {
  const lastOf = (facts: readonly Fact[]) => facts.findLast((fact) => fact.kind === 'tier-set') ?? null;
  const [theirs, ours] = [lastOf(there), lastOf(here)];
  if (!theirs) return [];
  const greater = !ours || heightOf(theirs.answer.tier, policy) > heightOf(ours.answer.tier, policy);
  return greater ? [theirs] : [];
}

/** At their school is elsewhere for this one: it ends no run of absence here. */
const seenFrom = ({ sighting }: FactOf<'seen'>, atOneSchool: boolean): FactOf<'seen'>['sighting'] =>
  atOneSchool ? sighting : { ...sighting, where: 'elsewhere' };

/** A day in their register is a day on which the child was seen. */
function registerFrom(
  { present }: Ending,
  marks: readonly FactOf<'attendance'>[],
  atOneSchool: boolean,
  policy: PolicyPack,
): [FactBody, Fact][] {
  const mark = marks.findLast((fact) => isPresent(fact.mark.code, policy));
  if (!present || !mark) return [];
  const where = atOneSchool ? 'at-school' : 'elsewhere';
  const note = 'Marked as present in a register, says the case that was joined with this one.';
  return [[{ kind: 'seen', sighting: { on: present, where, by: '', note } }, mark]];
}

/** A word that nobody knows where the child is, newer than the place that stands here. */
function notThereFrom({ searchedAnew }: Reading, { located }: Reading): [FactBody, Fact][] {
  const last = searchedAnew.at(-1);
  if (!last || !located || !isSaidAfter(last, located)) return [];
  const reason = last.kind === 'location-withdrawn' || last.kind === 'reopened' ? last.reason : MISSING_THERE;
  return [[{ kind: 'location-withdrawn', reason }, last]];
}

const MISSING_THERE = 'The child was reported missing later, says the case that was joined with this one.';

/** The word there that the child has not died, where this case says that it has. Which was said later counts. */
function aliveFrom(there: readonly Fact[], here: readonly Fact[], policy: PolicyPack): readonly Fact[] {
  const { endedBy } = readDeath(there, policy);
  return endedBy?.kind === 'death-withdrawn' && deathOf(here, policy) ? [endedBy] : [];
}

/** Where the child stands as found, with what was done about it. Back at their school is not back at this one. */
function placeFrom(
  { located, followUps }: Pick<ReturnType<typeof readFacts>, 'located' | 'followUps'>,
  atOneSchool: boolean,
): [FactBody, Fact][] {
  if (!located) return [];
  if (atOneSchool) return [located, ...followUps].map((fact) => [bodyOf(fact), fact]);
  const { where, on, by, note } = located.located;
  if (where === 'back-at-school') return [[{ kind: 'seen', sighting: { on, where: 'elsewhere', by, note } }, located]];
  // This school has not said it: it has to be told.
  const place: FactBody = { kind: 'located', located: { ...located.located, from: 'authority' } };
  return [[place, located], ...followUps.map((fact): [FactBody, Fact] => [bodyOf(fact), fact])];
}
