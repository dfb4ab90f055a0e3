import { within } from '../time-limit';

/** How many keys one question has: it must not take long, whatever has gathered. */
const MOST_AT_ONCE = 100;
/** One that is never answered, on a connection that has died, must not hold up all that are asked after it. */
const LONGEST_MS = 10_000;

export class NotAnswered extends Error {
  override name = 'NotAnswered';
}

interface Question<V> {
  readonly answer: Promise<V | null>;
  resolve(value: V | null): void;
  reject(error: unknown): void;
}

function question<V>(): Question<V> {
  let settling!: Omit<Question<V>, 'answer'>;
  const answer = new Promise<V | null>((resolve, reject) => void (settling = { resolve, reject }));
  return { answer, ...settling };
}

/**
 * What is asked for one by one is asked of the database in one question: while one is under way, the next one gathers,
 * so the more there is to ask the less each costs. Nobody is answered with what was read before they asked.
 * Throws `NotAnswered` after a while.
 * @param ask answers with what there is, in any order.
 */
export function askingTogether<V>(
  ask: (keys: readonly string[]) => Promise<readonly V[]>,
  keyOf: (value: V) => string,
  longestMs = LONGEST_MS,
): (key: string) => Promise<V | null> {
  const waiting = new Map<string, Question<V>>();
  let busy = false;

  async function work(): Promise<void> {
    if (busy) return;
    busy = true;
    await new Promise<void>((resolve) => void setImmediate(resolve)); // who asks in the same turn of the loop is heard too
    while (waiting.size > 0) await answer([...waiting].slice(0, MOST_AT_ONCE));
    busy = false;
  }

  async function answer(asked: readonly (readonly [string, Question<V>])[]): Promise<void> {
    for (const [key] of asked) waiting.delete(key);
    try {
      const keys = asked.map(([key]) => key);
      const values = await within(longestMs, ask(keys), () => Promise.reject(new NotAnswered()));
      const found = new Map(values.map((value) => [keyOf(value), value]));
      for (const [key, { resolve }] of asked) resolve(found.get(key) ?? null);
    } catch (error) {
      for (const [, { reject }] of asked) reject(error);
    }
  }

  return (key) => {
    const asked = waiting.get(key) ?? question<V>();
    waiting.set(key, asked);
    void work();
    return asked.answer;
  };
}

/**
 * Whoever asks for the same while it is being looked up shares the next look with all who do: nobody is answered with
 * what was read before they asked.
 */
export function askingOnce<V>(ask: (key: string) => Promise<V>): (key: string) => Promise<V> {
  const underWay = new Map<string, Promise<V>>();
  const next = new Map<string, Promise<V>>();

  function look(key: string): Promise<V> {
    next.delete(key);
    const answer = ask(key).finally(() => {
      if (underWay.get(key) === answer) underWay.delete(key);
    });
    underWay.set(key, answer);
    return answer;
  }

  function afterThis(key: string, under: Promise<V>): Promise<V> {
    const answer = under.then(
      () => look(key),
      () => look(key),
    );
    next.set(key, answer);
    return answer;
  }

  return (key) => {
    const under = underWay.get(key);
    return under ? (next.get(key) ?? afterThis(key, under)) : look(key);
  };
}
