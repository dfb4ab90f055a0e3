import { inWords } from '../../calendar/date';
import type { PolicyPack } from '../../policy/pack';
import type { RemovalStep, SpecialCase } from '../../policy/removal-policy';
import type { Fact, Triage } from '../fact';
import type { FactOf } from '../reading';
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
  /** Why the name may not be deleted now; null where it may. Without a decision that is the reason. */
  readonly keeps: string | null;
  readonly steps: readonly StepState[];
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
  return {
    enquiry,
    gates,
    carried,
    keeps: whyKept(given, gates, carried),
    steps: carried.deleted
      ? stepsAfter(carried, policy).map((step) => ({
          step,
          done: carried.steps.findLast(({ done }) => done.step === step.id) ?? null,
        }))
      : [],
    special: specialFor(told.triage, policy),
  };
}

const specialFor = (triage: Triage | null, { specialCases }: PolicyPack): SpecialCase[] =>
  specialCases.filter(
    ({ known }) =>
      known.questions.some((id) => triage?.yes.includes(id)) || known.groups.some((id) => triage?.groups.includes(id)),
  );

/** Everything is looked at once more at the moment of the deletion: what was lawful on Monday may not be on Friday. */
function whyKept(given: Given, gates: readonly Gate[], { decided, returned, deleted }: Carried): string | null {
  const { facts, policy, asOf, open } = given;
  if (!open) return 'The case is closed.';
  if (deleted) return `The name was deleted on ${inWords(deleted.on)}.`;
  if (!decided) return 'Nothing has been decided: the name stays on the register.';
  const news = facts.slice(facts.indexOf(decided) + 1).map((fact) => reopens(fact, policy));
  const changed = news.find((why) => why !== null);
  if (changed) return `${changed} since the decision. Withdraw it, and decide anew when the conditions are met.`;
  const gate = gates.find(({ ground }) => ground.letter === decided.decision.ground);
  if (!gate?.open) return `${firstReason(gate)} The decision cannot be carried out as things stand.`;
  if (!returned) return 'The deletion return goes to the authority first, or at the same moment. Record it first.';
  return asOf < decided.decision.offRollOn
    ? `The decision is for ${inWords(decided.decision.offRollOn)}. A name is never deleted before.`
    : null;
}

/** The first thing that stands in the way. */
export function firstReason(gate: Gate | undefined): string {
  if (!gate) return 'The policy of this case has no such ground.';
  const open = gate.conditions.find(({ state }) => state === 'failed' || state === 'missing');
  return gate.refused ?? open?.says ?? 'The days have not run yet.';
}
