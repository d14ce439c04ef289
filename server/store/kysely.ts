import {
  type CompiledQuery,
  type DatabaseConnection,
  type DatabaseIntrospector,
  type Dialect,
  type DialectAdapter,
  type Driver,
  type Kysely,
  type QueryCompiler,
  type QueryResult,
  SqliteAdapter,
  SqliteIntrospector,
  SqliteQueryCompiler,
} from 'kysely';
import type { Db, InValue } from './db.ts';

/** Lets Kysely, and the sign-in library on it, speak through the one door to the database. There are no transactions: every statement is its own. */
export class LibsqlDialect implements Dialect {
  readonly #db: Db;
  constructor(db: Db) {
    this.#db = db;
  }
  createDriver(): Driver {
    const connection = new Connection(this.#db);
    const nothing = async () => {};
    const refuse = async () => {
      throw new Error('Transactions are not used; write a batch.');
    };
    return {
      init: nothing,
      acquireConnection: async () => connection,
      releaseConnection: nothing,
      destroy: nothing,
      beginTransaction: refuse,
      commitTransaction: refuse,
      rollbackTransaction: refuse,
    };
  }
  createAdapter(): DialectAdapter {
    return new SqliteAdapter();
  }
  createIntrospector(db: Kysely<unknown>): DatabaseIntrospector {
    return new SqliteIntrospector(db);
  }
  createQueryCompiler(): QueryCompiler {
    return new SqliteQueryCompiler();
  }
}

class Connection implements DatabaseConnection {
  readonly #db: Db;
  constructor(db: Db) {
    this.#db = db;
  }
  async executeQuery<R>({ sql, parameters }: CompiledQuery): Promise<QueryResult<R>> {
    const args = parameters.map((value) => (value instanceof Date ? value.toISOString() : value)) as InValue[]; // Kysely binds only what SQLite takes
    if (/^\s*(select|pragma|with)\b/i.test(sql)) return { rows: await this.#db.read<R>(sql, args) };
    const [result] = await this.#db.write([{ sql, args }]);
    return {
      rows: (result?.rows ?? []) as R[],
      numAffectedRows: BigInt(result?.rowsAffected ?? 0),
      ...(result?.lastInsertRowid !== undefined && { insertId: result.lastInsertRowid }),
    };
  }
  // oxlint-disable-next-line require-yield
  async *streamQuery<R>(): AsyncIterableIterator<QueryResult<R>> {
    throw new Error('Streaming is not used.');
  }
}
