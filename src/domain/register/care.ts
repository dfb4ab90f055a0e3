import type { Fact } from '../case/fact';
import { inOrder } from '../case/in-order';
import { ofThisChild } from '../case/moved';
import { readFacts } from '../case/reading';
import { carriedOut } from '../case/removal/removal-of';
import type { PolicyPack } from '../policy/pack';
import type { SPECIAL } from '../policy/removal-policy';

/** What stands on record of those who work with the child already. */
export interface Care {
  /** By the safeguarding answers that stand, or by the decision about the name. Null: nobody was asked. */
  readonly socialCare: boolean | null;
  /** An education, health and care plan. Only the decision about the name asks for one, so nobody ever says that there is none. */
  readonly plan: true | null;
}

/** `given`: the facts of the case as it stood. */
export function careOf(given: readonly Fact[], pack: PolicyPack): Care {
  const facts = ofThisChild(inOrder(given));
  const { questions, groups } = pack.panel.register.socialCare;
  const { triage } = readFacts(facts);
  const known = specialIn(facts, pack);
  const isTold = [
    ...questions.map((id) => triage?.yes.includes(id)),
    ...groups.map((id) => triage?.groups.includes(id)),
    known('looked-after'),
    known('child-protection'),
  ].includes(true);
  const isAsked = triage !== null && questions.length > 0;
  return { socialCare: isTold || (isAsked ? false : null), plan: known('education-health-care-plan') || null };
}

/** Of several cases of one child: what one of them says, all of them mean. */
export const careOfAll = (all: readonly Care[]): Care => ({
  socialCare:
    all.some(({ socialCare }) => socialCare) || (all.some(({ socialCare }) => socialCare === false) ? false : null),
  plan: all.some(({ plan }) => plan) || null,
});

/** Whether the decision about the name that stands says so. */
function specialIn(facts: readonly Fact[], { specialCases }: PolicyPack) {
  const named = carriedOut(facts).decided?.decision.special ?? [];
  const covered = specialCases.filter(({ id }) => named.includes(id)).flatMap(({ covers }) => covers);
  return (what: (typeof SPECIAL)[number]) => covered.includes(what);
}
