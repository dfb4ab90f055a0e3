/** Rows one by one in the order of their ids, a page in memory at a time, however many there are. */
export async function* inPages<Row extends { readonly id: string }>(
  page: (after: string) => Promise<readonly Row[]>,
): AsyncGenerator<Row> {
  for (let rows = await page(''); rows.length > 0; rows = await page(rows.at(-1)!.id)) yield* rows;
}

/** The first of them; what follows is not looked for. */
export async function atMost<T>(most: number, all: AsyncIterable<T>): Promise<T[]> {
  const some: T[] = [];
  if (most > 0) {
    for await (const one of all) {
      some.push(one);
      if (some.length === most) break;
    }
  }
  return some;
}
