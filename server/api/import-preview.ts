import type { ImportPreview } from '#shared/contracts/imports.ts';
import { createHash } from 'node:crypto';
import { DomainError } from '#server/domain/errors.ts';
import { fieldsOf, type ImportKind, suggestMap } from '#server/domain/import-map.ts';
import { CsvRows, type FileRow, JsonRows, Lines } from './import-lines.ts';
import type { ImportFormat } from './import-run.ts';

const ROWS_SHOWN = 10;
const CELL_SHOWN = 200;

/** Files with the same columns, in any order, are read alike. */
export const hashOfColumns = (columns: string[]): string =>
  createHash('sha256').update(JSON.stringify(columns.toSorted())).digest('base64url');

/**
 * What a file looks like, from its beginning.
 *
 * @param beginning may end in the middle of a line
 * @throws import.unreadable
 */
export function previewOf(kind: ImportKind, format: ImportFormat, beginning: Uint8Array): Omit<ImportPreview, 'remembered'> {
  const lines = new Lines();
  const whole = lines.push(beginning);
  const reader = format === 'csv' ? new CsvRows() : new JsonRows();
  const rows: FileRow[] = [];
  for (const [i, text] of (whole.length > 1 ? whole : [...whole, ...lines.end()]).entries()) {
    for (const row of reader.take(i + 1, text)) if (!('problem' in row)) rows.push(row);
    if (rows.length >= ROWS_SHOWN) break;
  }
  const columns = reader.columns ?? [...new Set(rows.flatMap((row) => ('object' in row ? Object.keys(row.object) : [])))];
  if (columns.length === 0) throw new DomainError('import.unreadable', 'No column was found: the first line of the file names them.');
  return {
    format,
    delimiter: reader instanceof CsvRows ? reader.delimiter : null,
    columns,
    rows: rows
      .slice(0, ROWS_SHOWN)
      .map((row) => columns.map((column, i) => shown('cells' in row ? row.cells[i] : 'object' in row ? row.object[column] : ''))),
    fields: fieldsOf(kind),
    suggested: suggestMap(kind, columns),
  };
}

const shown = (value: unknown): string =>
  (value === null || value === undefined ? '' : typeof value === 'object' ? JSON.stringify(value) : String(value)).slice(0, CELL_SHOWN);
