const REMEMBERED_MS = 60_000;
const MOST = 2_000;

/**
 * Teams sends an activity again when it has had no answer for about 15 s: the second arrival gets the answer of the
 * first, also while that is still being worked out. The key says of whom it is, as they are known at its arrival. What
 * failed may be tried again. Within one process; what is put on record is kept in the database besides (`once.ts`).
 */
export function createDuplicates<T>(now: () => number = () => performance.now()) {
  const seen = new Map<string, { readonly at: number; readonly answer: Promise<T> }>();

  function forgetOld(): void {
    for (const [key, { at }] of seen) {
      if (now() - at < REMEMBERED_MS && seen.size <= MOST) return;
      seen.delete(key);
    }
  }

  return (key: string, work: () => Promise<T>): Promise<T> => {
    forgetOld();
    const first = seen.get(key);
    if (first) return first.answer;
    const answer = work();
    seen.set(key, { at: now(), answer });
    answer.catch(() => seen.delete(key));
    return answer;
  };
}
