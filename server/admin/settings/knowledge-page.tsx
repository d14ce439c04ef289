import { useSignal } from '@preact/signals';
import { useEffect, useMemo } from 'preact/hooks';
import { useDesk } from '../desk.ts';
import { createPaged } from '../models/paged.ts';
import { PagedList } from '../parts/paged-list.tsx';
import { day } from '../words/dates.ts';
import { t } from '../words/language.ts';
import './house/house.css';
import { knowledgeCalls } from './knowledge-calls.ts';
import { SettingsFrame } from './settings-frame.tsx';

/** What the people here know: found beside cases it may help with. */
export function KnowledgePage() {
  const { client, session } = useDesk();
  const wanted = useSignal({ q: '', archived: false });
  const mayWrite = session.me.value?.role !== 'viewer';
  const paged = useMemo(() => createPaged((cursor) => knowledgeCalls(client).list(wanted.value, cursor)), [client]);
  useEffect(() => void paged.load(), [paged, wanted.value]);

  return (
    <SettingsFrame title={t('Knowledge')} lead={t('Tried answers and how-tos. Whoever works on a case sees the ones that may help.')}>
      <form class="house-filters" role="search" onSubmit={(event) => event.preventDefault()}>
        <div class="field house-wide">
          <label for="knowledge-q">{t('Search')}</label>
          <input
            id="knowledge-q"
            type="search"
            dir="auto"
            value={wanted.value.q}
            onInput={(event) => (wanted.value = { ...wanted.value, q: event.currentTarget.value })}
          />
        </div>
        <span class="doc-check">
          <input
            id="knowledge-archived"
            type="checkbox"
            checked={wanted.value.archived}
            onChange={(event) => (wanted.value = { ...wanted.value, archived: event.currentTarget.checked })}
          />
          <label for="knowledge-archived">{t('Archived ones')}</label>
        </span>
        {mayWrite && (
          <a class="button primary" href="/admin/settings/knowledge/new">
            {t('Write an article')}
          </a>
        )}
      </form>
      <PagedList paged={paged} empty={<p>{wanted.value.q ? t('No article has these words.') : t('There is no article yet.')}</p>}>
        {(articles) => (
          <ul class="house-list">
            {articles.map((article) => (
              <li key={article.id} class="card house-part">
                <h2>
                  <a href={`/admin/settings/knowledge/${article.id}`} dir="auto" lang={article.language}>
                    {article.title}
                  </a>
                </h2>
                <p dir="auto" lang={article.language}>
                  {article.excerpt}
                </p>
                <p class="quiet">
                  {[...article.reasons.map(session.reasonLabel), t('changed {day}', { day: day(article.updatedAt) })].join(' · ')}
                </p>
              </li>
            ))}
          </ul>
        )}
      </PagedList>
    </SettingsFrame>
  );
}
