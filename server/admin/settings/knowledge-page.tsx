import { useSignal } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import type { ArticleRow } from '#shared/contracts/knowledge.ts';
import { Refused } from '../client.ts';
import { useDesk } from '../desk.ts';
import { day } from '../words/dates.ts';
import { t } from '../words/language.ts';
import './house/house.css';
import { knowledgeCalls } from './knowledge-calls.ts';
import { SettingsFrame } from './settings-frame.tsx';

/** What the people here know: found beside cases it may help with. */
export function KnowledgePage() {
  const { client, session } = useDesk();
  const wanted = useSignal({ q: '', archived: false });
  const articles = useSignal<ArticleRow[] | null>(null);
  const next = useSignal<string | null>(null);
  const trouble = useSignal<string | null>(null);
  const mayWrite = session.me.value?.role !== 'viewer';

  async function load(cursor: string | null = null) {
    const mine = wanted.value;
    trouble.value = null;
    try {
      const page = await knowledgeCalls(client).list(mine, cursor);
      if (mine !== wanted.value) return;
      articles.value = cursor ? [...(articles.value ?? []), ...page.items] : page.items;
      next.value = page.nextCursor;
    } catch (error) {
      if (!(error instanceof Refused)) throw error;
      trouble.value = error.problem.detail;
    }
  }
  useEffect(() => void load(), [wanted.value]);

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
      {trouble.value && (
        <div class="notice bad" role="alert">
          <p>{trouble.value}</p>
          <button type="button" class="button small" onClick={() => void load()}>
            {t('Try again')}
          </button>
        </div>
      )}
      {articles.value === null && !trouble.value && (
        <p class="house-loading quiet" aria-busy="true">
          {t('Loading…')}
        </p>
      )}
      <div role="status">
        {articles.value?.length === 0 && (
          <p class="empty">{wanted.value.q ? t('No article has these words.') : t('There is no article yet.')}</p>
        )}
      </div>
      <ul class="house-list">
        {articles.value?.map((article) => (
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
      {next.value && (
        <p>
          <button type="button" class="button" onClick={() => void load(next.value)}>
            {t('Show more')}
          </button>
        </p>
      )}
    </SettingsFrame>
  );
}
