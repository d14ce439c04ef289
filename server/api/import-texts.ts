import type { ImportQuery, TextsOfFile } from '#shared/contracts/imports.ts';
import { type ImportMap, readWhere } from '#server/domain/import-map.ts';
import { CsvRows, type FileRow, JsonRows, Lines } from './import-lines.ts';
import { type ImportFormat, isWanted, valueIn } from './import-run.ts';

const TEXTS_SHOWN = 500;
const TEXTS_COUNTED = 5000;
const LONGEST_TEXT = 500;

/**
 * What stands in a file as the reasons people gave, in their own words. Reads as the import would and writes nothing.
 *
 * @throws import.map_invalid, import.missing_column
 */
export async function textsOf(
  task: Pick<ImportQuery, 'where'> & { map: ImportMap; format: ImportFormat },
  bytes: AsyncIterable<Uint8Array>,
): Promise<TextsOfFile> {
  const [lines, rows] = [new Lines(), task.format === 'csv' ? new CsvRows() : new JsonRows()];
  const column = task.map.reason_text ?? 'reason_text';
  const counted = new Map<string, number>();
  let isMore = false;
  let number = 0;

  function take(row: FileRow): void {
    if ('problem' in row) return;
    if (task.where !== undefined) {
      const condition = readWhere(task.where, rows.columns);
      if (!isWanted(condition, valueIn(row, condition.column, rows.columns))) return;
    }
    const found = valueIn(row, column, rows.columns);
    const text = typeof found === 'string' ? found.replaceAll(/\s+/g, ' ').trim() : '';
    if (text === '' || text.length > LONGEST_TEXT) return;
    if (counted.has(text) || counted.size < TEXTS_COUNTED) counted.set(text, (counted.get(text) ?? 0) + 1);
    else isMore = true;
  }

  for await (const chunk of bytes) for (const text of lines.push(chunk)) for (const row of rows.take(++number, text)) take(row);
  for (const text of lines.end()) for (const row of rows.take(++number, text)) take(row);
  for (const row of rows.end()) take(row);
  const texts = [...counted].map(([text, count]) => ({ text, lines: count })).toSorted((a, b) => b.lines - a.lines);
  return { texts: texts.slice(0, TEXTS_SHOWN), more: isMore || texts.length > TEXTS_SHOWN };
}
