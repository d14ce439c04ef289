import { useEffect, useMemo } from 'preact/hooks';
import type { CaseView } from '#shared/contracts/case.ts';
import { useDesk } from '../desk.ts';
import { readOrders, readTimeline, readWorth } from '../models/around-case.ts';
import { day, list } from '../words/dates.ts';
import { t } from '../words/language.ts';
import { eventLabel } from '../words/labels.ts';
import { money } from '../words/money.ts';
import { Lookup } from './lookup.tsx';
import { Ago } from './marks.tsx';

const SHOWN = 60;

/** Everything else about this customer: worth, orders, and what happened on all their cases. */
export function AroundCustomer({ view }: { view: CaseView }) {
  const { client } = useDesk();
  const known = view.customer.externalId ?? view.customer.id;
  const [worth, orders, timeline] = useMemo(
    () => (known ? ([readWorth(client, known), readOrders(client, known), readTimeline(client, known)] as const) : []),
    [known],
  );
  useEffect(() => {
    void worth?.look();
    void orders?.look();
  }, [known]);
  if (!worth || !orders || !timeline) return null;
  const reckoned = worth.answer.value;
  const bought = orders.answer.value?.items ?? [];

  return (
    <>
      {reckoned?.lostOnDeparture && (
        <section class="card" aria-labelledby="worth-title">
          <h2 id="worth-title">{t('What they are worth')}</h2>
          <dl class="facts stacked">
            {reckoned.lifetimeValue && (
              <div>
                <dt>{t('Over their lifetime')}</dt>
                <dd>{money(reckoned.lifetimeValue)}</dd>
              </div>
            )}
            <div>
              <dt>{t('Lost if they leave')}</dt>
              <dd>{money(reckoned.lostOnDeparture)}</dd>
            </div>
          </dl>
          <details class="folded">
            <summary>{t('How this is reckoned')}</summary>
            <p class="hint">{reckoned.formula}</p>
          </details>
        </section>
      )}
      {bought.length > 0 && (
        <details class="card case-fold">
          <summary>
            <h2>{t('Orders')}</h2> <span class="quiet">{t('last on {day}', { day: day(bought[0]!.at) })}</span>
          </summary>
          <ul class="case-list">
            {bought.map(({ externalId, at, total, range, items }) => (
              <li key={externalId}>
                <span>
                  <bdi>{externalId}</bdi> <strong>{money(total)}</strong>
                </span>
                <span class="quiet">
                  {day(at)}
                  {(range ?? items) && ' · '}
                  <bdi>{range ?? list([...new Set((items ?? []).map((item) => item.range ?? item.sku ?? ''))].filter(Boolean))}</bdi>
                </span>
              </li>
            ))}
          </ul>
        </details>
      )}
      <details class="card case-fold" onToggle={(event) => event.currentTarget.open && void timeline.look()}>
        <summary>
          <h2>{t('All that happened with them')}</h2>
        </summary>
        <Lookup reading={timeline}>
          {({ items }) =>
            items.length === 0 ? (
              <p class="quiet">{t('Nothing yet.')}</p>
            ) : (
              <ol class="case-list">
                {items.slice(0, SHOWN).map((item, place) => (
                  <li key={place}>
                    <span>{eventLabel(item.type)}</span>
                    <span class="quiet">
                      {item.case === view.id ? t('this case') : <a href={`/admin/cases/${item.number}`}>{item.number}</a>} ·{' '}
                      <Ago at={item.at} />
                    </span>
                  </li>
                ))}
              </ol>
            )
          }
        </Lookup>
      </details>
    </>
  );
}
