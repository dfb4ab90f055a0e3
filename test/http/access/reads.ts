import type { Storage } from '../../../src/stores';

/** The stores that hold what people have told of children, and what was sent about them. */
const STORES = ['cases', 'drafts', 'papers', 'outbox', 'steps', 'panels'] as const;
/** How fast Teams is written to, and that somebody's chat is there: whatever anybody sends comes to that. */
const OF_EVERY_TURN = ['count', 'reachable'];

type Method = (this: object, ...given: unknown[]) => unknown;

/** Counts, from now on, whatever is asked of these stores in memory, within transactions and outside of them. */
export function countingReads(storage: Storage, also: readonly 'directory'[] = []) {
  const calls: string[] = [];
  const asked: unknown[] = [];
  for (const name of [...STORES, ...also]) {
    const store: object = storage[name];
    for (const [method, work] of methodsOf(store)) {
      Object.defineProperty(store, method, {
        configurable: true,
        writable: true,
        value(this: object, ...given: unknown[]) {
          calls.push(`${name}.${method}`);
          asked.push(given[0]);
          return work.apply(this, given);
        },
      });
    }
  }
  return {
    total: () => calls.length,
    since: (mark: number) => calls.slice(mark),
    /** What was asked for since then by this method, by its first argument: an id, say. */
    askedOf: (method: string, mark: number) => asked.slice(mark).filter((_, at) => calls[mark + at] === method),
  };
}

function methodsOf(store: object): [string, Method][] {
  const kind = Object.getPrototypeOf(store) as Record<string, Method>;
  return Object.getOwnPropertyNames(kind)
    .filter((name) => name !== 'constructor' && name !== 'snapshot' && !OF_EVERY_TURN.includes(name))
    .map((name) => [name, kind[name]!]);
}
