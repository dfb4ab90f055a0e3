import type { Case } from '../../domain/case/case';
import { everEndedIn, takenOverFrom } from '../../domain/retention/kept-elsewhere';
import type { Stores } from '../../stores';

/** What stays of a case that goes, on another one: part of the history of that one, and gone only with it. */
export interface KeptElsewhere {
  readonly reference: string;
  /** How many facts there were said on the case that goes. */
  readonly facts: number;
}

/**
 * Cases that go together keep nothing of each other, so it is on those from which the case was parted again. The facts of
 * a case are one chain under the digests of the trail: of one that stays, none can be taken out.
 * @param going ids of the cases that go as well.
 */
export async function keptElsewhere(
  theCase: Case,
  going: ReadonlySet<string>,
  { cases }: Pick<Stores, 'cases'>,
): Promise<KeptElsewhere[]> {
  const seen = new Set([theCase.id]);
  const kept: KeptElsewhere[] = [];
  const ahead = [...everEndedIn(theCase)];
  for (let id = ahead.shift(); id !== undefined; id = ahead.shift()) {
    if (seen.has(id)) continue;
    seen.add(id);
    const other = await cases.byId(id);
    if (!other) continue;
    ahead.push(...everEndedIn(other));
    const facts = takenOverFrom(theCase, other).length;
    if (facts > 0 && !going.has(id)) kept.push({ reference: other.reference, facts });
  }
  return kept;
}
