import type { CaseView } from '../casework/casework';
import { rulesAtStart } from '../casework/rules-then';
import { factsFor, siblingsFor } from '../casework/shown-facts';
import type { Maker } from './referral-form';
import type { PaperFile } from './paper';
import type { People } from './words';

/** Goes up when a field changes its meaning or is gone; a new field alone changes nothing for who reads it. */
const SCHEMA_VERSION = 4;

/** The case as data: every fact in order with the names of people, and what it all comes to on the day of making. */
export const caseJson = (view: CaseView, people: People, maker: Maker): PaperFile => ({
  kind: 'case-json',
  fileName: `${view.case.reference}-case.json`,
  mediaType: 'application/json',
  bytes: Buffer.from(`${JSON.stringify(caseData(view, people, maker), null, 2)}\n`),
});

/** Where a child on no roll was said to be and is not, and since when that is known; null where it is not so. */
function nowhereData({ assessment: { nowhere } }: CaseView): object | null {
  return nowhere && { notAt: nowhere.place.located.where, since: nowhere.said.recordedAt };
}

export function caseData(view: CaseView, people: People, { person, at, seesToo }: Maker): object {
  const { case: theCase, assessment, school, authority, policy } = view;
  const nameOf = (id: string) => ({ id, name: people.get(id)?.name ?? null, roles: people.get(id)?.roles ?? [] });
  const { way, onRoll, reportComplete, asOf, open, day, counts, milestones, found, earliest, warnings } = assessment;
  const { inDanger, tier, stage } = assessment;
  const beganUnder = rulesAtStart(view);
  return {
    schema: 'whereabouts-case',
    schemaVersion: SCHEMA_VERSION,
    madeAt: at,
    madeBy: { id: person.id, name: person.name, roles: person.roles },
    reference: theCase.reference,
    openedAt: theCase.openedAt,
    authority: { code: authority.code, name: authority.name },
    school: school && { urn: school.urn, dfeNumber: school.dfeNumber, name: school.name },
    /** The rules that hold now, under which everything here is worked out, and those under which the case began. */
    policy: { id: policy.id, title: policy.title },
    beganUnder: { id: beganUnder.id, title: beganUnder.title },
    pupil: view.pupil,
    /** Cases linked as those of brothers or sisters, and whether there are more than this maker may see. */
    siblings: siblingsFor(theCase.facts, seesToo ?? new Set()),
    absence: view.absence,
    assessment: {
      ...{ asOf, open, way, onRoll, reportComplete, day, counts, milestones, found, earliest, warnings },
      /** By the safeguarding questions, or by the tier that somebody weighed the risk to be. */
      atRisk: inDanger,
      tier: tier && { id: tier.tier.id, title: tier.tier.title },
      nowhere: nowhereData(view),
      died: assessment.died !== null,
      stage: stage && { id: stage.id, title: stage.title },
      checklist: assessment.checklist.map(({ item, state, due }) => ({ item: item.id, asks: item.asks, state, due })),
      obligations: assessment.obligations,
      /** How the DfE's termly return counts the child: reason, since when, and band of duration. */
      dfe: assessment.dfe,
    },
    /** Everybody of whom the facts speak by an id. */
    people: [...people.keys()].map(nameOf),
    facts: factsFor(person, theCase, seesToo ?? new Set()).map((fact) => ({
      ...fact,
      recordedBy: nameOf(fact.recordedBy),
    })),
  };
}
