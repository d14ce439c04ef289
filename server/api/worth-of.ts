import type { Instant, Money } from '#shared/contracts/basics.ts';
import type { Settings } from '#shared/contracts/settings.ts';
import { type OwnChurn, type Worth, worthOf } from '#server/domain/worth.ts';
import type { Customer } from '#server/store/customers.ts';
import type { Stores } from './context.ts';

const YEAR_MS = 365 * 86_400_000;

export const yearBefore = (at: Instant): Instant => new Date(Date.parse(at) - YEAR_MS).toISOString();

/** Where the merchant's days begin. */
export const timeZoneOf = ({ calendars, clocks }: Settings): string => calendars.calendars[clocks.calendar]?.timeZone ?? 'UTC';

/** How many of this merchant's customers leave. */
export const churnOf = ({ departures }: Pick<Stores, 'departures'>, at: Instant): Promise<OwnChurn> =>
  departures.countSince(yearBefore(at));

/** What a customer is worth at a moment. @param revenue per month, where it is known better than from their record */
export async function worthAt(
  stores: Pick<Stores, 'departures' | 'orders'>,
  customer: Pick<Customer, 'id' | 'mrr' | 'acquisitionCost'>,
  settings: Settings,
  at: Instant,
  revenue: Money | null = null,
): Promise<Worth> {
  const subscription = revenue ?? customer.mrr;
  const [sums, churn] = await Promise.all([
    subscription ? new Map<string, Money[]>() : stores.orders.sumsOf([{ customerId: customer.id, from: yearBefore(at), until: at }]),
    churnOf(stores, at),
  ]);
  return worthOf({ subscription, ordered: sums.get(customer.id) ?? [], acquisitionCost: customer.acquisitionCost }, settings.worth, churn);
}
