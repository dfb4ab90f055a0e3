/** How often each label was found, in this order; what there is none of is left out, and what the order does not know stands last. */
export function countsInOrder(found: readonly string[], order: readonly string[]): [label: string, count: number][] {
  const counts = new Map<string, number>(order.map((label) => [label, 0]));
  for (const label of found) counts.set(label, (counts.get(label) ?? 0) + 1);
  return [...counts].filter(([, count]) => count > 0);
}
