import type { Database } from '../../src/database/open-database';

type Client = Database['client'];

/** Every row of every table, as text. */
export async function everythingIn(client: Client): Promise<string[]> {
  const tables = await client.$queryRaw<{ name: string }[]>`
    select table_name as name from information_schema.tables
    where table_schema = 'public' and table_type = 'BASE TABLE' order by 1`;
  const rows: string[] = [];
  for (const { name } of tables) {
    const found = await client.$queryRawUnsafe<{ row: string }[]>(`select to_jsonb(t)::text as row from "${name}" t`);
    rows.push(...found.map(({ row }) => `${name} ${row}`));
  }
  return rows;
}

/** Whether the words can be read out of it: as they are, or in a form that anybody can undo. */
export const standsIn = (row: string, words: string): boolean =>
  formsOf(words).some((form) => row.toLowerCase().includes(form.toLowerCase()));

/** Within base64 words begin at one of three places, and their ends depend on what stands beside them. */
const formsOf = (words: string): string[] => {
  const base64 = [0, 1, 2].map((before) =>
    Buffer.from(' '.repeat(before) + words)
      .toString('base64')
      .slice(4, -4),
  );
  return [words, Buffer.from(words).toString('hex'), ...base64];
};
