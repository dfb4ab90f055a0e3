import { createHash } from 'node:crypto';

const MOST_STATEMENTS = 500;

/**
 * Names for prepared statements, so that a server parses and plans each once for a connection. The same text has the
 * same name in every process, as behind a pooler connections are shared. Beyond the first few hundred texts (a query with a
 * list has one for every length) the empty name is given: such a statement is not kept.
 */
export function statementNames(): (query: { readonly sql: string }) => string {
  const names = new Map<string, string>();
  return ({ sql }) => {
    const known = names.get(sql);
    if (known !== undefined) return known;
    if (names.size >= MOST_STATEMENTS) return '';
    const name = `w${createHash('sha256').update(sql).digest('hex').slice(0, 32)}`;
    names.set(sql, name);
    return name;
  };
}
