import type { Fairness } from '#shared/contracts/case.ts';
import { useDesk } from '../desk.ts';
import { number } from '../words/dates.ts';
import { t, tn } from '../words/language.ts';
import { money } from '../words/money.ts';

/** What comparable cases got, so that like cases get like remedies. `within` an article it is one of several on the page. */
export function Comparables({ fairness, within }: { fairness: Fairness; within?: 'article' }) {
  const { session } = useDesk();
  const { comparables, median, low, high, currency, satisfied, cases } = fairness;
  const sum = (amount: number | null) => (amount !== null && currency ? money({ amount, currency }) : null);
  return (
    <section class="card" aria-labelledby={within ? undefined : 'comparables-title'}>
      {within ? <h3>{t('What comparable cases got')}</h3> : <h2 id="comparables-title">{t('What comparable cases got')}</h2>}
      {comparables === 0 && <p class="quiet">{t('There is none to compare with yet: same reason, similar loss, last twelve months.')}</p>}
      {comparables > 0 && (
        <>
          <dl class="facts">
            <div>
              <dt>{t('Cases')}</dt>
              <dd>{number(comparables)}</dd>
            </div>
            {median !== null && (
              <div>
                <dt>{t('In the middle')}</dt>
                <dd>{sum(median)}</dd>
              </div>
            )}
            {low !== null && high !== null && (
              <div>
                <dt>{t('From – to')}</dt>
                <dd>
                  {sum(low)} – {sum(high)}
                </dd>
              </div>
            )}
            <div>
              <dt>{t('Satisfied')}</dt>
              <dd>{t('{some} of {all}', { some: number(satisfied), all: number(comparables) })}</dd>
            </div>
          </dl>
          {cases.length > 0 && (
            <details class="folded">
              <summary>{tn(cases.length, 'Look at it', 'Look at {count} of them')}</summary>
              <ul class="case-list">
                {cases.map((one) => (
                  <li key={one.number}>
                    <a href={`/admin/cases/${one.number}`}>{one.number}</a> {session.remedyLabel(one.remedy)}{' '}
                    {one.amount && money(one.amount)}{' '}
                    <span class={one.satisfied ? 'flag kept' : 'flag'}>{one.satisfied ? t('Satisfied') : t('Not satisfied')}</span>
                  </li>
                ))}
              </ul>
            </details>
          )}
        </>
      )}
    </section>
  );
}
