import type { RejectedLine } from '#shared/contracts/imports.ts';
import type { Money } from '#shared/contracts/basics.ts';
import { type Departure, departureOf, overlap } from '#server/domain/departure.ts';
import type { CustomerRow, DepartureRow, OrderRow } from '#server/domain/import-row.ts';
import { type OwnChurn, worthOf } from '#server/domain/worth.ts';
import type { Customer, Known } from '#server/store/customers.ts';
import { isTaken, type Statement } from '#server/store/db.ts';
import type { Order } from '#server/store/orders.ts';
import type { Settings } from '#shared/contracts/settings.ts';
import { careAfter } from './begin-care.ts';
import { type Deps, storesOf } from './context.ts';
import { yearBefore } from './worth-of.ts';

export type Read<Row> = { line: number; row: Row };
export type Done = { written: number; unchanged: number; rejected: RejectedLine[] };
export type Circumstances = { merchantId: string; settings: Settings; churn: OwnChurn; createCustomers: boolean };

const TRIES = 5;

/** Looks, decides and writes; looks again when somebody else wrote meanwhile. */
async function untilWritten(deps: Deps, decide: () => Promise<{ write: Statement[]; done: Done }>): Promise<Done> {
  for (let tried = 1; ; tried++) {
    const { write, done } = await decide();
    if (write.length === 0) return done;
    try {
      await deps.db.write(write);
      return done;
    } catch (error) {
      if (!isTaken(error) || tried === TRIES) throw error;
    }
  }
}

export const writeCustomers = (deps: Deps, { merchantId }: Circumstances, rows: Read<CustomerRow>[]): Promise<Done> =>
  untilWritten(deps, async () => {
    const { customers } = storesOf(deps, merchantId);
    const known = await customers.listByExternalIds(rows.map(({ row }) => row.externalId));
    const news = rows.flatMap(({ row }) => newsOf(known.get(row.externalId), row, deps.newId) ?? []);
    return {
      write: news.length ? [customers.put(news, deps.now().toISOString())] : [],
      done: { written: news.length, unchanged: rows.length - news.length, rejected: [] },
    };
  });

function newsOf(before: Customer | undefined, row: CustomerRow, newId: Deps['newId']): Known | null {
  const tags = row.tags ?? before?.tags ?? [];
  const contactAllowed = row.contactAllowed ?? before?.contactAllowed ?? true;
  if (!before) return { ...row, id: newId('cus'), tags, contactAllowed };
  const same =
    FIELDS.every((field) => row[field] === null || row[field] === before[field]) &&
    (row.mrr === null || isSameMoney(row.mrr, before.mrr)) &&
    (row.acquisitionCost === null || isSameMoney(row.acquisitionCost, before.acquisitionCost)) &&
    contactAllowed === before.contactAllowed &&
    JSON.stringify(tags) === JSON.stringify(before.tags);
  return same ? null : { ...row, id: before.id, tags, contactAllowed };
}
const FIELDS = ['email', 'name', 'phone', 'locale', 'since', 'plan', 'segment'] as const;
const isSameMoney = (a: Money | null, b: Money | null): boolean => a?.amount === b?.amount && a?.currency === b?.currency;

const nameless = (externalId: string, id: string): Known => ({
  id,
  externalId,
  email: null,
  name: null,
  phone: null,
  locale: null,
  since: null,
  plan: null,
  mrr: null,
  segment: null,
  tags: [],
  contactAllowed: true,
  acquisitionCost: null,
});

export const writeOrders = (deps: Deps, { merchantId, createCustomers }: Circumstances, rows: Read<OrderRow>[]): Promise<Done> =>
  untilWritten(deps, async () => {
    const { customers, orders } = storesOf(deps, merchantId);
    const at = deps.now().toISOString();
    const names = [...new Set(rows.map(({ row }) => row.customer))];
    const ids = await customers.idsOf(names);
    const strangers = names.filter((name) => !ids.has(name));
    const made = createCustomers ? strangers.map((name) => nameless(name, deps.newId('cus'))) : [];
    for (const { externalId, id } of made) ids.set(externalId, id);

    const known = await orders.listByIds(rows.map(({ row }) => row.externalId));
    const rejected: RejectedLine[] = [];
    const news: Order[] = [];
    for (const { line, row } of rows) {
      const customerId = ids.get(row.customer);
      const { customer: _customer, ...rest } = row;
      if (customerId === undefined) rejected.push(unknownCustomer('order', line, row.customer));
      else if (!isSameOrder(known.get(row.externalId), { ...rest, customerId })) news.push({ ...rest, customerId });
    }
    const returns = await returnsShownBy(deps, merchantId, news, at);
    return {
      write: [...(made.length ? [customers.put(made, at)] : []), ...(news.length ? [orders.put(news, at)] : []), ...returns],
      done: { written: news.length, unchanged: rows.length - news.length - rejected.length, rejected },
    };
  });

const unknownCustomer = (noun: string, line: number, name: string): RejectedLine => ({
  line,
  code: `${noun}.unknown_customer`,
  message: `There is no customer “${name}”. Import customers first.`,
});

const isSameOrder = (before: Order | undefined, after: Order): boolean =>
  before !== undefined &&
  before.customerId === after.customerId &&
  before.at === after.at &&
  before.range === after.range &&
  isSameMoney(before.total, after.total) &&
  JSON.stringify(before.items) === JSON.stringify(after.items);

/** Who orders on a later day than they left has come back, and is looked after from then on. */
export async function returnsShownBy(
  deps: Deps,
  merchantId: string,
  orders: Pick<Order, 'customerId' | 'at'>[],
  now: string,
): Promise<Statement[]> {
  const { departures } = storesOf(deps, merchantId);
  const open = (await departures.listOf([...new Set(orders.map(({ customerId }) => customerId))])).filter(
    ({ returnedAt }) => returnedAt === null,
  );
  const write: Statement[] = [];
  for (const departure of open) {
    const later = orders.filter(({ customerId, at }) => customerId === departure.customerId && at.slice(0, 10) > departure.at.slice(0, 10));
    const first = later.map(({ at }) => at).toSorted()[0];
    if (first !== undefined)
      write.push(...departures.returnOf(departure, first, now), ...(await careAfter(deps, merchantId, departure, first)));
  }
  return write;
}

export const writeDepartures = (deps: Deps, { merchantId, settings, churn }: Circumstances, rows: Read<DepartureRow>[]): Promise<Done> =>
  untilWritten(deps, async () => {
    const { customers, departures, orders } = storesOf(deps, merchantId);
    const now = deps.now().toISOString();
    const people = await customers.listByExternalIds(rows.map(({ row }) => row.customer));
    const known = Map.groupBy(await departures.listOf([...people.values()].map(({ id }) => id)), ({ customerId }) => customerId);
    const sums = await orders.sumsOf(
      rows.flatMap(({ row }) => {
        const customer = people.get(row.customer);
        return customer && !customer.mrr && !row.revenue ? [{ customerId: customer.id, from: yearBefore(row.at), until: row.at }] : [];
      }),
    );
    const done: Done = { written: 0, unchanged: 0, rejected: [] };
    const write: Statement[] = [];
    for (const { line, row } of rows) {
      const customer = people.get(row.customer);
      if (!customer) {
        done.rejected.push(unknownCustomer('departure', line, row.customer));
        continue;
      }
      const theirs = known.get(customer.id) ?? [];
      const before = theirs.find(({ at }) => at === row.at);
      const other = theirs.find(
        (one) => one !== before && overlap(one, { at: row.at, returnedAt: row.returnedAt ?? before?.returnedAt ?? null }),
      );
      if (other) {
        done.rejected.push({
          line,
          code: 'departure.already_left',
          message: `This customer left on ${other.at.slice(0, 10)}${other.returnedAt ? ` and came back on ${other.returnedAt.slice(0, 10)}` : ' and has not come back'}.`,
        });
      } else if (before) {
        const after = corrected(before, row);
        if (JSON.stringify(after) === JSON.stringify(before)) done.unchanged++;
        else {
          write.push(...departures.changed(before, after, now));
          if (before.returnedAt === null && after.returnedAt !== null)
            write.push(...(await careAfter(deps, merchantId, before, after.returnedAt)));
          done.written++;
        }
      } else {
        const subscription = row.revenue ?? customer.mrr;
        const worth = worthOf(
          { subscription, ordered: sums.get(customer.id) ?? [], acquisitionCost: customer.acquisitionCost },
          settings.worth,
          churn,
        );
        const { customer: _customer, ...facts } = row;
        const departure = departureOf(
          deps.newId('dep'),
          { ...facts, customerId: customer.id, way: 'import', revenue: worth.revenuePerMonth, lifetimeValue: worth.lostOnDeparture },
          now,
        );
        write.push(...departures.create(departure));
        if (departure.returnedAt !== null) write.push(...(await careAfter(deps, merchantId, departure, departure.returnedAt)));
        known.set(customer.id, [...theirs, departure]);
        done.written++;
      }
    }
    return { write, done };
  });

/** What the file says newly about a departure that is known. */
const corrected = (before: Departure, row: DepartureRow): Departure => ({
  ...before,
  ...(row.reasonText !== null || row.reason !== 'cancel.not_said' ? { reason: row.reason } : {}),
  reasonText: row.reasonText ?? before.reasonText,
  revenue: row.revenue ?? before.revenue,
  note: row.note ?? before.note,
  returnedAt: row.returnedAt ?? before.returnedAt,
});
