import { ColumnTypeEnum } from '@prisma/driver-adapter-utils';
import type { DriverAdapterError, SqlQuery, SqlQueryable } from '@prisma/driver-adapter-utils';
import { Prisma } from '../generated/prisma/client';
import type { Client } from './columns';

/** A statement that the database refused, or that did not reach it. Its words, in which values may stand, are left out. */
export class StatementFailed extends Error {
  override name = 'StatementFailed';

  constructor(
    /** PostgreSQL's own code, or what the driver calls it. */
    readonly code: string,
  ) {
    super('a statement failed');
  }
}

export type Statements = Pick<Client, '$queryRaw' | '$executeRaw' | '$queryRawUnsafe' | '$executeRawUnsafe'>;

/**
 * Our own SQL, put to the driver that Prisma uses too, with the same values in and out. Prisma would take it through its
 * engine first, which costs twice as much as the database itself.
 */
export function statementsOn(driver: SqlQueryable): Statements {
  const query = async (sql: SqlQuery) => {
    const { columnNames, columnTypes, rows } = await failing(driver.queryRaw(sql));
    const read = columnTypes.map((type) => READ[type] ?? asItIs);
    return rows.map((row) => Object.fromEntries(columnNames.map((name, n) => [name, orNull(read[n]!, row[n])])));
  };
  const execute = (sql: SqlQuery) => failing(driver.executeRaw(sql));
  const statements = {
    $queryRaw: (strings: Template, ...values: unknown[]) => query(written(strings, values)),
    $executeRaw: (strings: Template, ...values: unknown[]) => execute(written(strings, values)),
    $queryRawUnsafe: (sql: string, ...args: unknown[]) => query(queryOf(sql, args)),
    $executeRawUnsafe: (sql: string, ...args: unknown[]) => execute(queryOf(sql, args)),
  };
  return statements as unknown as Statements;
}

type Template = TemplateStringsArray | Prisma.Sql;

function written(template: Template, given: readonly unknown[]): SqlQuery {
  const { text, values } = template instanceof Prisma.Sql ? template : Prisma.sql(template, ...given);
  return queryOf(text, values);
}

const ANY = { scalarType: 'unknown', arity: 'scalar' } as const;

const queryOf = (sql: string, args: readonly unknown[]): SqlQuery => ({
  sql,
  args: [...args],
  argTypes: args.map(() => ANY),
});

const asItIs = (value: unknown): unknown => value;
const orNull = (read: (value: unknown) => unknown, value: unknown): unknown => (value === null ? null : read(value));
const date = (value: unknown): Date => new Date(value as string);

/** How the driver hands on what is not a text, a number, a boolean or a list of them. */
const READ: { readonly [type: number]: (value: unknown) => unknown } = {
  [ColumnTypeEnum.Int64]: (value) => BigInt(value as string),
  [ColumnTypeEnum.Date]: date,
  [ColumnTypeEnum.DateTime]: date,
  [ColumnTypeEnum.Json]: (value) => JSON.parse(value as string) as unknown,
};

async function failing<T>(answer: Promise<T>): Promise<T> {
  try {
    return await answer;
  } catch (error) {
    throw new StatementFailed(codeOf(error));
  }
}

/** The two drivers bring two classes of one name, and hand on what they do not know as it is. */
function codeOf(error: unknown): string {
  const { cause, code, name } = error as { cause?: Partial<DriverAdapterError['cause']>; code?: string; name?: string };
  return cause?.originalCode ?? cause?.kind ?? code ?? name ?? 'unknown';
}
