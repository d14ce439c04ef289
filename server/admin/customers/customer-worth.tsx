import type { WorthView } from '#shared/contracts/orders.ts';
import { t, tServer } from '../words/language.ts';
import { money } from '../words/money.ts';

const FROM: Record<WorthView['inputs']['revenueFrom'], () => string> = {
  subscription: () => t('What their subscription costs a month.'),
  orders: () => t('A twelfth of what they ordered in the last twelve months.'),
  unknown: () => t('Neither a subscription nor orders of the last twelve months are known.'),
};

/** What a customer is worth; every figure with how it is reckoned. */
export function CustomerWorth({ worth }: { worth: WorthView }) {
  const { revenuePerMonth, lifetimeValue, lostOnDeparture, formula, inputs } = worth;
  const figures = [
    { name: t('Revenue per month'), amount: revenuePerMonth, how: FROM[inputs.revenueFrom]() },
    { name: t('Lifetime value'), amount: lifetimeValue, how: tServer(formula) },
    {
      name: t('Lost on departure'),
      amount: lostOnDeparture,
      how: t('The lifetime value with what it cost to win them, which is spent either way.'),
    },
  ];
  return (
    <section class="card" aria-labelledby="cus-worth">
      <h2 id="cus-worth">{t('What they are worth')}</h2>
      <dl class="cus-worth">
        {figures.map(({ name, amount, how }) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>
              <strong>{amount ? money(amount) : t('Not known')}</strong>
              <span class="hint">{how}</span>
            </dd>
          </div>
        ))}
      </dl>
    </section>
  );
}
