import type { Instant } from '#shared/contracts/basics.ts';
import type { ImportView, RejectedLine } from '#shared/contracts/imports.ts';
import { DomainError } from '#server/domain/errors.ts';
import type { ImportKind, ImportMap } from '#server/domain/import-map.ts';
import { type Db, type Row, type Statement, sql } from './db.ts';

export type ImportStore = ReturnType<typeof createImportStore>;
type Counts = Pick<ImportView, 'read' | 'written' | 'unchanged' | 'skipped' | 'rejectedInAll' | 'bytesRead'>;
/** An import with what was asked for, as JSON. */
export type KeptImport = ImportView & { merchantId: string; task: string };

/** Bound to one merchant. */
export function createImportStore(db: Db, merchantId: string) {
  async function find(id: string): Promise<KeptImport> {
    const row = await db.readOne('select * from imports where merchant_id = ? and id = ?', [merchantId, id]);
    if (!row) throw new DomainError('import.not_found', 'There is no such import.');
    return toImport(row);
  }

  /** Latest first. */
  const list = async (limit = 50): Promise<KeptImport[]> =>
    (await db.read('select * from imports where merchant_id = ? order by started_at desc, id desc limit ?', [merchantId, limit])).map(
      toImport,
    );

  const begin = (one: Pick<KeptImport, 'id' | 'kind' | 'name' | 'task' | 'bytes' | 'startedBy' | 'startedAt'>): Statement =>
    sql(
      `insert into imports (id, merchant_id, kind, name, task, state, bytes, started_by, started_at) values (?, ?, ?, ?, ?, 'running', ?, ?, ?)`,
      one.id,
      merchantId,
      one.kind,
      one.name,
      one.task,
      one.bytes,
      one.startedBy,
      one.startedAt,
    );

  /** How far it is, with the lines rejected since it was last told. */
  const progressed = (id: string, counts: Counts, rejected: RejectedLine[]): Statement[] => [
    sql(
      'update imports set read = ?, written = ?, unchanged = ?, skipped = ?, rejected_in_all = ?, bytes_read = ? where merchant_id = ? and id = ?',
      counts.read,
      counts.written,
      counts.unchanged,
      counts.skipped,
      counts.rejectedInAll,
      counts.bytesRead,
      merchantId,
      id,
    ),
    ...(rejected.length === 0
      ? []
      : [
          sql(
            `insert into rejected_lines (import_id, line, code, message, of_column)
             select ?, value ->> 'line', value ->> 'code', value ->> 'message', value ->> 'column' from json_each(?)`,
            id,
            JSON.stringify(rejected),
          ),
        ]),
  ];

  const ended = (id: string, at: Instant, error: string | null): Statement =>
    sql(
      'update imports set state = ?, error = ?, ended_at = ? where merchant_id = ? and id = ?',
      error === null ? 'done' : 'failed',
      error,
      at,
      merchantId,
      id,
    );

  /** A server that was stopped reads the file again from its beginning: what is written already is not written twice. */
  const beginAgain = (id: string): Statement[] => [
    sql('delete from rejected_lines where import_id = ?', id),
    ...progressed(id, { read: 0, written: 0, unchanged: 0, skipped: 0, rejectedInAll: 0, bytesRead: 0 }, []),
  ];

  async function rejectedOf(id: string): Promise<RejectedLine[]> {
    const rows = await db.read('select * from rejected_lines where import_id = ? order by line, seq', [id]);
    return rows.map(toRejected);
  }

  /** A page of them, in the order of the file. */
  async function listRejected(id: string, limit: number, cursor = '0.0'): Promise<{ items: RejectedLine[]; nextCursor: string | null }> {
    const [line, seq] = cursor.split('.').map(Number);
    const rows = await db.read('select * from rejected_lines where import_id = ? and (line, seq) > (?, ?) order by line, seq limit ?', [
      id,
      line ?? 0,
      seq ?? 0,
      limit + 1,
    ]);
    const last = rows[limit - 1];
    return {
      items: rows.slice(0, limit).map(toRejected),
      nextCursor: rows.length > limit && last ? `${String(last.line)}.${String(last.seq)}` : null,
    };
  }

  /** Rejected lines may name people: they are not kept for longer than they are needed. */
  const forgetRejectedBefore = (at: Instant): Statement =>
    sql('delete from rejected_lines where import_id in (select id from imports where merchant_id = ? and started_at < ?)', merchantId, at);

  const rememberMap = (kind: ImportKind, columnsHash: string, map: ImportMap, at: Instant): Statement =>
    sql(
      'insert into import_maps values (?, ?, ?, ?, ?) on conflict do update set map = excluded.map, updated_at = excluded.updated_at',
      merchantId,
      kind,
      columnsHash,
      JSON.stringify(map),
      at,
    );

  async function mapOf(kind: ImportKind, columnsHash: string): Promise<ImportMap | null> {
    const row = await db.readOne('select map from import_maps where merchant_id = ? and kind = ? and columns_hash = ?', [
      merchantId,
      kind,
      columnsHash,
    ]);
    return row ? (JSON.parse(String(row.map)) as ImportMap) : null; // written above
  }

  return { find, list, begin, progressed, ended, beginAgain, rejectedOf, listRejected, forgetRejectedBefore, rememberMap, mapOf };
}

/** Imports that were under way when their server stopped, of every merchant. */
export const listRunningImports = async (db: Db): Promise<KeptImport[]> =>
  (await db.read("select * from imports where state = 'running' order by started_at")).map(toImport);

/** Only this file writes these columns. */
const toRejected = (row: Row): RejectedLine => ({
  line: Number(row.line),
  code: String(row.code),
  message: String(row.message),
  ...(row.of_column !== null && { column: String(row.of_column) }),
});

const toImport = (row: Row): KeptImport => ({
  id: String(row.id),
  merchantId: String(row.merchant_id),
  kind: String(row.kind) as ImportKind,
  name: String(row.name),
  task: String(row.task),
  state: String(row.state) as ImportView['state'],
  read: Number(row.read),
  written: Number(row.written),
  unchanged: Number(row.unchanged),
  skipped: Number(row.skipped),
  rejectedInAll: Number(row.rejected_in_all),
  bytesRead: Number(row.bytes_read),
  bytes: Number(row.bytes),
  error: row.error === null ? null : String(row.error),
  startedBy: row.started_by === null ? null : String(row.started_by),
  startedAt: String(row.started_at),
  endedAt: row.ended_at === null ? null : String(row.ended_at),
});
