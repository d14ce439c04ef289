import type { OrderView, WorthView } from '#shared/contracts/orders.ts';
import { day, list } from '../words/dates.ts';
import { t, tServer } from '../words/language.ts';
import { money } from '../words/money.ts';

/** What the customer is worth to the shop, with the formula beside the figures. */
export function Worth({ worth }: { worth: WorthView }) {
  if (!worth.lostOnDeparture) return null;
  return (
    <section class="card" aria-labelledby="worth-title">
      <h2 id="worth-title">{t('What they are worth')}</h2>
      <dl class="facts stacked">
        {worth.lifetimeValue && (
          <div>
            <dt>{t('Over their lifetime')}</dt>
            <dd>{money(worth.lifetimeValue)}</dd>
          </div>
        )}
        <div>
          <dt>{t('Lost if they leave')}</dt>
          <dd>{money(worth.lostOnDeparture)}</dd>
        </div>
      </dl>
      <details class="folded">
        <summary>{t('How this is reckoned')}</summary>
        <p class="hint">{tServer(worth.formula)}</p>
      </details>
    </section>
  );
}

/** What they bought, latest first. */
export function Orders({ orders }: { orders: OrderView[] }) {
  const [latest] = orders;
  if (!latest) return null;
  const thingsIn = ({ range, items }: OrderView) =>
    range ?? list([...new Set((items ?? []).map((item) => item.range ?? item.sku ?? ''))].filter(Boolean));
  return (
    <details class="card case-fold">
      <summary>
        <h2>{t('Orders')}</h2> <span class="quiet">{t('last on {day}', { day: day(latest.at) })}</span>
      </summary>
      <ul class="case-list">
        {orders.map((order) => (
          <li key={order.externalId}>
            <span>
              <bdi>{order.externalId}</bdi> <strong>{money(order.total)}</strong>
            </span>
            <span class="quiet">
              {day(order.at)} <bdi>{thingsIn(order)}</bdi>
            </span>
          </li>
        ))}
      </ul>
    </details>
  );
}
