import type { Imported, ImportQuery, RejectedLine } from '#shared/contracts/imports.ts';
import { DomainError } from '#server/domain/errors.ts';
import { type Cells, type Reading, RowProblem } from '#server/domain/import-cells.ts';
import { type ImportKind, planOf, readWhere, type Plan, type Where } from '#server/domain/import-map.ts';
import { type CustomerRow, type DepartureRow, type OrderRow, readCustomer, readDeparture, readOrder } from '#server/domain/import-row.ts';
import { listSites } from '#server/store/merchants.ts';
import { type Deps, storesOf } from './context.ts';
import { CsvRows, type FileRow, JsonRows, Lines } from './import-lines.ts';
import { type Circumstances, type Done, type Read, writeCustomers, writeDepartures, writeOrders } from './import-write.ts';
import { churnOf, timeZoneOf } from './worth-of.ts';

export type ImportFormat = 'csv' | 'ndjson';
export type ImportTask = Pick<ImportQuery, 'map' | 'where' | 'createCustomers'> & { kind: ImportKind; format: ImportFormat };
export type Progress = Omit<Imported, 'rejected'> & { bytesRead: number };

/** Rows written in one batch: enough to be fast, few enough that nobody else waits. */
const ROWS_AT_ONCE: Record<ImportKind, number> = { customers: 500, orders: 500, departures: 200 };
const REJECTED_NAMED = 10_000;
/** At least so many keys behind, a second line for the same thing is still noticed. */
const KEYS_REMEMBERED = 100_000;

type Taker = { key(row: never): string; read(cells: Cells): unknown; write(rows: Read<never>[]): Promise<Done> };

/**
 * Reads a file as it arrives and writes what is new in it. Memory does not grow with the file; the same file again changes
 * nothing; a line that cannot be taken is named and stops nothing.
 *
 * @param progress told after each batch
 * @throws import.missing_column, import.map_invalid, import.unreadable before anything is written
 */
export async function runImport(
  deps: Deps,
  merchantId: string,
  task: ImportTask,
  bytes: AsyncIterable<Uint8Array>,
  progress: (now: Progress, rejected: RejectedLine[]) => void | Promise<void> = () => {},
): Promise<Imported> {
  const result: Imported = { read: 0, written: 0, unchanged: 0, skipped: 0, rejectedInAll: 0, rejected: [] };
  let told = 0;
  let bytesRead = 0;
  const taker = await takerFor(deps, merchantId, task);
  const [lines, rows] = [new Lines(), task.format === 'csv' ? new CsvRows() : new JsonRows()];
  const isRepeated = createMemory();
  let view: { plan: Plan; wanted: ((row: FileRow) => boolean) | null; cellsOf: (row: FileRow) => Cells } | null = null;
  let batch: Read<never>[] = [];
  let number = 0;

  const reject = (line: RejectedLine) => {
    result.rejectedInAll++;
    if (result.rejected.length < REJECTED_NAMED) result.rejected.push(line);
  };

  async function flush(): Promise<void> {
    if (batch.length > 0) {
      const done = await taker.write(batch);
      batch = [];
      result.written += done.written;
      result.unchanged += done.unchanged;
      done.rejected.forEach(reject);
    }
    // Whoever else waits for this process comes first.
    await new Promise((next) => setImmediate(next));
    const { rejected, ...counts } = result;
    await progress({ ...counts, bytesRead }, rejected.slice(told));
    told = rejected.length;
  }

  function take(row: FileRow): void {
    result.read++;
    try {
      if ('problem' in row) throw row.problem;
      view ??= viewOf(task, rows.columns);
      if (view.wanted && !view.wanted(row)) {
        result.skipped++;
        return;
      }
      const said = taker.read(view.cellsOf(row)) as never; // given to the same taker
      if (said === null) {
        result.skipped++;
        return;
      }
      const key = taker.key(said);
      if (isRepeated(key))
        throw new RowProblem(`${NOUN[task.kind]}.repeated`, 'An earlier line of this file speaks of the same. The first counts.');
      batch.push({ line: row.line, row: said });
    } catch (error) {
      if (!(error instanceof RowProblem)) throw error;
      reject({ line: row.line, code: error.code, message: error.message, ...(error.column !== undefined && { column: error.column }) });
    }
  }

  async function takeLines(texts: string[]): Promise<void> {
    for (const text of texts) {
      for (const row of rows.take(++number, text)) take(row);
      if (!view && rows.columns) view = viewOf(task, rows.columns);
      if (batch.length >= ROWS_AT_ONCE[task.kind]) await flush();
    }
  }

  for await (const chunk of bytes) {
    bytesRead += chunk.length;
    await takeLines(lines.push(chunk));
  }
  await takeLines(lines.end());
  for (const row of rows.end()) take(row);
  if (task.format === 'csv' && !rows.columns)
    throw new DomainError('import.unreadable', 'The file is empty: its first line names the columns.');
  await flush();
  result.rejected.sort((a, b) => a.line - b.line);
  return result;
}

/** Two generations of keys, the older one forgotten whole: taking single keys out of a large set costs more with every one. */
function createMemory(): (key: string) => boolean {
  let [older, newer] = [new Set<string>(), new Set<string>()];
  return (key) => {
    if (newer.has(key) || older.has(key)) return true;
    if (newer.size >= KEYS_REMEMBERED) [older, newer] = [newer, new Set()];
    newer.add(key);
    return false;
  };
}

const NOUN = { customers: 'customer', orders: 'order', departures: 'departure' } as const;

async function takerFor(deps: Deps, merchantId: string, { kind, format, map, createCustomers }: ImportTask): Promise<Taker> {
  const stores = storesOf(deps, merchantId);
  const settings = await stores.settings.readAll();
  const around: Circumstances = {
    merchantId,
    settings,
    churn: kind === 'departures' ? await churnOf(stores, deps.now().toISOString()) : { left: 0, customers: 0 },
    createCustomers: createCustomers === 'true',
  };
  const reading: Reading = {
    noun: NOUN[kind],
    format,
    timeZone: timeZoneOf(settings),
    currency: await mainCurrency(deps, merchantId),
  };
  const mapped = new Map(Object.entries(settings.reasons.mappings).map(([words, id]) => [words.trim().toLowerCase(), id]));
  const isConstant = (field: string): boolean => map?.[field]?.startsWith('=') ?? false;
  const takers = {
    customers: taker<CustomerRow>({
      key: ({ externalId }) => externalId,
      read: (cells) => readCustomer(cells, reading),
      write: (rows) => writeCustomers(deps, around, rows),
    }),
    orders: taker<OrderRow>({
      key: ({ externalId }) => externalId,
      read: (cells) => readOrder(cells, reading),
      write: (rows) => writeOrders(deps, around, rows),
    }),
    departures: taker<DepartureRow>({
      key: ({ customer, at }) => `${customer}\n${at}`,
      read: (cells) => readDeparture(cells, reading, mapped, isConstant, settings.reasons),
      write: (rows) => writeDepartures(deps, around, rows),
    }),
  };
  return takers[kind];
}

/** One kind of row, read and written by the same hand. */
const taker = <Row>(one: { key(row: Row): string; read(cells: Cells): Row | null; write(rows: Read<Row>[]): Promise<Done> }): Taker => one;

/** The currency of the merchant's first site: what amounts are in where nothing else is said. */
export const mainCurrency = async ({ db }: Pick<Deps, 'db'>, merchantId: string): Promise<string> =>
  (await listSites(db, merchantId))[0]?.settings.currency ?? 'USD';

/** What a line says under one of the file's columns. */
export const valueIn = (row: FileRow, column: string, columns: string[] | null): unknown =>
  'cells' in row ? row.cells[columns?.indexOf(column) ?? -1] : 'object' in row ? row.object[column] : undefined;

function viewOf({ kind, map, where }: ImportTask, columns: string[] | null) {
  const plan = planOf(kind, columns, map ?? null);
  const condition = where === undefined ? null : readWhere(where, columns);
  const places = new Map(columns?.map((name, i) => [name, i] as const).toReversed());
  const valueOf = (row: FileRow, column: string): unknown =>
    'cells' in row ? row.cells[places.get(column) ?? -1] : 'object' in row ? row.object[column] : undefined;
  return {
    plan,
    wanted: condition && ((row: FileRow) => isWanted(condition, valueOf(row, condition.column))),
    cellsOf:
      (row: FileRow): Cells =>
      (field) => {
        const from = plan.get(field);
        if (!from) return null;
        if (from.constant !== null) return { value: from.constant, column: from.column };
        const value = valueOf(row, from.column);
        return { value: value ?? '', column: from.column };
      },
  };
}

export const isWanted = ({ value, not }: Where, found: unknown): boolean =>
  ((typeof found === 'object' ? JSON.stringify(found ?? '') : String(found ?? '')).trim() === value) !== not;
