import { computed, signal } from '@preact/signals';
import type { Page } from '#shared/contracts/basics.ts';
import type { TimelineItem } from '#shared/contracts/customer.ts';
import type { OrderView as Order, WorthView as Worth } from '#shared/contracts/orders.ts';
import { Refused, type StaffClient } from '../client.ts';

type Timeline = { items: (typeof TimelineItem)['_zod']['output'][] };

/** Something read once when it is first wanted. `trouble` says why it is not there; `absent` that there is no such thing. */
export function createReading<Answer>(read: () => Promise<Answer>) {
  const answer = signal<Answer | null>(null);
  const trouble = signal<string | null>(null);
  const absent = signal(false);
  let asking = false;

  async function look() {
    if (asking) return;
    asking = true;
    trouble.value = null;
    try {
      answer.value = await read();
    } catch (error) {
      if (!(error instanceof Refused)) throw error;
      if (error.problem.status === 404) absent.value = true;
      else trouble.value = error.problem.detail;
    } finally {
      asking = false;
    }
  }
  const settled = computed(() => answer.value !== null || absent.value || trouble.value !== null);
  return { answer, trouble, absent, settled, look };
}
export type Reading<Answer> = ReturnType<typeof createReading<Answer>>;

const of = (customer: string) => `/staff/customers/${encodeURIComponent(customer)}`;

export const readTimeline = (client: StaffClient, customer: string) =>
  createReading(() => client.get<Timeline>(`${of(customer)}/timeline`));
export const readWorth = (client: StaffClient, customer: string) => createReading(() => client.get<Worth>(`${of(customer)}/worth`));
export const readOrders = (client: StaffClient, customer: string) =>
  createReading(() => client.get<Page<Order>>(`${of(customer)}/orders?limit=20`));
