import type { Readable } from 'node:stream';
import { parse } from 'csv-parse';
import { reasonOf } from './reasons.ts';

/** A customer who left, in the shape the cancellation calls want. */
export type Leaver = { customer: string; plan: string; mrrMinor: number; words: string; reason: string };

type Row = Record<'CustomerID' | 'Contract' | 'Monthly Charges' | 'Churn Value' | 'Churn Reason', string>;

/** "53.85" as 5385, without the rounding errors of binary fractions. */
export const minorUnits = (major: string) => Math.round(Number(major) * 100);

export async function readLeavers(csv: Readable): Promise<Leaver[]> {
  const leavers: Leaver[] = [];
  for await (const row of csv.pipe(parse({ columns: true, bom: true, skip_empty_lines: true })) as AsyncIterable<Row>) {
    if (row['Churn Value'] !== '1') continue;
    const words = row['Churn Reason'];
    leavers.push({
      customer: row.CustomerID,
      plan: row.Contract,
      mrrMinor: minorUnits(row['Monthly Charges']),
      words,
      reason: reasonOf(words),
    });
  }
  return leavers;
}
