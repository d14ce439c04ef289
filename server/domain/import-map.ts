import { DomainError } from './errors.ts';

export const IMPORT_KINDS = ['customers', 'orders', 'departures'] as const;
export type ImportKind = (typeof IMPORT_KINDS)[number];
/** Our field, to their column or `=constant`. */
export type ImportMap = Record<string, string>;

/** Our names, and what other programs call the same. The first of a row is ours. */
const FIELDS: Record<ImportKind, { required: string[]; names: Record<string, string[]> }> = {
  customers: {
    required: ['externalId'],
    names: {
      externalId: [
        'id',
        'customer',
        'customerid',
        'customernumber',
        'customerno',
        'clientid',
        'userid',
        'accountid',
        'accountnumber',
        'kundennummer',
        'kundennr',
      ],
      email: ['mail', 'emailaddress', 'mailaddress', 'customeremail'],
      name: ['fullname', 'customername', 'company', 'companyname', 'contactname', 'displayname'],
      phone: ['telephone', 'phonenumber', 'mobile', 'tel', 'telefon'],
      locale: ['language', 'lang', 'sprache'],
      since: ['customersince', 'created', 'createdat', 'createdon', 'signupdate', 'startdate', 'joined', 'registered', 'firstorder'],
      plan: ['product', 'subscription', 'tariff', 'contract', 'tier', 'planname'],
      mrr: ['monthlycharges', 'monthlyrevenue', 'revenuepermonth', 'monthlyfee', 'monthlyamount', 'monthlyprice'],
      currency: ['currencycode', 'waehrung', 'währung'],
      acquisitionCost: ['cac', 'costtoacquire', 'acquisitioncosts'],
      segment: ['customersegment', 'customergroup', 'group'],
      tags: ['labels', 'tag'],
      contactAllowed: ['acceptsmarketing', 'emailmarketing', 'optin', 'maycontact', 'consent'],
    },
  },
  orders: {
    required: ['externalId', 'customer', 'at', 'total'],
    names: {
      externalId: ['id', 'order', 'orderid', 'ordernumber', 'orderno', 'invoice', 'invoiceid', 'invoicenumber', 'name', 'bestellnummer'],
      customer: ['customerid', 'customernumber', 'clientid', 'userid', 'accountid', 'kundennummer', 'kundennr'],
      at: ['date', 'orderdate', 'created', 'createdat', 'orderedat', 'paidat', 'invoicedate', 'bestelldatum', 'datum'],
      total: ['amount', 'ordertotal', 'totalprice', 'grandtotal', 'revenue', 'sum', 'summe', 'betrag'],
      currency: ['currencycode', 'waehrung', 'währung'],
      range: ['category', 'productrange', 'producttype', 'department', 'kategorie'],
      items: ['lineitems', 'lines', 'positions'],
    },
  },
  departures: {
    required: ['customer', 'at'],
    names: {
      customer: ['customerid', 'id', 'externalid', 'customernumber', 'clientid', 'userid', 'accountid', 'kundennummer', 'kundennr'],
      at: [
        'date',
        'leftat',
        'lefton',
        'left',
        'churndate',
        'churnedat',
        'canceledat',
        'cancelledat',
        'cancellationdate',
        'enddate',
        'endedat',
        'departuredate',
      ],
      reason: ['reasonid'],
      reason_text: ['reasontext', 'churnreason', 'cancellationreason', 'cancelreason', 'reasonforleaving', 'why', 'grund'],
      revenue: ['mrr', 'monthlycharges', 'monthlyrevenue', 'revenuepermonth', 'revenuelost', 'lostrevenue'],
      currency: ['currencycode', 'waehrung', 'währung'],
      note: ['notes', 'comment', 'comments', 'remark'],
      returnedAt: ['returned', 'cameback', 'reactivatedat', 'wonbackat'],
    },
  },
};

export const fieldsOf = (kind: ImportKind): { field: string; required: boolean }[] =>
  Object.keys(FIELDS[kind].names).map((field) => ({ field, required: FIELDS[kind].required.includes(field) }));

const plain = (name: string): string => name.toLowerCase().replaceAll(/[^\p{L}\p{N}]/gu, '');

/** Which column is probably meant for each field; a column is proposed once. */
export function suggestMap(kind: ImportKind, columns: string[]): ImportMap {
  const map: ImportMap = {};
  const taken = new Set<string>();
  const propose = (field: string, names: string[]) => {
    const column = names.map((name) => columns.find((one) => plain(one) === name && !taken.has(one))).find((one) => one !== undefined);
    if (map[field] !== undefined || column === undefined) return;
    map[field] = column;
    taken.add(column);
  };
  const fields = Object.entries(FIELDS[kind].names);
  for (const [field] of fields) propose(field, [plain(field)]);
  for (const [field, names] of fields) propose(field, names);
  return map;
}

/** Where each field of a line comes from. */
export type Plan = Map<string, { column: string; constant: string | null }>;

/**
 * Checks a map against the columns there are; without a map the columns bear our names.
 *
 * @param columns null: a file without a header, whose lines name their fields themselves
 * @throws import.map_invalid, import.missing_column
 */
export function planOf(kind: ImportKind, columns: string[] | null, map: ImportMap | null): Plan {
  const { required, names } = FIELDS[kind];
  const given =
    map ??
    Object.fromEntries(
      Object.keys(names).map((field) => [field, columns?.find((one) => plain(one) === plain(field)) ?? (columns ? '' : field)]),
    );
  const plan: Plan = new Map();
  for (const [field, from] of Object.entries(given)) {
    if (!(field in names))
      throw new DomainError('import.map_invalid', `There is no field “${field}”. There are: ${Object.keys(names).join(', ')}.`, [
        { path: `map.${field}`, message: 'Unknown field.' },
      ]);
    if (from === '') continue;
    if (from.startsWith('=')) plan.set(field, { column: field, constant: from.slice(1) });
    else if (columns && !columns.includes(from)) throw missingColumn(field, from, columns);
    else plan.set(field, { column: from, constant: null });
  }
  for (const field of required) if (!plan.has(field)) throw missingColumn(field, field, columns ?? []);
  return plan;
}

const missingColumn = (field: string, column: string, columns: string[]) =>
  new DomainError(
    'import.missing_column',
    `There is no column “${column}” for “${field}”. The file has: ${columns.slice(0, 50).join(', ') || 'no columns'}. Say which one is meant with map.`,
    [{ path: `map.${field}`, message: `No column “${column}”.` }],
  );

/** Which lines count: `Churn Value=1` or `State!=closed`. */
export type Where = { column: string; value: string; not: boolean };

/** @throws import.map_invalid, import.missing_column */
export function readWhere(condition: string, columns: string[] | null): Where {
  const [, column = '', not, value = ''] = /^([^=!]+)(!?)=(.*)$/s.exec(condition) ?? [];
  const name = column.trim();
  if (name === '')
    throw new DomainError('import.map_invalid', `“${condition}” is no condition: write COLUMN=VALUE or COLUMN!=VALUE.`, [
      { path: 'where', message: 'No condition.' },
    ]);
  if (columns && !columns.includes(name)) throw missingColumn('where', name, columns);
  return { column: name, value: value.trim(), not: not === '!' };
}
