/**
 * Asks once for all who want to know within so many milliseconds, and meanwhile hands out the same answer: however many
 * ask, what it costs does not grow. What failed is asked anew.
 */
export function atMostEach<T>(milliseconds: number, ask: () => Promise<T>): () => Promise<T> {
  let last: { readonly answer: Promise<T>; readonly until: number } | null = null;
  return () => {
    if (last && performance.now() < last.until) return last.answer;
    const mine = { answer: ask(), until: Number.POSITIVE_INFINITY };
    last = mine;
    mine.answer.then(
      () => (mine.until = performance.now() + milliseconds),
      () => (mine.until = 0),
    );
    return mine.answer;
  };
}
