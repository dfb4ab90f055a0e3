import { actionToRecord, may } from '../domain/access/table';
import { decideCheck } from '../domain/case/decide/check';
import type { CheckRecord } from '../domain/case/fact';
import { factOnItem, siblingsOn } from '../domain/case/siblings';
import { londonDate } from '../domain/calendar/london';
import { Refusal } from '../errors';
import type { Person } from '../people/directory';
import { recording } from './recording';
import { ChangedSince, type CaseView } from './casework';
import { allow, append, factsOf, loadFor, untilNobodyElseWrites, type CaseworkDeps } from './record';

/** What one visit came to, for several children. */
export interface SharedCheck {
  readonly item: string;
  readonly check: CheckRecord;
  /** On the case whose page was filled in: as in `recordCheck`. */
  readonly seen: string | null;
  /** References of the other cases. */
  readonly also: readonly string[];
}

/** Whether what was done for `item` can be recorded on this linked case too, by this person. */
export function takesShared(person: Person, item: string, view: CaseView): boolean {
  const known = view.policy.checklist.find(({ id }) => id === item);
  return (
    known !== undefined &&
    known.shareable &&
    view.assessment.open &&
    may(person, actionToRecord(known.owner), view.case)
  );
}

/**
 * One visit to a home where several children are missed: recorded on each of their cases, each time as a fact of its
 * own, on all or on none.
 */
export function recordShared(
  person: Person,
  reference: string,
  { item, check, seen, also }: SharedCheck,
  deps: CaseworkDeps,
): Promise<CaseView> {
  return untilNobodyElseWrites({ person, action: 'see-case' }, deps, () =>
    deps.storage.transaction(async (stores) => {
      const now = deps.clock.now();
      const load = (which: string) => loadFor(person, which, 'see-case', stores, deps, now);
      let here = await load(reference);
      const linked = siblingsOn(here.case.facts).map(({ caseId }) => caseId);
      const views = [here];
      for (const other of new Set(also)) views.push(await load(other));
      const decided = views.map((view) => {
        const isHere = view === here;
        allow(person, recording(item)(view), view.case);
        if (!isHere && !(linked.includes(view.case.id) && takesShared(person, item, view))) throw notThere();
        const last = isHere ? seen : (factOnItem(view.case.facts, item)?.id ?? null);
        const { facts } = view.case;
        return { view, decision: decideCheck(facts, item, check, last, view.policy, londonDate(now), view.assessment) };
      });
      for (const { view, decision } of decided.sort((a, b) => (a.view.case.id < b.view.case.id ? -1 : 1))) {
        if (decision.kind === 'changed') throw new ChangedSince(view, decision.facts);
        const after = await append(
          view.case,
          factsOf(decision),
          { person, action: recording(item)(view) },
          now,
          stores,
          deps,
        );
        await stores.drafts.removeOnItem(view.case.id, item);
        if (view.case.id === here.case.id) here = after;
      }
      return here;
    }),
  );
}

const notThere = (): Refusal =>
  new Refusal(
    'refused',
    'One of the other cases has changed, so nothing was recorded. Open the check again and choose once more.',
  );
