interface Row {
  readonly id: string;
}

/** Goes through rows by their ids, a page in memory at a time, however many there are. */
export async function inPages<R extends Row>(
  page: (after: string) => Promise<R[]>,
  each: (row: R) => Promise<void>,
): Promise<void> {
  for (let rows = await page(''); rows.length > 0; rows = await page(rows.at(-1)!.id)) {
    for (const row of rows) await each(row);
  }
}
