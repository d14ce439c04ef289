import type { Instant, Money } from '#shared/contracts/basics.ts';
import {
  type Cell,
  type Cells,
  currencyOf,
  dateOrInstant,
  id,
  instant,
  money,
  type Reading,
  RowProblem,
  text,
  yesOrNo,
} from './import-cells.ts';
import { knownReason, type OwnReasons } from './own-reasons.ts';

/** What a line says about a customer; null: nothing. */
export type CustomerRow = {
  externalId: string;
  email: string | null;
  name: string | null;
  phone: string | null;
  locale: string | null;
  since: string | null;
  plan: string | null;
  mrr: Money | null;
  acquisitionCost: Money | null;
  segment: string | null;
  tags: string[] | null;
  contactAllowed: boolean | null;
};
type Item = { sku?: string; range?: string; quantity: number; total: number };
export type OrderRow = { externalId: string; customer: string; at: Instant; total: Money; range: string | null; items: Item[] | null };
export type DepartureRow = {
  customer: string;
  at: Instant;
  reason: string;
  reasonText: string | null;
  /** null: not said here. */
  revenue: Money | null;
  note: string | null;
  returnedAt: Instant | null;
};

// The same address that `PUT /v1/customers/{externalId}` takes.
const ADDRESS = /^(?!\.)(?!.*\.\.)([A-Za-z0-9_'+\-.]*)[A-Za-z0-9_+-]@([A-Za-z0-9][A-Za-z0-9-]*\.)+[A-Za-z]{2,}$/;
const LANGUAGE = /^[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*$/;

/** @throws RowProblem */
export function readCustomer(cells: Cells, reading: Reading): CustomerRow {
  const email = text(reading, cells('email'), 254)?.toLowerCase() ?? null;
  if (email !== null && !ADDRESS.test(email))
    throw new RowProblem('customer.invalid_email', 'This is no mail address.', cells('email')?.column);
  const locale = text(reading, cells('locale'), 40)?.replaceAll('_', '-') ?? null;
  if (locale !== null && !LANGUAGE.test(locale))
    throw new RowProblem('customer.invalid_locale', 'A language as in en or pt-BR.', cells('locale')?.column);
  const currency = currencyOf(reading, cells('currency'));
  return {
    externalId: id(reading, cells('externalId'), 'id'),
    email,
    name: text(reading, cells('name'), 200),
    phone: text(reading, cells('phone'), 50),
    locale,
    since: dateOrInstant(reading, cells('since')),
    plan: text(reading, cells('plan'), 100),
    mrr: money(reading, cells('mrr'), currency),
    acquisitionCost: money(reading, cells('acquisitionCost'), currency),
    segment: text(reading, cells('segment'), 60),
    tags: tagsOf(reading, cells('tags')),
    contactAllowed: yesOrNo(reading, cells('contactAllowed')),
  };
}

/** @throws RowProblem */
export function readOrder(cells: Cells, reading: Reading): OrderRow {
  const total = money(reading, cells('total'), currencyOf(reading, cells('currency')));
  if (!total) throw new RowProblem('order.total_missing', 'The order has no total.', cells('total')?.column);
  return {
    externalId: id(reading, cells('externalId'), 'id'),
    customer: id(reading, cells('customer'), 'customer'),
    at: required(instant(reading, cells('at')), reading, cells('at')),
    total,
    range: text(reading, cells('range'), 100),
    items: itemsOf(reading, cells('items')),
  };
}

/**
 * Their words as a reason of ours: by what was agreed for these words, else `cancel.other`.
 *
 * @param mapped their words in small letters, to our ids
 * @param customersCurrency of the customer's own revenue, where nothing else is said
 * @returns null when the line does not say that anybody left: neither a date of its own nor a reason
 * @throws RowProblem
 */
export function readDeparture(
  cells: Cells,
  reading: Reading,
  mapped: Map<string, string>,
  isConstant: (field: string) => boolean,
  own: Pick<OwnReasons, 'own'>,
): DepartureRow | null {
  const said = text(reading, cells('reason'), 60);
  const words = text(reading, cells('reason_text'), 500, { lines: true });
  const at = instant(reading, cells('at'));
  const asksForReason = cells('reason') !== null || cells('reason_text') !== null;
  if (said === null && words === null && (at === null || (isConstant('at') && asksForReason))) return null;
  if (said !== null && knownReason(own, said)?.kind !== 'cancellation')
    throw new RowProblem(
      'departure.unknown_reason',
      `There is no reason for leaving “${said}”. Give their words as reason_text.`,
      cells('reason')?.column,
    );
  const from = required(at, reading, cells('at'));
  const returnedAt = instant(reading, cells('returnedAt'));
  if (returnedAt !== null && returnedAt < from)
    throw new RowProblem('departure.returned_before', 'They cannot come back before they left.', cells('returnedAt')?.column);
  return {
    customer: id(reading, cells('customer'), 'customer'),
    at: from,
    reason: said ?? (words === null ? 'cancel.not_said' : (mapped.get(words.toLowerCase()) ?? 'cancel.other')),
    reasonText: words,
    revenue: money(reading, cells('revenue'), currencyOf(reading, cells('currency'))),
    note: text(reading, cells('note'), 2000, { lines: true }),
    returnedAt,
  };
}

function required(at: Instant | null, { noun }: Reading, cell: Cell | null): Instant {
  if (at === null) throw new RowProblem(`${noun}.date_missing`, 'There is no date.', cell?.column);
  return at;
}

/** `a, b` or `a; b` in CSV, a list in JSON. */
function tagsOf(reading: Reading, cell: Cell | null): string[] | null {
  const said = Array.isArray(cell?.value) ? cell.value.map(String) : text(reading, cell, 3000)?.split(/[,;|]/);
  if (!said) return null;
  const tags = [...new Set(said.map((tag) => tag.trim()).filter(Boolean))];
  if (tags.length > 50 || tags.some((tag) => tag.length > 60))
    throw new RowProblem('customer.invalid_tags', 'At most 50 tags of 60 characters.', cell?.column);
  return tags;
}

/** A JSON list, in CSV too; totals are minor units. */
function itemsOf(reading: Reading, cell: Cell | null): Item[] | null {
  if (!cell || (typeof cell.value === 'string' && cell.value.trim() === '')) return null;
  const problem = () =>
    new RowProblem(
      'order.invalid_items',
      'A JSON list as in [{"sku": "K-1", "range": "Kettles", "quantity": 1, "total": 5490}].',
      cell.column,
    );
  const listed: unknown = typeof cell.value === 'string' ? parsed(cell.value) : cell.value;
  if (!Array.isArray(listed) || listed.length > 500) throw problem();
  return listed.map((item: unknown) => {
    if (typeof item !== 'object' || item === null) throw problem();
    const { sku, range, quantity, total } = item as Record<string, unknown>;
    if (typeof quantity !== 'number' || !(quantity > 0) || !Number.isSafeInteger(total) || Number(total) < 0) throw problem();
    const [known, shelf] = [sku, range].map((value) =>
      text(reading, value === undefined || value === null ? null : { value, column: cell.column }, 100),
    );
    return { ...(known && { sku: known }), ...(shelf && { range: shelf }), quantity, total: Number(total) };
  });
}

function parsed(json: string): unknown {
  try {
    return JSON.parse(json);
  } catch {
    return null;
  }
}
