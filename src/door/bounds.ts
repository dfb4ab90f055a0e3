/** Deeper, and with more in it, than anything that Teams sends; a card of ours that comes back is some twelve deep. */
const DEEPEST = 40;
const MOST_VALUES = 20_000;

/**
 * Whether what came may be looked at by code that follows every branch and calls itself: a body of 256 KB can hold more
 * branches within branches than a stack has room for. This itself goes by a list.
 */
export function isWithinBounds(body: unknown): boolean {
  const left: (readonly [value: unknown, depth: number])[] = [[body, 0]];
  let values = 0;
  for (let next = left.pop(); next; next = left.pop()) {
    const [value, depth] = next;
    values += 1;
    if (depth > DEEPEST || values > MOST_VALUES) return false;
    if (typeof value !== 'object' || value === null) continue;
    for (const inner of Object.values(value)) left.push([inner, depth + 1]);
  }
  return true;
}
