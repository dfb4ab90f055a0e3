import type { LocalDate } from '../../domain/calendar/date';
import type { Case } from '../../domain/case/case';
import { rulesNow } from '../../domain/case/rules';
import type { Policies } from '../../domain/policy/policies';
import type { PolicyPack } from '../../domain/policy/pack';
import { fateOf, type Fate } from '../../domain/retention/fate';
import { standingOf, type Standing } from '../../domain/retention/standing';
import { together } from '../../domain/retention/together';
import type { Authority } from '../../people/directory';
import type { Stores } from '../../stores';
import { keptElsewhere, type KeptElsewhere } from './kept-elsewhere';
import { unfinishedGoing, type UnfinishedGoing } from './unfinished';
import type { Belongings } from './retention-store';

const PAGE = 200;

/** A closed case and what becomes of it. Of thousands of cases no more than this is held in memory. */
export interface Fated {
  readonly id: string;
  readonly reference: string;
  readonly version: number;
  readonly fate: Fate;
  /** How much there is of it; of those that would go alone. */
  readonly had: Belongings | null;
  /** Cases that stay and hold something that was said on it; of those that would go alone. */
  readonly keptIn: readonly KeptElsewhere[];
  /** The cases of the same child that go and stay with it, as they were seen, itself among them. */
  readonly oneWith: readonly Pick<Case, 'id' | 'version'>[];
}

export interface Preview {
  readonly authority: Authority;
  readonly schedule: PolicyPack['retention'];
  readonly on: LocalDate;
  /** Every closed case, in the order of ids. */
  readonly cases: readonly Fated[];
  /** Unfinished reports that would go. */
  readonly unfinished: readonly UnfinishedGoing[];
}

type Seen = Pick<Case, 'id' | 'reference' | 'version'> & { readonly standing: Standing; readonly listed: boolean };

/** What would become of every closed case of the authority on a day, and of every unfinished report. Changes nothing. */
export async function previewOf(
  authority: Authority,
  on: LocalDate,
  stores: Pick<Stores, 'cases' | 'retention' | 'directory'>,
  policies: Policies,
): Promise<Preview> {
  const schedule = policies.inForce(authority.policy, on).retention;
  const closed = await closedCases(authority, stores, policies);
  const seen = [...closed, ...(await joinedWith(closed, stores, policies))];
  const cases = together(seen).flatMap((list): Fated[] => {
    const standings = list.map(({ standing }) => standing);
    const oneWith = list.map(({ id, version }) => ({ id, version }));
    const fate = fateOf(standings, schedule, on);
    return list
      .filter(({ listed }) => listed)
      .map(({ id, reference, version }) => ({ id, reference, version, fate, had: null, keptIn: [], oneWith }));
  });
  const inOrder = cases.sort((a, b) => (a.id < b.id ? -1 : 1));
  const unfinished = await unfinishedGoing(authority, schedule, on, stores);
  return { authority, schedule, on, cases: await lookedThrough(inOrder, stores), unfinished };
}

/** Of those that would go: how much there is of each, and what of it stays all the same. */
async function lookedThrough(all: readonly Fated[], stores: Pick<Stores, 'cases' | 'retention'>): Promise<Fated[]> {
  const going = new Set(all.filter(({ fate }) => fate.kind === 'goes').map(({ id }) => id));
  const looked: Fated[] = [];
  for (const one of all) {
    const theCase = going.has(one.id) ? await stores.cases.byId(one.id) : null;
    if (!theCase) looked.push(one);
    else {
      const keptIn = await keptElsewhere(theCase, going, stores);
      looked.push({ ...one, had: await stores.retention.belongings(one.id), keptIn });
    }
  }
  return looked;
}

const seenOf = (theCase: Case, listed: boolean, policies: Policies): Seen => ({
  ...{ id: theCase.id, reference: theCase.reference, version: theCase.version, listed },
  // One case whose rules are gone must not keep every authority's cases from being looked through.
  standing: standingOf(theCase, policies.ids.includes(rulesNow(theCase)) ? policies(rulesNow(theCase)) : null),
});

async function closedCases({ code }: Authority, { cases }: Pick<Stores, 'cases'>, policies: Policies): Promise<Seen[]> {
  const seen: Seen[] = [];
  let after: string | null = '';
  while (after !== null) {
    const page: Awaited<ReturnType<typeof cases.closed>> = await cases.closed(code, after, PAGE);
    seen.push(...page.cases.map((one) => seenOf(one, true, policies)));
    after = page.last;
  }
  return seen;
}

/** Open cases into which closed ones were joined. One that was deleted before is gone; one that cannot be read keeps all. */
async function joinedWith(
  closed: readonly Seen[],
  { cases }: Pick<Stores, 'cases'>,
  policies: Policies,
): Promise<Seen[]> {
  const known = new Set(closed.map(({ id }) => id));
  const others = new Set(closed.flatMap(({ standing }) => standing.oneWith).filter((id) => !known.has(id)));
  const found = await Promise.all([...others].map((id) => cases.byId(id)));
  return found.filter((one) => one !== null).map((one) => seenOf(one, false, policies));
}
