import { useMemo } from 'preact/hooks';
import type { CaseView } from '#shared/contracts/case.ts';
import { useDesk } from '../desk.ts';
import { readTimeline } from '../models/around-case.ts';
import { t } from '../words/language.ts';
import { eventLabel } from '../words/labels.ts';
import { Lookup } from './lookup.tsx';
import { Ago } from './marks.tsx';

const SHOWN = 60;

/** What happened with this customer on all their cases, newest first; read when somebody wants to see it. */
export function Timeline({ view }: { view: CaseView }) {
  const { client } = useDesk();
  const known = view.customer.externalId ?? view.customer.id;
  const timeline = useMemo(() => (known ? readTimeline(client, known) : null), [known]);
  if (!timeline) return null;
  return (
    <details class="card case-fold" onToggle={(event) => event.currentTarget.open && void timeline.load()}>
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
                    <bdi>{item.case === view.id ? t('this case') : <a href={`/admin/cases/${item.number}`}>{item.number}</a>}</bdi> ·{' '}
                    <Ago at={item.at} />
                  </span>
                </li>
              ))}
            </ol>
          )
        }
      </Lookup>
    </details>
  );
}
