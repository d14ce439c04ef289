import { type Client, createClient, type InStatement, type InValue, LibsqlError, type ResultSet } from '@libsql/client';
import { DomainError } from '#server/domain/errors.ts';

export type Statement = { sql: string; args: InValue[] };
export type { InValue };
export type Row = Record<string, InValue | undefined>;
type Item = { statements: InStatement[]; done(results: ResultSet[]): void; failed(error: unknown): void };

export type DbOptions = {
  /** `file:data/amends.db`, or `http(s)://`, `libsql://` of a libSQL server. */
  url: string;
  authToken?: string | undefined;
  maxGroup?: number;
};

const BUSY_TRIES = 10;
const BUSY_WAIT_MS = 200;

/**
 * The only way to the database. Writes that arrive in the same turn share one commit and one fsync; one bad item does not
 * fail its neighbours; a busy database is asked again on a new connection.
 */
export class Db {
  readonly isLocal: boolean;
  readonly stats = { groups: 0, items: 0, split: 0, busy: 0 };
  /** Told after each commit of this process. Must not throw. */
  afterCommit: () => void = () => {};
  readonly #client: Client;
  readonly #maxGroup: number;
  #queue: Item[] = [];
  #pumping: Promise<void> | undefined;

  constructor({ url, authToken, maxGroup = 256 }: DbOptions) {
    this.isLocal = url.startsWith('file:');
    this.#maxGroup = maxGroup;
    this.#client = createClient({ url, ...(authToken && { authToken }), concurrency: this.isLocal ? 1 : 20 });
  }

  async open(): Promise<this> {
    if (this.isLocal) {
      await this.#client.execute('pragma journal_mode = wal');
      await this.#settings();
    }
    return this;
  }

  async read<R = Row>(sql: string, args: readonly InValue[] = []): Promise<R[]> {
    const { rows } = await this.#again(() => this.#client.execute({ sql, args: [...args] }));
    return rows as unknown as R[]; // callers name the columns they select
  }

  async readOne<R = Row>(sql: string, args: readonly InValue[] = []): Promise<R | undefined> {
    return (await this.read<R>(sql, args))[0];
  }

  /** All statements or none, on disk when it resolves. @throws request.malformed for a text with U+0000 in it */
  write(statements: Statement[]): Promise<ResultSet[]> {
    if (statements.some(({ args }) => args.some(isCut)))
      return Promise.reject(new DomainError('request.malformed', 'The character U+0000 cannot be kept.'));
    return new Promise((done, failed) => {
      this.#queue.push({ statements, done, failed });
      this.#pumping ??= this.#pump();
    });
  }

  /** Moves what the log still holds into the file itself, and empties the log. */
  async checkpoint(): Promise<void> {
    if (this.isLocal) await this.#again(() => this.#client.execute('pragma wal_checkpoint(truncate)'));
  }

  async close(): Promise<void> {
    await this.#pumping;
    this.#client.close();
  }

  async #settings(): Promise<void> {
    for (const pragma of ['synchronous = full', 'foreign_keys = on', 'cache_size = -65536', 'temp_store = memory', 'secure_delete = on']) {
      await this.#client.execute(`pragma ${pragma}`);
    }
  }

  async #pump(): Promise<void> {
    while (this.#queue.length > 0) {
      // A macrotask: lets this turn's requests join the group, and keeps I/O and timers alive under load.
      await new Promise((next) => setImmediate(next));
      const group = this.#queue.splice(0, this.#maxGroup);
      try {
        await this.#commit(group);
      } catch (error) {
        await this.#commitOneByOne(group, error);
      }
      this.afterCommit();
    }
    this.#pumping = undefined;
  }

  async #commitOneByOne(group: Item[], error: unknown): Promise<void> {
    if (group.length === 1) return group[0]!.failed(error);
    this.stats.split++;
    for (const item of group) await this.#commit([item]).catch((own) => item.failed(own));
  }

  async #commit(group: Item[]): Promise<void> {
    const results = await this.#again(() =>
      this.#client.batch(
        group.flatMap(({ statements }) => statements),
        'write',
      ),
    );
    this.stats.groups++;
    this.stats.items += group.length;
    let from = 0;
    for (const { statements, done } of group) done(results.slice(from, (from += statements.length)));
  }

  async #again<T>(ask: () => Promise<T>): Promise<T> {
    for (let tried = 1; ; tried++) {
      try {
        return await ask();
      } catch (error) {
        if (!isBusy(error) || tried > BUSY_TRIES) throw error;
        this.stats.busy++;
        // A statement that failed BUSY stays open on its connection (libsql-client-ts#352): drop the connection.
        if (this.isLocal) {
          this.#client.reconnect();
          await this.#settings();
        }
        await new Promise((next) => setTimeout(next, Math.min(5 * 2 ** tried, BUSY_WAIT_MS)));
      }
    }
  }
}

const isBusy = (error: unknown): boolean =>
  error instanceof LibsqlError && (error.code.startsWith('SQLITE_BUSY') || /SQLITE_BUSY|database is locked/.test(error.message));

/** SQLite would keep such a text and give back only what stands before that character. */
const isCut = (value: InValue): boolean => typeof value === 'string' && value.includes('\u0000');

/** Somebody else wrote this key first. */
export const isTaken = (error: unknown): boolean => error instanceof Error && /UNIQUE constraint failed/.test(error.message);

export const sql = (text: string, ...args: InValue[]): Statement => ({ sql: text, args });
