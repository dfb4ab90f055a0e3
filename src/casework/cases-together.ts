import type { Case } from '../domain/case/case';
import { askingTogether } from '../notices/asking-together';
import type { CaseStore } from './case-store';

/** A child's data stays in memory for no longer than a crowd of alerts about it takes. */
const KEPT_MS = 5_000;
const MOST_KEPT = 500;

/**
 * A case as it stands: what many ask for at about the same time is read in one question. One that was opened a moment ago
 * and has no more facts than then is not opened again: to open what is sealed is most of the work.
 */
export function casesTogether(
  cases: Pick<CaseStore, 'byId' | 'byIds' | 'versionsOf'>,
): (caseId: string) => Promise<Case | null> {
  const kept = new Map<string, Case>();
  let forgetting: NodeJS.Timeout | null = null;

  async function read(ids: readonly string[]): Promise<Case[]> {
    const versions = await cases.versionsOf(ids);
    const known = versions.flatMap(({ id, version }) => {
      const one = kept.get(id);
      return one?.version === version ? [one] : [];
    });
    const isKnown = new Set(known.map(({ id }) => id));
    const others = versions.map(({ id }) => id).filter((id) => !isKnown.has(id));
    const opened = others.length > 0 ? await cases.byIds(others) : [];
    keep(opened);
    return [...known, ...opened];
  }

  function keep(opened: readonly Case[]): void {
    if (kept.size >= MOST_KEPT) kept.clear();
    for (const one of opened) kept.set(one.id, one);
    forgetting ??= setTimeout(() => {
      kept.clear();
      forgetting = null;
    }, KEPT_MS).unref();
  }

  const among = askingTogether(read, ({ id }) => id);
  // A list leaves out what cannot be read. Asked for by itself, a case says whether it is gone or only cannot be read.
  return async (caseId) => (await among(caseId)) ?? cases.byId(caseId);
}
