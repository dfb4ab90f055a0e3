/**
 * What is asked for one by one, at about the same time, is asked of the database in one question.
 * @param ask answers with what there is, in any order.
 */
export function askingTogether<V>(
  ask: (keys: readonly string[]) => Promise<readonly V[]>,
  keyOf: (value: V) => string,
): (key: string) => Promise<V | null> {
  let gathering: { readonly keys: Set<string>; readonly found: Promise<ReadonlyMap<string, V>> } | null = null;

  function gather(): NonNullable<typeof gathering> {
    const keys = new Set<string>();
    const found = new Promise<ReadonlyMap<string, V>>((resolve, reject) => {
      setImmediate(() => {
        gathering = null;
        ask([...keys]).then((values) => resolve(new Map(values.map((value) => [keyOf(value), value]))), reject);
      });
    });
    return { keys, found };
  }

  return async (key) => {
    gathering ??= gather();
    gathering.keys.add(key);
    return (await gathering.found).get(key) ?? null;
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
