import type { Instant } from '../../domain/calendar/date';
import type { Storage, Stores } from '../../stores';
import { goingIn, isAsMuch } from './confirmation';
import type { Preview } from './preview';
import { tombstoneOf } from './tombstone';

export interface Deleted {
  readonly reference: string;
  /** False: somebody has written on it, made a paper of it, or written on a case that was joined with it, since it was looked at. */
  readonly done: boolean;
}

/** Deletes what is due in this preview: each case in a transaction of its own, with its tombstone or not at all. */
export async function* deleteDue(preview: Preview, now: Instant, storage: Storage): AsyncGenerator<Deleted> {
  const gone = new Set<string>();
  for (const { id, reference, version, oneWith, fate, had, keptIn } of goingIn(preview)) {
    const done = await storage.transaction(async (stores) => {
      const theCase = await stores.cases.byId(id);
      if (theCase?.version !== version || !(await areAsSeen(oneWith, gone, stores))) return false;
      return (
        isAsMuch(had, await stores.retention.belongings(id)) &&
        stores.retention.erase(theCase, tombstoneOf(theCase, fate.by, had, now, keptIn))
      );
    });
    if (done) gone.add(id);
    yield { reference, done };
  }
}

async function areAsSeen(
  cases: Preview['cases'][number]['oneWith'],
  gone: ReadonlySet<string>,
  stores: Pick<Stores, 'cases'>,
): Promise<boolean> {
  const others = cases.filter(({ id }) => !gone.has(id));
  const now = await Promise.all(others.map(({ id }) => stores.cases.byId(id)));
  return now.every((theCase, at) => theCase?.version === others[at]!.version);
}
