import type { Instant, Money } from '#shared/contracts/basics.ts';
import { type Db, type InValue, type Row, type Statement, sql } from './db.ts';
import { matchingTogether } from './word-index.ts';

/** A person known by the merchant's own id, by mail, or only by one case; never deleted because they left. */
export type Customer = {
  id: string;
  externalId: string | null;
  email: string | null;
  name: string | null;
  phone: string | null;
  locale: string | null;
  since: string | null;
  plan: string | null;
  mrr: Money | null;
  segment: string | null;
  tags: string[];
  contactAllowed: boolean;
  acquisitionCost: Money | null;
  /** Why nothing of this person may be erased now. */
  legalHold: string | null;
  erasedAt: Instant | null;
  createdAt: Instant;
  updatedAt: Instant;
};

export type KnownAs = { externalId: string } | { email: string };
type Kept = 'legalHold' | 'erasedAt' | 'createdAt' | 'updatedAt';
export type Details = Partial<Omit<Customer, 'id' | 'externalId' | 'acquisitionCost' | Kept>>;
/** What is known of a customer of the merchant's own numbering. */
export type Known = Omit<Customer, Kept | 'externalId'> & { externalId: string };
export type CustomerStore = ReturnType<typeof createCustomerStore>;

export function createCustomerStore(db: Db, merchantId: string) {
  async function find(known: KnownAs): Promise<Customer | null> {
    const [where, value] =
      'externalId' in known ? ['external_id = ?', known.externalId] : ['external_id is null and email = ?', known.email.toLowerCase()];
    const row = await db.readOne(`select * from customers where merchant_id = ? and ${where}`, [merchantId, value]);
    return row ? toCustomer(row) : null;
  }

  async function findById(id: string): Promise<Customer | null> {
    const row = await db.readOne('select * from customers where merchant_id = ? and id = ?', [merchantId, id]);
    return row ? toCustomer(row) : null;
  }

  async function listByIds(ids: string[]): Promise<Map<string, Customer>> {
    if (ids.length === 0) return new Map();
    const rows = await db.read('select * from customers where +merchant_id = ? and id in (select value from json_each(?))', [
      merchantId,
      JSON.stringify(ids),
    ]);
    return new Map(rows.map(toCustomer).map((customer) => [customer.id, customer]));
  }

  /** Writes what is newly known about a customer; what is not named stays. A lost race to create one fails as a taken key. */
  function upsert(before: Customer | null, id: string, known: KnownAs, details: Details, at: Instant): Statement[] {
    if (!before) {
      const email = details.email ?? ('email' in known ? known.email : null);
      return [
        sql(
          `insert into customers (id, merchant_id, external_id, email, name, phone, locale, since, plan, mrr_amount, mrr_currency, segment, tags, contact_allowed, created_at, updated_at)
           values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
          id,
          merchantId,
          'externalId' in known ? known.externalId : null,
          email?.toLowerCase() ?? null,
          details.name ?? null,
          details.phone ?? null,
          details.locale ?? null,
          details.since ?? null,
          details.plan ?? null,
          details.mrr?.amount ?? null,
          details.mrr?.currency ?? null,
          details.segment ?? null,
          JSON.stringify(details.tags ?? []),
          details.contactAllowed === false ? 0 : 1,
          at,
          at,
        ),
      ];
    }
    const columns: [string, InValue | undefined][] = [
      ['email', details.email?.toLowerCase()],
      ['name', details.name],
      ['phone', details.phone],
      ['locale', details.locale],
      ['since', details.since],
      ['plan', details.plan],
      ['mrr_amount', details.mrr?.amount],
      ['mrr_currency', details.mrr?.currency],
      ['segment', details.segment],
      ['tags', details.tags && JSON.stringify(details.tags)],
      ['contact_allowed', details.contactAllowed === undefined ? undefined : Number(details.contactAllowed)],
    ];
    const changed = columns.filter((column): column is [string, InValue] => column[1] !== undefined && column[1] !== null);
    if (changed.length === 0) return [];
    const set = changed.map(([name]) => `${name} = ?`).join(', ');
    return [
      sql(
        `update customers set ${set}, updated_at = ? where merchant_id = ? and id = ?`,
        ...changed.map(([, value]) => value),
        at,
        merchantId,
        before.id,
      ),
    ];
  }

  /** Writes exactly what is named; null clears. */
  function edit(id: string, details: { [Field in keyof typeof COLUMNS]?: InValue }, at: Instant): Statement[] {
    const changed = Object.entries(details) as [keyof typeof COLUMNS, InValue][]; // only its own fields
    if (changed.length === 0) return [];
    const set = changed.map(([field]) => `${COLUMNS[field]} = ?`).join(', ');
    return [
      sql(
        `update customers set ${set}, updated_at = ? where merchant_id = ? and id = ?`,
        ...changed.map(([, value]) => value),
        at,
        merchantId,
        id,
      ),
    ];
  }

  type Asked = { q?: string | undefined; after?: [createdAt: string, id: string] | undefined; limit: number };

  /** Oldest first; `q` are words of a name, an address or a number, or their beginnings, in any order. */
  async function list({ q = '', after, limit }: Asked): Promise<Customer[]> {
    if (q.trim() !== '') return search(q, after?.[1], limit);
    const rows = await db.read(
      `select * from customers where merchant_id = ? ${after ? 'and (created_at, id) > (?, ?)' : ''} order by created_at, id limit ?`,
      [merchantId, ...(after ?? []), limit],
    );
    return rows.map(toCustomer);
  }

  async function search(q: string, after: string | undefined, limit: number): Promise<Customer[]> {
    const words = matchingTogether(merchantId, q);
    if (words === null) return [];
    // The cross joins keep the order: what was found first, then only those rows.
    const rows = await db.read(
      `select customers.* from (
         select rowid as seq from customer_words where customer_words match ? and rowid > coalesce((select seq from customer_numbers where customer_id = ?), 0)
         order by rowid limit ?) as found
       cross join customer_numbers on customer_numbers.seq = found.seq
       cross join customers on customers.id = customer_numbers.customer_id
       where customers.merchant_id = ? order by found.seq`,
      [words, after ?? '', limit, merchantId],
    );
    return rows.map(toCustomer);
  }

  /** Some customers by the merchant's own ids. */
  async function listByExternalIds(ids: string[]): Promise<Map<string, Customer>> {
    const rows = await db.read('select * from customers where merchant_id = ? and external_id in (select value from json_each(?))', [
      merchantId,
      JSON.stringify(ids),
    ]);
    return new Map(rows.map(toCustomer).map((customer) => [customer.externalId ?? '', customer]));
  }

  /** Our ids of some customers, by the merchant's own. One row of JSON: hundreds of rows cost more to hand over than to find. */
  async function idsOf(externalIds: string[]): Promise<Map<string, string>> {
    const row = await db.readOne(
      'select json_group_array(json_array(external_id, id)) as ids from customers where merchant_id = ? and external_id in (select value from json_each(?))',
      [merchantId, JSON.stringify(externalIds)],
    );
    return new Map(JSON.parse(String(row?.ids)) as [string, string][]); // both columns are text
  }

  /** New customers, and what is newly known of others, in one statement. What is null stays. */
  const put = (customers: Known[], at: Instant): Statement =>
    sql(
      `insert into customers (merchant_id, created_at, updated_at, id, external_id, email, name, phone, locale, since, plan, mrr_amount, mrr_currency, acquisition_cost_amount, acquisition_cost_currency, segment, tags, contact_allowed)
       select ?, ?, ?, ${Array.from({ length: 15 }, (_, i) => `value ->> ${i}`).join(', ')} from json_each(?) where true
       on conflict (merchant_id, external_id) where external_id is not null do update set ${NEWLY_KNOWN.map((column) => `${column} = coalesce(excluded.${column}, ${column})`).join(', ')},
         tags = excluded.tags, contact_allowed = excluded.contact_allowed, updated_at = excluded.updated_at`,
      merchantId,
      at,
      at,
      JSON.stringify(
        customers.map((one) => [
          one.id,
          one.externalId,
          one.email,
          one.name,
          one.phone,
          one.locale,
          one.since,
          one.plan,
          one.mrr?.amount ?? null,
          one.mrr?.currency ?? null,
          one.acquisitionCost?.amount ?? null,
          one.acquisitionCost?.currency ?? null,
          one.segment,
          JSON.stringify(one.tags),
          Number(one.contactAllowed),
        ]),
      ),
    );

  return { find, findById, listByIds, listByExternalIds, idsOf, upsert, put, edit, list };
}

const NEWLY_KNOWN = [
  'email',
  'name',
  'phone',
  'locale',
  'since',
  'plan',
  'mrr_amount',
  'mrr_currency',
  'acquisition_cost_amount',
  'acquisition_cost_currency',
  'segment',
];

const COLUMNS = {
  email: 'email',
  name: 'name',
  phone: 'phone',
  locale: 'locale',
  since: 'since',
  plan: 'plan',
  mrrAmount: 'mrr_amount',
  mrrCurrency: 'mrr_currency',
  acquisitionCostAmount: 'acquisition_cost_amount',
  acquisitionCostCurrency: 'acquisition_cost_currency',
  segment: 'segment',
  tags: 'tags',
  contactAllowed: 'contact_allowed',
  legalHold: 'legal_hold',
} as const;

/** Only this file writes these columns, from these same types. */
function toCustomer(row: Row): Customer {
  const money = (amount: InValue | undefined, currency: InValue | undefined): Money | null =>
    amount === null || amount === undefined ? null : { amount: Number(amount), currency: String(currency) };
  const text = (value: InValue | undefined) => (value === null || value === undefined ? null : String(value));
  return {
    id: String(row.id),
    externalId: text(row.external_id),
    email: text(row.email),
    name: text(row.name),
    phone: text(row.phone),
    locale: text(row.locale),
    since: text(row.since),
    plan: text(row.plan),
    mrr: money(row.mrr_amount, row.mrr_currency),
    segment: text(row.segment),
    tags: JSON.parse(String(row.tags)) as string[],
    contactAllowed: row.contact_allowed === 1,
    acquisitionCost: money(row.acquisition_cost_amount, row.acquisition_cost_currency),
    legalHold: text(row.legal_hold),
    erasedAt: text(row.erased_at),
    createdAt: String(row.created_at),
    updatedAt: String(row.updated_at),
  };
}
