import { stringify } from 'csv-stringify/sync';
import type { Context, TypedResponse } from 'hono';
import { decimalsOf } from '#shared/decimals.ts';
import type { Money } from '#shared/contracts/basics.ts';

export type Cell = string | number | boolean | null | undefined;
/** A table with a first row of names. */
export type Table = { name: string; columns: string[]; rows: Cell[][] };

/** In major units with a point, as imports read it: 53.85. */
export const major = (money: Money | null | undefined): number | null => (money ? money.amount / 10 ** decimalsOf(money.currency) : null);

/** Texts that a table program would take for a formula get an apostrophe; numbers below zero stay numbers. */
export const writeCsv = ({ columns, rows }: Table): string =>
  stringify(rows, {
    header: true,
    columns,
    escape_formulas: true,
    record_delimiter: 'windows',
    cast: {
      boolean: (value) => (value ? 'true' : 'false'),
      number: (value) => ({ value: String(value), escape_formulas: false }),
    },
  });

export const wantsCsv = (c: Context, format: string | undefined): boolean =>
  format ? format === 'csv' : /^\s*text\/csv\b/.test(c.req.header('accept') ?? '');

/** The answer as JSON, or the same as a table when the caller asks for CSV. */
export function answerAs<Answer extends object>(
  c: Context,
  format: string | undefined,
  answer: Answer,
  table: (answer: Answer) => Table,
): TypedResponse<Answer, 200, 'json'> {
  c.header('Vary', 'Accept', { append: true });
  if (!wantsCsv(c, format)) return c.json(answer, 200) as unknown as TypedResponse<Answer, 200, 'json'>; // plain data, the same after JSON
  const drawn = table(answer);
  return c.body(writeCsv(drawn), 200, {
    'Content-Type': 'text/csv; charset=utf-8; header=present',
    'Content-Disposition': `attachment; filename="${drawn.name}.csv"`,
  }) as unknown as TypedResponse<Answer, 200, 'json'>; // another form of the same answer
}
