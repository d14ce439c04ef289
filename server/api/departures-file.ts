import type { Page } from '#shared/contracts/basics.ts';
import type { DepartureView } from '#shared/contracts/departures.ts';
import { labelOfReason, type OwnReasons } from '#server/domain/own-reasons.ts';
import { type Cell, major, writeCsv } from './csv.ts';

const COLUMNS: [name: string, cell: (one: DepartureView, names: Map<string, string>, own: OwnReasons) => Cell][] = [
  ['customer', ({ customer }) => customer.externalId ?? customer.id],
  ['name', ({ customer }) => customer.name],
  ['email', ({ customer }) => customer.email],
  ['since', ({ customer }) => customer.since],
  ['at', ({ at }) => at],
  ['reason', ({ reason }) => reason],
  ['reason_label', ({ reason }, _names, own) => reason && labelOfReason(own, reason, 'en')],
  ['reason_text', ({ reasonText }) => reasonText],
  ['segment', ({ segment }) => segment],
  ['way', ({ way }) => way],
  ['revenue', ({ revenue }) => major(revenue)],
  ['lifetime_value', ({ lifetimeValue }) => major(lifetimeValue)],
  ['currency', ({ revenue, lifetimeValue }) => (revenue ?? lifetimeValue)?.currency],
  ['note', ({ note }) => note],
  ['returned_at', ({ returnedAt }) => returnedAt],
  ['decision', ({ decision }) => decision?.what],
  ['decision_why', ({ decision }) => decision?.why],
  ['decided_by', ({ decision }, names) => decision?.by && (names.get(decision.by) ?? decision.by)],
  ['decided_at', ({ decision }) => decision?.at],
  ['may_contact', ({ customer }) => customer.contactAllowed],
];

/** The register page by page, so that its length costs no memory. Amounts in major units, columns as imports read them. */
export async function* tableOfRegister(
  read: (cursor: string | undefined) => Promise<Page<DepartureView>>,
  names: Map<string, string>,
  own: OwnReasons,
): AsyncGenerator<string> {
  const columns = COLUMNS.map(([name]) => name);
  let cursor: string | undefined;
  let isFirst = true;
  do {
    const page = await read(cursor);
    const text = writeCsv({ name: 'departures', columns, rows: page.items.map((one) => COLUMNS.map(([, cell]) => cell(one, names, own))) });
    yield isFirst ? text : text.slice(text.indexOf('\n') + 1);
    isFirst = false;
    cursor = page.nextCursor ?? undefined;
  } while (cursor);
}
