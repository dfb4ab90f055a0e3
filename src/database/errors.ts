import { Prisma } from '../generated/prisma/client';
import { StatementFailed } from './statements';

/** PostgreSQL's own code of what went wrong, where it is handed on. */
function sqlState(error: unknown): string | undefined {
  if (error instanceof StatementFailed) return error.code;
  if (!(error instanceof Prisma.PrismaClientKnownRequestError)) return undefined;
  const meta = error.meta as { driverAdapterError?: { cause?: { originalCode?: string } } } | undefined;
  return meta?.driverAdapterError?.cause?.originalCode;
}

const codeOf = (error: unknown): string | undefined =>
  error instanceof Prisma.PrismaClientKnownRequestError ? error.code : undefined;

/** P2002 from a query of Prisma's, 23505 from one of our own. */
export const isUniqueViolation = (error: unknown): boolean => codeOf(error) === 'P2002' || sqlState(error) === '23505';

const CONFLICTS = ['40001', '40P01'];

/** Two transactions got in each other's way (a deadlock, a serialization failure): the same again will go through. */
export const isConflict = (error: unknown): boolean =>
  codeOf(error) === 'P2034' || CONFLICTS.includes(sqlState(error) ?? '');
