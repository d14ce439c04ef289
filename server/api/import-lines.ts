import { CsvRecord, delimiterOf, delimiterSaid } from '#server/domain/csv-record.ts';
import { RowProblem } from '#server/domain/import-cells.ts';

const LONGEST_LINE = 1_000_000;
const LONGEST_RECORD = 100_000;
const MOST_LINES_IN_A_RECORD = 200;

/** Cuts a stream of bytes into lines: UTF-8 or UTF-16 by its mark, ended by LF, CRLF or CR. */
export class Lines {
  #decoder: TextDecoder | null = null;
  #first = new Uint8Array(0);
  #rest = '';
  #end: '\n' | '\r' | null = null;
  #isDropping = false;

  push(chunk: Uint8Array): string[] {
    if (this.#decoder) return this.#cut(this.#decoder.decode(chunk, { stream: true }));
    const first = new Uint8Array(this.#first.length + chunk.length);
    first.set(this.#first);
    first.set(chunk, this.#first.length);
    this.#first = first;
    if (first.length < 2) return [];
    return this.#cut(this.#begin().decode(first, { stream: true }));
  }

  end(): string[] {
    const lines = this.#cut(this.#decoder ? this.#decoder.decode() : new TextDecoder().decode(this.#first));
    return this.#rest === '' ? lines : [...lines, this.#rest];
  }

  #begin(): TextDecoder {
    const [a, b] = this.#first;
    const encoding = a === 0xff && b === 0xfe ? 'utf-16le' : a === 0xfe && b === 0xff ? 'utf-16be' : 'utf-8';
    this.#decoder = new TextDecoder(encoding);
    return this.#decoder;
  }

  #cut(text: string): string[] {
    const all = this.#rest + text;
    this.#end ??= endIn(all);
    if (!this.#end) return this.#keep(all, []);
    const lines = all.split(this.#end);
    const rest = lines.pop() ?? '';
    return this.#keep(rest, this.#end === '\n' ? lines.map((line) => (line.endsWith('\r') ? line.slice(0, -1) : line)) : lines);
  }

  /** Of a line without end only so much is kept that it is seen to be too long. */
  #keep(rest: string, lines: string[]): string[] {
    const begun = this.#isDropping && lines.length === 0;
    this.#isDropping = begun || rest.length > LONGEST_LINE;
    this.#rest = this.#isDropping ? rest.slice(0, LONGEST_LINE + 1) : rest;
    return lines;
  }
}

const endIn = (text: string): '\n' | '\r' | null => {
  const at = text.search(/[\r\n]/);
  if (at === -1 || (text[at] === '\r' && at === text.length - 1)) return null;
  return text[at] === '\r' && text[at + 1] !== '\n' ? '\r' : '\n';
};

/** One row of a file, or why there is none. `line` is where it begins. */
export type FileRow =
  | { line: number; cells: string[] }
  | { line: number; object: Record<string, unknown> }
  | { line: number; problem: RowProblem };

/** The records of a CSV file. A quote that is never closed costs its own line, not the rest of the file. */
export class CsvRows {
  columns: string[] | null = null;
  delimiter: string | null;
  #open: CsvRecord | null = null;
  #lines: { number: number; text: string }[] = [];
  #size = 0;

  constructor(delimiter: string | null = null) {
    this.delimiter = delimiter;
  }

  *take(number: number, text: string): Generator<FileRow> {
    if (text.length > LONGEST_LINE) {
      yield { line: number, problem: new RowProblem('row.too_long', 'This line is longer than a million characters.') };
      return;
    }
    if (!this.#open) {
      if (text.trim() === '') return;
      if (!this.columns && number === 1 && delimiterSaid(text)) {
        this.delimiter = delimiterSaid(text);
        return;
      }
      this.delimiter ??= delimiterOf(text);
      this.#open = new CsvRecord(this.delimiter);
    }
    this.#lines.push({ number, text });
    this.#size += text.length;
    const record = this.#open;
    if (record.take(text)) {
      const isTorn = record.isOdd || record.cells.length !== this.columns?.length;
      if (this.columns && this.#lines.length > 1 && isTorn) yield* this.#giveUp();
      else yield* this.#close(record.cells);
    } else if (this.#lines.length > MOST_LINES_IN_A_RECORD || this.#size > LONGEST_RECORD) yield* this.#giveUp();
  }

  *end(): Generator<FileRow> {
    while (this.#open) yield* this.#giveUp();
  }

  *#close(cells: string[]): Generator<FileRow> {
    const line = this.#lines[0]?.number ?? 1;
    this.#forget();
    if (!this.columns) {
      this.columns = cells.map((name) => name.trim());
      return;
    }
    const blankBeyond = cells.slice(this.columns.length).every((cell) => cell.trim() === '');
    if (cells.length < this.columns.length || !blankBeyond) {
      const message = `${cells.length} cells where the header has ${this.columns.length}.`;
      yield { line, problem: new RowProblem('row.wrong_columns', message) };
    } else if (cells.some((cell) => cell.trim() !== '')) yield { line, cells };
  }

  /** The first line is to blame; those behind it are read again for themselves. */
  *#giveUp(): Generator<FileRow> {
    const [first, ...behind] = this.#lines;
    this.#forget();
    yield { line: first?.number ?? 1, problem: new RowProblem('row.unclosed_quote', 'A quotation mark is opened here and never closed.') };
    for (const { number, text } of behind) yield* this.take(number, text);
  }

  #forget(): void {
    this.#open = null;
    this.#lines = [];
    this.#size = 0;
  }
}

/** One JSON object a line. */
export class JsonRows {
  readonly columns: string[] | null = null;

  *take(line: number, text: string): Generator<FileRow> {
    if (text.trim() === '') return;
    let object: unknown = null;
    if (text.length <= LONGEST_LINE) {
      try {
        object = JSON.parse(text);
      } catch {
        // told below
      }
    }
    if (typeof object === 'object' && object !== null && !Array.isArray(object)) yield { line, object: object as Record<string, unknown> };
    else yield { line, problem: new RowProblem('row.invalid_json', 'One JSON object is expected on each line.') };
  }

  *end(): Generator<FileRow> {}
}
