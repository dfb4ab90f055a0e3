import type { SqlQuery, SqlQueryable, SqlResultSet, Transaction } from '@prisma/driver-adapter-utils';

/** It took too long, or somebody asks something of it after its end. */
export class TransactionOver extends Error {
  override name = 'TransactionOver';
  readonly code = 'transaction-over';
}

/** One that takes nothing more once it has ended: its connection is somebody else's then. */
export class OpenTransaction implements SqlQueryable {
  readonly provider: SqlQueryable['provider'];
  readonly adapterName: string;
  #over = false;

  constructor(private readonly transaction: Transaction) {
    ({ provider: this.provider, adapterName: this.adapterName } = transaction);
  }

  get isOver(): boolean {
    return this.#over;
  }

  async queryRaw(query: SqlQuery): Promise<SqlResultSet> {
    return this.#open().queryRaw(query);
  }

  async executeRaw(query: SqlQuery): Promise<number> {
    return this.#open().executeRaw(query);
  }

  /** Whatever comes of it, the connection is given back. */
  async end(how: 'COMMIT' | 'ROLLBACK'): Promise<void> {
    const transaction = this.#open();
    this.#over = true;
    const isSaid = transaction.options.usePhantomQuery;
    try {
      if (!isSaid) await transaction.executeRaw({ sql: how, args: [], argTypes: [] });
    } finally {
      await (how === 'COMMIT' ? transaction.commit() : transaction.rollback());
    }
  }

  #open(): Transaction {
    if (this.#over) throw new TransactionOver();
    return this.transaction;
  }
}
