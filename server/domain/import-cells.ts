import type { Instant, Money } from '#shared/contracts/basics.ts';
import { decimalsOf } from '#shared/decimals.ts';
import { momentOf } from './moment.ts';

/** Why one line of a file was not taken. `column` is theirs where one is to blame. */
export class RowProblem extends Error {
  readonly code: string;
  readonly column: string | undefined;
  constructor(code: string, message: string, column?: string) {
    super(message);
    this.code = code;
    this.column = column;
  }
}

/** What a line says under one of our names; null: nothing. Text in CSV, anything in JSON. */
export type Cell = { value: unknown; column: string };
export type Cells = (field: string) => Cell | null;
/** What is needed to read a cell: of which kind of thing it speaks, how the file is written, and where the shop is. */
export type Reading = { noun: 'customer' | 'order' | 'departure'; format: 'csv' | 'ndjson'; timeZone: string; currency: string };

const EXCEL_ERROR = /^#(?:N\/A|REF!|NAME\?|VALUE!|DIV\/0!|NULL!|NUM!|SPILL!)$/;
const SHORTENED_NUMBER = /^\d(?:[.,]\d+)?E\+\d+$/i;
const MOST = 1_000_000_000_000;

/** Trimmed; null when blank. @throws RowProblem */
export function text({ noun }: Reading, cell: Cell | null, max: number, { lines = false } = {}): string | null {
  if (!cell) return null;
  const { value, column } = cell;
  if (typeof value === 'object') throw new RowProblem(`${noun}.invalid_text`, 'Text is expected here.', column);
  const said = (lines ? String(value) : String(value).replaceAll(/\s*[\r\n\t]+\s*/g, ' ')).trim();
  if (said === '') return null;
  if (said.length > max) throw new RowProblem(`${noun}.too_long`, `At most ${max} characters.`, column);
  if (said.includes('\ufffd')) throw new RowProblem('row.wrong_encoding', 'This is not UTF-8. Save the file as “CSV UTF-8”.', column);
  // eslint-disable-next-line no-control-regex
  if ((lines ? /\u0000/ : /[\u0000-\u001f\u007f]/).test(said))
    throw new RowProblem(`${noun}.invalid_character`, 'There is a character here that cannot be kept.', column);
  if (said[0] === '#' && EXCEL_ERROR.test(said))
    throw new RowProblem('row.excel_error', `The spreadsheet wrote its error ${said} here.`, column);
  return said;
}

/** The merchant's own name for something. @throws RowProblem */
export function id(reading: Reading, cell: Cell | null, missing: string): string {
  const said = text(reading, cell, 200);
  if (said === null)
    throw new RowProblem(`${reading.noun}.${missing}_missing`, 'This is blank, and nothing can be told apart without it.', cell?.column);
  if (SHORTENED_NUMBER.test(said))
    throw new RowProblem(
      'row.excel_number',
      `The spreadsheet shortened a long number to ${said}. Format the column as text.`,
      cell?.column,
    );
  return said;
}

/** Three capital letters that name a currency; the shop's own where nothing is said. @throws RowProblem */
export function currencyOf(reading: Reading, cell: Cell | null, usual = reading.currency): string {
  const said = text(reading, cell, 20)?.toUpperCase() ?? usual;
  if (!/^[A-Z]{3}$/.test(said)) throw new RowProblem(`${reading.noun}.invalid_currency`, 'Three letters, as in EUR.', cell?.column);
  return said;
}

/** Major units with a point in CSV (`53.85`), minor units or `{amount, currency}` in JSON; null when blank. @throws RowProblem */
export function money(reading: Reading, cell: Cell | null, currency: string): Money | null {
  if (cell && reading.format === 'ndjson' && typeof cell.value === 'object' && cell.value !== null) return moneyObject(reading, cell);
  const said = text(reading, cell, 40);
  if (said === null || !cell) return null;
  const digits = reading.format === 'csv' ? decimalsOf(currency) : 0;
  const [, whole, part = ''] = /^(\d{1,15})(?:\.(\d*))?$/.exec(said) ?? [];
  const kept = part.replace(/0+$/, '');
  if (whole === undefined || kept.length > digits) throw invalidAmount(reading, said, cell.column, digits);
  const amount = Number(whole + kept.padEnd(digits, '0'));
  if (amount > MOST) throw new RowProblem(`${reading.noun}.invalid_amount`, 'This is more than can be reckoned with.', cell.column);
  return { amount, currency };
}

function moneyObject(reading: Reading, { value, column }: Cell): Money {
  const { amount, currency } = value as Partial<Money>; // looked at below
  if (!Number.isSafeInteger(amount) || amount === undefined || amount < 0 || amount > MOST || !/^[A-Z]{3}$/.test(String(currency)))
    throw new RowProblem(
      `${reading.noun}.invalid_amount`,
      'Whole minor units and a currency, as in {"amount": 5385, "currency": "USD"}.',
      column,
    );
  return { amount, currency: String(currency) };
}

function invalidAmount({ noun, format }: Reading, said: string, column: string, digits: number): RowProblem {
  const hint =
    format === 'ndjson'
      ? 'In JSON an amount is a whole number of minor units: 5385 for 53.85.'
      : /^\d+\.\d+$/.test(said)
        ? `This currency has ${digits} digits after the point.`
        : 'Write it as 1234.50: a point, no thousands separators, no currency sign, not below zero.';
  return new RowProblem(`${noun}.invalid_amount`, `“${said}” is no amount. ${hint}`, column);
}

const KEPT_DATES = 4000;
const readDates = new Map<string, Instant>();

/** A date, begun in the shop's own time zone, or a moment; null when blank. @throws RowProblem */
export function instant(reading: Reading, cell: Cell | null): Instant | null {
  const said = text(reading, cell, 40);
  if (said === null) return null;
  const key = `${said} ${reading.timeZone}`;
  const known = readDates.get(key);
  if (known) return known;
  const read = momentOf(said, reading.timeZone);
  if (!read) throw invalidDate(reading, said, cell?.column);
  if (readDates.size >= KEPT_DATES) readDates.clear();
  readDates.set(key, read);
  return read;
}

/** A date stays a date. @throws RowProblem */
export function dateOrInstant(reading: Reading, cell: Cell | null): string | null {
  const said = text(reading, cell, 40);
  const at = instant(reading, cell);
  return said?.length === 'YYYY-MM-DD'.length ? said : at;
}

function invalidDate({ noun }: Reading, said: string, column: string | undefined): RowProblem {
  const hint = /^\d{5}(\.\d+)?$/.test(said)
    ? 'It is the number a spreadsheet keeps for a date: format the column as 2026-10-31.'
    : /^\d{1,2}[./-]\d{1,2}[./-]\d{2,4}/.test(said)
      ? 'Day and month cannot be told apart: write 2026-10-31.'
      : 'Write 2026-10-31 or 2026-10-31T14:30:00Z.';
  return new RowProblem(`${noun}.invalid_date`, `“${said}” is no date. ${hint}`, column);
}

const YES = new Set(['true', 'yes', 'y', '1']);
const NO = new Set(['false', 'no', 'n', '0']);
/** @throws RowProblem */
export function yesOrNo(reading: Reading, cell: Cell | null): boolean | null {
  const said = text(reading, cell, 20)?.toLowerCase() ?? null;
  if (said === null) return null;
  if (!YES.has(said) && !NO.has(said)) throw new RowProblem(`${reading.noun}.invalid_yes_no`, 'Write true or false.', cell?.column);
  return YES.has(said);
}
