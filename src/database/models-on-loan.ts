import type { SqlDriverAdapter, SqlQueryable, Transaction } from '@prisma/driver-adapter-utils';
import { PrismaClient } from '../generated/prisma/client';
import type { Client } from './columns';
import { TransactionOver } from './open-transaction';

interface Lent {
  readonly prisma: PrismaClient;
  to: SqlQueryable | null;
}

export interface Loan {
  readonly models: () => Client;
  /** All that was asked has been answered, so somebody else may have them. Where that is not sure, they are left alone. */
  giveBack(): void;
}

/**
 * Prisma's models within a transaction that is not Prisma's: a client of its own for each that is open at the same time,
 * since a client asks together what is asked of it at once. Most transactions want none.
 */
export class ModelsOnLoan {
  readonly #spare: Lent[] = [];

  constructor(private readonly driver: SqlDriverAdapter) {}

  lendTo(transaction: SqlQueryable): Loan {
    let lent: Lent | null = null;
    let isOver = false;
    const take = (): Lent => {
      const taken = this.#spare.pop() ?? this.#made();
      taken.to = transaction;
      return taken;
    };
    return {
      models: () => {
        if (isOver) throw new TransactionOver();
        return (lent ??= take()).prisma;
      },
      giveBack: () => {
        isOver = true;
        if (lent) this.#spare.push(lent);
        lent = null;
      },
    };
  }

  async stop(): Promise<void> {
    await Promise.all(this.#spare.map(({ prisma }) => prisma.$disconnect()));
  }

  #made(): Lent {
    const { provider, adapterName } = this.driver;
    const connect = async () => this.#lending(() => lent);
    const lent: Lent = { prisma: new PrismaClient({ adapter: { provider, adapterName, connect } }), to: null };
    return lent;
  }

  #lending(lent: () => Lent): SqlDriverAdapter {
    const { provider, adapterName } = this.driver;
    const to = (): SqlQueryable => {
      const { to: transaction } = lent();
      if (!transaction) throw new TransactionOver();
      return transaction;
    };
    const queryable: SqlQueryable = {
      provider,
      adapterName,
      queryRaw: async (query) => to().queryRaw(query),
      executeRaw: async (query) => to().executeRaw(query),
    };
    const nothing = async () => {};
    // What Prisma would put into a transaction stands in one already, with which it is kept or undone.
    const within: Transaction = {
      ...queryable,
      options: { usePhantomQuery: true },
      commit: nothing,
      rollback: nothing,
    };
    return {
      ...queryable,
      startTransaction: async () => within,
      executeScript: nothing,
      dispose: nothing,
      getConnectionInfo: () => this.driver.getConnectionInfo?.() ?? { supportsRelationJoins: false },
    };
  }
}
