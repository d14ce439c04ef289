import { useSignal } from '@preact/signals';
import { useLocation } from 'preact-iso';
import { useMemo } from 'preact/hooks';
import type { ArticleBody, ArticleView } from '#shared/contracts/knowledge.ts';
import { useDesk } from '../desk.ts';
import { useReading } from '../parts/reads.ts';
import { Refusal } from '../parts/refusal.tsx';
import { fullInstant } from '../words/dates.ts';
import { t } from '../words/language.ts';
import './document.css';
import { Line, Words } from './fields.tsx';
import { WhenThere } from './house/fetched.tsx';
import { createForm, type Form } from './house/form.ts';
import './house/house.css';
import { knowledgeCalls } from './knowledge-calls.ts';
import { KnowledgeVersions } from './knowledge-versions.tsx';
import { SettingsFrame } from './settings-frame.tsx';
import { languageChoices } from './sites-words.ts';

const EMPTY: ArticleBody = { texts: { en: { title: '', body: '' } }, reasons: [], archived: false };
const bodyOf = ({ texts, reasons, archived }: ArticleView): ArticleBody => ({ texts, reasons, archived });

/** One article in all its languages, with every version it had. */
export function ArticlePage({ id }: { id: string }) {
  const { client } = useDesk();
  const isNew = id === 'new';
  const fetched = useReading(() => (isNew ? Promise.resolve(undefined) : knowledgeCalls(client).find(id)), [id]);
  const article = fetched.value.value;
  return (
    <SettingsFrame
      title={isNew ? t('A new article') : (article?.title ?? t('Article'))}
      up={{ href: '/admin/settings/knowledge', label: t('All articles') }}
    >
      {isNew ? (
        <Editor key="new" />
      ) : (
        <WhenThere fetched={fetched}>
          {(found) =>
            found && <Editor key={`${found.id} ${found.version}`} article={found} onSaved={(saved) => (fetched.value.value = saved)} />
          }
        </WhenThere>
      )}
    </SettingsFrame>
  );
}

function Editor({ article, onSaved }: { article?: ArticleView; onSaved?: (saved: ArticleView) => void }) {
  const desk = useDesk();
  const { route } = useLocation();
  const calls = knowledgeCalls(desk.client);
  const form = useMemo(() => createForm<ArticleBody>('article', article ? bodyOf(article) : EMPTY), []);
  const mayWrite = desk.session.me.value?.role !== 'viewer';
  const reasons = desk.session.taxonomy.value.reasons.map(({ id, label }) => ({ value: id, label }));
  const problem = form.problem.value;

  async function save(more: Partial<ArticleBody> = {}) {
    const saved = await form.send((body) =>
      article ? calls.change(article.id, article.version, { ...body, ...more }) : calls.create({ ...body, ...more }),
    );
    if (!saved) return;
    desk.say(t('“{title}” is saved.', { title: saved.title }));
    if (article) onSaved?.(saved);
    else route(`/admin/settings/knowledge/${saved.id}`, true);
  }

  return (
    <>
      {article?.archived && <p class="notice">{t('Archived: it is kept, but no longer found beside cases.')}</p>}
      <form
        class="card house-form"
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          void save();
        }}
      >
        <fieldset class="house-plain house-form" disabled={!mayWrite}>
          <Texts form={form} />
          <Words
            spot={form.at('reasons')}
            label={t('Helps with these reasons')}
            choices={reasons}
            labelOf={desk.session.reasonLabel}
            empty={[]}
          />
          <Line spot={form.at('note')} label={t('Why it was changed')} hint={t('For colleagues.')} optional max={500} />
        </fieldset>
        {problem && <Refusal problem={problem} />}
        {problem?.code === 'article.changed_meanwhile' && article && (
          <p>
            <a href={`/admin/settings/knowledge/${article.id}`} target="_blank" rel="noreferrer">
              {t('Open the newer version beside this one')}
            </a>
          </p>
        )}
        {mayWrite && (
          <p class="act-buttons">
            <button type="submit" class="button primary" disabled={!form.dirty.value} aria-disabled={form.busy.value}>
              {t('Save')}
            </button>
            {article && (
              <button type="button" class="button" onClick={() => void save({ archived: !article.archived })}>
                {article.archived ? t('Take it out of the archive') : t('Archive it')}
              </button>
            )}
            {article && (
              <span class="quiet">
                {t('Version {version}, {when}', { version: article.version, when: fullInstant(article.updatedAt) })}
              </span>
            )}
          </p>
        )}
      </form>
      {article && (
        <KnowledgeVersions
          article={article}
          onBack={
            mayWrite
              ? (older) => void save({ ...bodyOf(older), note: t('Back to version {version}', { version: older.version }) })
              : undefined
          }
        />
      )}
    </>
  );
}

/** The article in each of its languages, and a way to add one. */
function Texts({ form }: { form: Form<ArticleBody> }) {
  const texts = form.at<ArticleBody['texts']>('texts');
  const languages = Object.keys(texts.value);
  const left = languageChoices().filter(({ value }) => !languages.includes(value));
  const adding = useSignal('');
  const nameOf = (language: string) => languageChoices().find(({ value }) => value === language)?.label ?? language;
  return (
    <>
      {languages.map((language) => (
        <section key={language} class="house-part" aria-label={nameOf(language)}>
          <div class="doc-item-head">
            <h2>{nameOf(language)}</h2>
            {languages.length > 1 && (
              <button
                type="button"
                class="button small"
                aria-label={t('Remove {name}', { name: nameOf(language) })}
                onClick={() => texts.set(Object.fromEntries(Object.entries(texts.value).filter(([one]) => one !== language)))}
              >
                {t('Remove')}
              </button>
            )}
          </div>
          <Line spot={form.at('texts', language, 'title')} label={t('Title')} lang={language} />
          <Line spot={form.at('texts', language, 'body')} label={t('Text')} rows={10} max={40_000} lang={language} />
        </section>
      ))}
      <p class="house-filters">
        <span class="field">
          <label for="article-language">{t('Another language')}</label>
          <select id="article-language" value={adding.value} onChange={(event) => (adding.value = event.currentTarget.value)}>
            <option value="">{t('Please choose')}</option>
            {left.map(({ value, label }) => (
              <option key={value} value={value}>
                {label}
              </option>
            ))}
          </select>
        </span>
        <button
          type="button"
          class="button"
          disabled={adding.value === ''}
          onClick={() => {
            texts.set({ ...texts.value, [adding.value]: { title: '', body: '' } });
            adding.value = '';
          }}
        >
          {t('Add it')}
        </button>
      </p>
    </>
  );
}
