import { useSignal } from '@preact/signals';
import type { ArticleRow } from '#shared/contracts/knowledge.ts';
import { Refused } from '../client.ts';
import { composerCalls } from '../composer/calls.ts';
import { insertWords } from '../composer/insert.ts';
import { useDesk } from '../desk.ts';
import type { CaseFile } from '../models/case-file.ts';
import { t } from '../words/language.ts';

/** Articles that may help, and a search through all of them. */
export function Articles({ file, helpful }: { file: CaseFile; helpful: ArticleRow[] }) {
  const { client, say } = useDesk();
  const view = file.view.value!; // shown on a case that was read
  const found = useSignal<ArticleRow[] | null>(null);
  const busy = useSignal(false);
  const calls = composerCalls(client);
  const shown = found.value ?? helpful;
  const mayWrite = file.can.value.has('say');

  async function search(event: SubmitEvent & { currentTarget: HTMLFormElement }) {
    event.preventDefault();
    const q = String(new FormData(event.currentTarget).get('q') ?? '').trim();
    busy.value = true;
    try {
      found.value = q ? (await calls.findArticles(q, view.locale)).items : null;
    } catch (error) {
      if (!(error instanceof Refused)) throw error;
      say(error.problem.detail);
    } finally {
      busy.value = false;
    }
  }

  async function insert({ id, language }: ArticleRow) {
    try {
      insertWords(file, (await calls.article(id, language)).body);
    } catch (error) {
      if (!(error instanceof Refused)) throw error;
      say(error.problem.detail);
    }
  }

  return (
    <details class="card case-fold" open={helpful.length > 0}>
      <summary>
        <h2>{t('Knowledge')}</h2>
      </summary>
      <form class="case-search" role="search" aria-label={t('Articles')} onSubmit={search}>
        <input type="search" name="q" maxLength={200} dir="auto" aria-label={t('Words in an article')} />
        <button class="button small" aria-busy={busy.value}>
          {t('Search')}
        </button>
      </form>
      <div role="status">
        {shown.length === 0 && <p class="quiet">{found.value ? t('No article has these words.') : t('No article for this reason yet.')}</p>}
      </div>
      {shown.length > 0 && (
        <ul class="case-list">
          {shown.map((article) => (
            <li key={article.id} class="case-solved">
              <p>
                <strong dir="auto">{article.title}</strong>
              </p>
              <p class="case-excerpt" lang={article.language} dir="auto">
                {article.excerpt}
              </p>
              {mayWrite && (
                <p>
                  <button
                    type="button"
                    class="button small"
                    aria-label={t('Insert into the answer: {title}', { title: article.title })}
                    onClick={() => void insert(article)}
                  >
                    {t('Insert into the answer')}
                  </button>
                </p>
              )}
            </li>
          ))}
        </ul>
      )}
    </details>
  );
}
