import { inWords } from '../../calendar/date';
import type { PolicyPack } from '../../policy/pack';
import type { RemovalStep, SpecialCase } from '../../policy/removal-policy';
import type { Correction } from '../corrections';
import type { Fact, Triage } from '../fact';
import type { FactOf } from '../reading';
import type { ItemState } from '../assessment';
import { openChecks } from './checks';
import { enquiryOf, type Enquiry } from './enquiry';
import { gatesOf, type Gate, type GateGiven } from './gate';
import { carriedOut, stepsAfter, type Carried } from './removal-of';
import { reopens } from './reopens';

/** Where a case stands on its way to a lawful end. It offers; people decide, and nothing goes on by itself. */
export interface Removal {
  readonly enquiry: Enquiry;
  /** One for each ground, in the order of the law. None while the case is closed. */
  readonly gates: readonly Gate[];
  readonly carried: Carried;
  /** What has made a signature fall, or the decision that stands; each fact once. */
  readonly fallenBy: readonly Fact[];
  /** Something stands against the decision, beside its day and its return: null where nothing does, or none stands. */
  readonly against: string | null;
  /** Days of the register that were told anew as missing: something to look at before anything is decided. */
  readonly corrections: readonly Correction[];
  /** Why the name may not be deleted now; null where it may. Without a decision that is the reason. */
  readonly keeps: string | null;
  readonly steps: readonly StepState[];
  /** What the policy asks to be checked first, and nobody has. */
  readonly openChecks: readonly ItemState[];
  /** Special cases known from the safeguarding answers. */
  readonly special: readonly SpecialCase[];
}

export interface StepState {
  readonly step: RemovalStep;
  readonly done: FactOf<'removal-step-done'> | null;
}

interface Given extends Omit<GateGiven, 'enquiry'> {
  readonly facts: readonly Fact[];
  readonly sought: readonly Fact[];
  readonly open: boolean;
  readonly found: Parameters<typeof enquiryOf>[0]['found'];
}

export function removalState(given: Given): Removal {
  const { facts, policy, open, told } = given;
  const enquiry = enquiryOf(given);
  const gates = open ? gatesOf({ ...given, enquiry }) : [];
  const carried = carriedOut(facts);
  const news = carried.deleted ? null : newsSince(carried, given);
  const against = open && !carried.deleted ? whatIsAgainst(news, gates, carried, given) : null;
  const { school, authority } = enquiry.sides;
  return {
    enquiry,
    gates,
    carried,
    corrections: given.corrections,
    fallenBy: [...new Set([school.fellBy, authority.fellBy, news].filter((fact) => fact !== null))],
    against,
    keeps: whyKept(given, against, carried),
    steps: carried.deleted
      ? stepsAfter(facts, policy).map((step) => ({
          step,
          done: carried.steps.findLast(({ done }) => done.step === step.id) ?? null,
        }))
      : [],
    openChecks: openChecks(given.checklist, given.found, policy),
    special: specialFor(told.triage, policy),
  };
}

const specialFor = (triage: Triage | null, { specialCases }: PolicyPack): SpecialCase[] =>
  specialCases.filter(
    ({ known }) =>
      known.questions.some((id) => triage?.yes.includes(id)) || known.groups.some((id) => triage?.groups.includes(id)),
  );

/** Everything is looked at once more at the moment of the deletion: what was lawful on Monday may not be on Friday. */
function whyKept(
  { asOf, open }: Given,
  against: string | null,
  { decided, returned, deleted }: Carried,
): string | null {
  if (!open) return 'The case is closed.';
  if (deleted) return `The name was deleted on ${inWords(deleted.on)}.`;
  if (!decided) return 'Nothing has been decided: the name stays on the register.';
  if (against) return against;
  if (!returned) return 'The deletion return goes to the authority first, or at the same moment. Record it first.';
  return asOf < decided.decision.offRollOn
    ? `The decision is for ${inWords(decided.decision.offRollOn)}. A name is never deleted before.`
    : null;
}

/** The first fact since the decision after which it has to be made anew: news, or a special case nobody has consulted on. */
function newsSince({ decided }: Carried, given: Given): Fact | null {
  const { facts, policy } = given;
  if (!decided) return null;
  const since = facts.slice(facts.indexOf(decided) + 1);
  return since.find((fact) => reopens(fact, given) !== null || newSpecial(fact, decided, policy) !== null) ?? null;
}

function newSpecial(fact: Fact, { decision }: FactOf<'removal-decided'>, policy: PolicyPack): SpecialCase | null {
  if (fact.kind !== 'triaged') return null;
  return specialFor(fact.triage, policy).find(({ id }) => !decision.special.includes(id)) ?? null;
}

function whatIsAgainst(news: Fact | null, gates: readonly Gate[], { decided }: Carried, given: Given): string | null {
  if (!decided) return null;
  const special = news && newSpecial(news, decided, given.policy);
  const anew = 'Withdraw it, and decide anew when the conditions are met.';
  if (special) return `${special.title}: this was told since the decision. ${anew} Ask first: ${special.consult}.`;
  if (news) return `${reopens(news, given)} since the decision. ${anew}`;
  const gate = gates.find(({ ground }) => ground.letter === decided.decision.ground);
  return gate?.open ? null : `${firstReason(gate)} The decision cannot be carried out as things stand.`;
}

/** The first thing that stands in the way. */
export function firstReason(gate: Gate | undefined): string {
  if (!gate) return 'The policy of this case has no such ground.';
  const open = gate.conditions.find(({ state }) => state === 'failed' || state === 'missing');
  return gate.refused ?? open?.says ?? 'The days have not run yet.';
}
