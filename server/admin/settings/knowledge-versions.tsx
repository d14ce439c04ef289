import { useMemo } from 'preact/hooks';
import type { ArticleView } from '#shared/contracts/knowledge.ts';
import { useDesk } from '../desk.ts';
import { createReading } from '../models/reading.ts';
import { Trouble } from '../parts/waiting.tsx';
import { fullInstant } from '../words/dates.ts';
import { t } from '../words/language.ts';
import { knowledgeCalls } from './knowledge-calls.ts';

/** Every version an article had, and the way back to one. */
export function KnowledgeVersions({ article, onBack }: { article: ArticleView; onBack: ((older: ArticleView) => void) | undefined }) {
  const { client } = useDesk();
  const versions = useMemo(() => createReading(() => knowledgeCalls(client).versions(article.id)), [client, article.id]);
  return (
    <details
      class="folded doc-history"
      onToggle={(event) => {
        if (event.currentTarget.open) void versions.load();
      }}
    >
      <summary>{t('Versions')}</summary>
      <Trouble why={versions.trouble.value} again={versions.load} />
      <ol class="house-list">
        {versions.value.value?.map((older) => (
          <li key={older.version} class="house-part">
            <details>
              <summary>
                {t('Version {version}, {when}', { version: older.version, when: fullInstant(older.updatedAt) })}{' '}
                <span class="quiet" dir="auto">
                  {[older.updatedBy, older.note].filter(Boolean).join(' · ')}
                </span>
              </summary>
              <div class="house-preview" dir="auto" lang={older.language}>
                <strong>{older.title}</strong>
                <p>{older.body}</p>
              </div>
              {onBack && older.version !== article.version && (
                <p>
                  <button type="button" class="button small" onClick={() => onBack(older)}>
                    {t('Go back to version {version}', { version: older.version })}
                  </button>
                </p>
              )}
            </details>
          </li>
        ))}
      </ol>
    </details>
  );
}
