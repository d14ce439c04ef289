import type { ComponentChildren } from 'preact';
import type { Page } from '#shared/contracts/basics.ts';
import type { OrderView } from '#shared/contracts/orders.ts';
import { useDesk } from '../desk.ts';
import { PagedList } from '../parts/paged-list.tsx';
import { usePaged } from '../parts/reads.ts';
import { day, list } from '../words/dates.ts';
import { t } from '../words/language.ts';
import { money } from '../words/money.ts';

const thingsIn = ({ range, items }: OrderView) =>
  range ?? list([...new Set((items ?? []).map((item) => item.range ?? item.sku ?? ''))].filter(Boolean));

/** What they bought, latest first. `children` come below it once it is there, so that nothing moves that is being read. */
export function CustomerOrders({ id, children }: { id: string; children: ComponentChildren }) {
  const { client } = useDesk();
  const path = `/staff/customers/${encodeURIComponent(id)}/orders`;
  const paged = usePaged(
    (cursor) => client.get<Page<OrderView>>(`${path}?${new URLSearchParams({ limit: '10', ...(cursor && { cursor }) })}`),
    [id],
  );
  const isSettled = paged.items.value !== null || paged.trouble.value !== null;
  return (
    <>
      <section class="card" aria-labelledby="cus-orders">
        <h2 id="cus-orders">{t('Orders')}</h2>
        <PagedList paged={paged} empty={<p>{t('No order is known.')}</p>}>
          {(orders) => (
            <ul class="cus-orders">
              {orders.map((order) => (
                <li key={order.externalId}>
                  <bdi>{order.externalId}</bdi>
                  <span class="quiet">{day(order.at)}</span>
                  <bdi class="quiet">{thingsIn(order)}</bdi>
                  <strong>{money(order.total)}</strong>
                </li>
              ))}
            </ul>
          )}
        </PagedList>
      </section>
      {isSettled && children}
    </>
  );
}
