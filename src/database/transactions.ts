import type { SqlDriverAdapter } from '@prisma/driver-adapter-utils';
import type { Client } from './columns';
import { ModelsOnLoan } from './models-on-loan';
import { OpenTransaction, TransactionOver } from './open-transaction';
import { statementsOn, type Statements } from './statements';

// The embedded database has one connection, so a transaction may have to wait for all that came before it.
const LONGEST_WAIT_MS = 15_000;
const LONGEST_MS = 30_000;

export type Transact = <T>(work: (client: Client) => Promise<T>) => Promise<T>;

/**
 * Transactions on the driver that Prisma uses too. Prisma's own cost three times as much as the statements in them: they
 * are kept in order by its engine, which every statement then goes through.
 */
export function createTransactions(driver: SqlDriverAdapter): { readonly transact: Transact; stop(): Promise<void> } {
  const models = new ModelsOnLoan(driver);

  async function transact<T>(work: (client: Client) => Promise<T>): Promise<T> {
    const open = await begin(driver);
    const own = statementsOn(open);
    const loan = models.lendTo(open);
    const limit = setTimeout(() => void open.end('ROLLBACK').catch(() => {}), LONGEST_MS).unref();
    try {
      const result = await work(withModels(own, loan.models));
      await open.end('COMMIT');
      loan.giveBack();
      return result;
    } catch (error) {
      if (!open.isOver) await open.end('ROLLBACK').catch(() => {}); // the first error says why
      throw error;
    } finally {
      clearTimeout(limit);
    }
  }

  return { transact, stop: () => models.stop() };
}

/** Our own SQL from `own`, everything else from Prisma, which is asked for only when something else is wanted. */
export const withModels = (own: Statements, models: () => Client): Client =>
  new Proxy(own as Client, {
    get: (_own, name): unknown => (name in own ? own[name as keyof Statements] : models()[name as keyof Client]),
  });

/** One that begins when nobody waits for it any more is ended again. */
async function begin(driver: SqlDriverAdapter): Promise<OpenTransaction> {
  const beginning = driver.startTransaction().then((transaction) => new OpenTransaction(transaction));
  let limit: NodeJS.Timeout | undefined;
  const tooLate = new Promise<never>((_, reject) => {
    limit = setTimeout(() => {
      reject(new TransactionOver());
      beginning.then((late) => late.end('ROLLBACK')).catch(() => {});
    }, LONGEST_WAIT_MS).unref();
  });
  try {
    return await Promise.race([beginning, tooLate]);
  } finally {
    clearTimeout(limit);
  }
}
