import { may } from '../domain/access/table';
import type { Case } from '../domain/case/case';
import type { Fact, FactKind } from '../domain/case/fact';
import type { FactOf } from '../domain/case/reading';
import { siblingsOn } from '../domain/case/siblings';
import type { Person } from '../people/directory';

/**
 * What a fact of this kind holds for those alone who may see the authority's own work: what it disclosed and was
 * answered, what others told it beside the case, why it holds a case or hands it over, why its panel decided so. That it happened is for
 * everybody who sees the case.
 */
const OF_THE_AUTHORITY = {
  'enquiry-requested': ['request'],
  'enquiry-chased': ['on', 'note'],
  'enquiry-answered': ['answer'],
  'enquiry-not-needed': ['reason'],
  'answer-open': ['about', 'asks', 'outcome'],
  'referral-received': ['referral', 'further'],
  assigned: ['note'],
  held: ['reason'],
  'hold-lifted': ['reason'],
  'panel-decided': ['reason', 'dissent'],
  'panel-ratified': ['note', 'dissent'],
  'panel-decision-done': ['note'],
  'panel-decision-withdrawn': ['reason'],
  'legal-hold-begun': ['reason'],
  'legal-hold-ended': ['reason'],
} as const satisfies { readonly [K in FactKind]?: readonly (keyof FactOf<K>)[] };

/** What a fact of this kind says of another case, for those alone who may see that one too. */
const OF_OTHER_CASES = {
  'sibling-linked': ['caseId', 'reference'],
  'sibling-unlinked': ['caseId', 'reference'],
  joined: ['caseId', 'reference', 'since', 'reason'],
  parted: ['caseId', 'reference'],
  closed: ['duplicateOf'],
} as const satisfies { readonly [K in FactKind]?: readonly (keyof FactOf<K>)[] };

type KeptIn<Table, K> = K extends keyof Table ? (Table[K] extends readonly (infer Field)[] ? Field : never) : never;

/** The fact without these fields: it can be told apart from a whole one, which does not fit where this is asked for. */
type Without<K extends FactKind, Field> = Omit<FactOf<K>, Field & PropertyKey> & {
  readonly [F in Field & PropertyKey]?: undefined;
};

type Open<K extends FactKind> =
  | Without<K, KeptIn<typeof OF_THE_AUTHORITY, K>>
  // The first word on a child is the beginning of the case: only what comes beside it is the authority's own.
  | (K extends 'referral-received' ? FactOf<K> & { readonly further?: undefined } : never);

/** A fact with no more than what everybody may read who sees the case. A whole fact of the authority's does not fit. */
export type OpenFact = { [K in FactKind]: Open<K> }[FactKind];

/** A fact as it may leave the house with somebody: whole, or without what is not for them. */
export type Shown<K extends FactKind> = FactOf<K> | Open<K> | Without<K, KeptIn<typeof OF_OTHER_CASES, K>>;
export type ShownFact = { [K in FactKind]: Shown<K> }[FactKind];

/**
 * The facts as they may leave the house with this person. Another case is spoken of by its reference to those alone who
 * may see it too: `seesToo` holds the ids of those.
 */
export function factsFor(person: Person, theCase: Case, seesToo: ReadonlySet<string>): readonly ShownFact[] {
  const facts = theCase.facts.map((fact) => withoutOtherCases(fact, seesToo));
  return may(person, 'see-enquiries', theCase) ? facts : facts.map(withoutContent);
}

/** What everybody may read of it who sees the case. */
export const openly = (fact: Fact): OpenFact => withoutContent(fact) as OpenFact;

/** Ids of the other cases of which these facts speak. */
export const otherCasesOn = (facts: readonly Fact[]): string[] => [
  ...new Set(facts.flatMap((fact) => [...(fact.moved ? [fact.moved.caseId] : []), ...spokenOf(fact)])),
];

/** The linked cases of brothers and sisters by their references, and whether there are others that this reader may not see. */
export function siblingsFor(facts: readonly Fact[], seesToo: ReadonlySet<string>) {
  const linked = siblingsOn(facts);
  const seen = linked.filter(({ caseId }) => seesToo.has(caseId));
  return { linked: seen.map(({ reference }) => reference), elsewhere: seen.length < linked.length };
}

function spokenOf(fact: Fact): string[] {
  if (fact.kind === 'closed') return fact.duplicateOf ? [fact.duplicateOf] : [];
  return 'caseId' in fact ? [fact.caseId] : [];
}

/** That there is another case is known; which one, and who wrote on it, is not. */
function withoutOtherCases(fact: Fact, seesToo: ReadonlySet<string>): ShownFact {
  const { moved, ...said } = fact;
  const shown: ShownFact = moved && !seesToo.has(moved.caseId) ? said : fact;
  return spokenOf(fact).every((id) => seesToo.has(id)) ? shown : without(said, OF_OTHER_CASES);
}

function withoutContent(fact: ShownFact): ShownFact {
  if (fact.kind === 'referral-received' && !fact.further) return fact;
  const { moved: _moved, ...said } = fact;
  return fact.kind in OF_THE_AUTHORITY ? without(said, OF_THE_AUTHORITY) : fact;
}

function without(fact: object, table: Readonly<Partial<Record<FactKind, readonly string[]>>>): ShownFact {
  const kept = table[(fact as Fact).kind] ?? [];
  return Object.fromEntries(Object.entries(fact).filter(([field]) => !kept.includes(field))) as ShownFact;
}
