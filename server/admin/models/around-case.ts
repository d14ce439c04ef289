import { computed, signal } from '@preact/signals';
import type { Page } from '#shared/contracts/basics.ts';
import type { TimelineItem } from '#shared/contracts/customer.ts';
import type { OrderView as Order, WorthView as Worth } from '#shared/contracts/orders.ts';
import { Refused, type StaffClient } from '../client.ts';
import { createReading } from './reading.ts';

type Timeline = { items: (typeof TimelineItem)['_zod']['output'][] };

/** Something of which there may be none. `absent`: the server says that there is no such thing. */
export function createLookup<Answer>(read: () => Promise<Answer>) {
  const absent = signal(false);
  const { value, trouble, load } = createReading<Answer | null>(() =>
    read().catch((error: unknown) => {
      if (!(error instanceof Refused) || error.problem.status !== 404) throw error;
      absent.value = true;
      return null;
    }),
  );
  const settled = computed(() => value.value !== null || absent.value || trouble.value !== null);
  return { value, trouble, load, absent, settled };
}
export type Looking<Answer> = ReturnType<typeof createLookup<Answer>>;

const of = (customer: string) => `/staff/customers/${encodeURIComponent(customer)}`;

export const readTimeline = (client: StaffClient, customer: string) => createLookup(() => client.get<Timeline>(`${of(customer)}/timeline`));
export const readWorth = (client: StaffClient, customer: string) => createLookup(() => client.get<Worth>(`${of(customer)}/worth`));
export const readOrders = (client: StaffClient, customer: string) =>
  createLookup(() => client.get<Page<Order>>(`${of(customer)}/orders?limit=20`));
