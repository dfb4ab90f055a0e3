const BATCH = 50;

/**
 * Works on all that is found, a batch at a time and each once: what was in vain, and is found again, must not keep what
 * comes after it from being reached.
 * @param find the first of what is to be worked on, this many at most.
 * @returns how many there were.
 */
export async function eachOnce<T>(
  find: (most: number) => Promise<readonly T[]>,
  idOf: (one: T) => string,
  work: (fresh: readonly T[]) => Promise<void>,
): Promise<number> {
  const done = new Set<string>();
  for (;;) {
    const found = await find(BATCH + done.size);
    const fresh = found.filter((one) => !done.has(idOf(one)));
    if (fresh.length === 0) return done.size;
    for (const one of fresh) done.add(idOf(one));
    await work(fresh);
  }
}
