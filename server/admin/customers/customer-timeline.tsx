import { useSignal } from '@preact/signals';
import type { Kind } from '#shared/contracts/basics.ts';
import type { TimelineItem } from '#shared/contracts/customer.ts';
import { fullInstant, instant } from '../words/dates.ts';
import { eventLabel, KIND } from '../words/labels.ts';
import { t } from '../words/language.ts';

type Item = (typeof TimelineItem)['_zod']['output'];
const SHOWN_AT_ONCE = 25;

/** What happened, over all their cases, newest first. */
export function CustomerTimeline({ items }: { items: Item[] }) {
  const shown = useSignal(SHOWN_AT_ONCE);
  return (
    <section class="card" aria-labelledby="cus-cases">
      <h2 id="cus-cases">{t('What happened in their cases')}</h2>
      {items.length === 0 && <p class="quiet">{t('They have never written.')}</p>}
      <ol class="cus-timeline">
        {items.slice(0, shown.value).map(({ at, number, kind, type }, i) => (
          <li key={`${at} ${number} ${type} ${i}`}>
            <time dateTime={at} title={fullInstant(at)} class="quiet">
              {instant(at)}
            </time>
            <span>
              {eventLabel(type)} <a href={`/admin/cases/${encodeURIComponent(number)}`}>{number}</a>{' '}
              <span class="quiet">{KIND[kind as Kind] ? t(KIND[kind as Kind]) : kind}</span>
            </span>
          </li>
        ))}
      </ol>
      {items.length > shown.value && (
        <p>
          <button type="button" class="button small" onClick={() => (shown.value += SHOWN_AT_ONCE)}>
            {t('Show more')}
          </button>
        </p>
      )}
    </section>
  );
}
