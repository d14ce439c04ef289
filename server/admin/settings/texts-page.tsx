import { useSignal } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import { dirOf } from './widget-texts.ts';
import { language, t, tn } from '../words/language.ts';
import { DocumentPage } from './document-page.tsx';
import type { DocumentModel } from './document.ts';
import { Line } from './fields.tsx';
import { LanguageChoice } from './language-choice.tsx';
import { missingPlaces, readWidgetTexts, TEXT_LANGUAGES } from './widget-texts.ts';

const SHOWN = 40;

/** Every sentence of the widget with the merchant's own beside it. */
export function TextsPage() {
  return (
    <DocumentPage
      name="texts"
      title={t('Texts')}
      lead={t('Leave a field empty to use the sentence that is already there. Words in braces, as {name}, are filled in: keep them.', {
        name: '{name}',
      })}
    >
      {(model) => <Texts model={model} />}
    </DocumentPage>
  );
}

function Texts({ model }: { model: DocumentModel<'texts'> }) {
  const chosen = useSignal(TEXT_LANGUAGES.includes(language.value) ? language.value : 'en');
  const sought = useSignal('');
  const onlyOwn = useSignal(false);
  const most = useSignal(SHOWN);
  const usual = useSignal<Record<string, string> | null>(null);
  const isMissing = useSignal(false);
  useEffect(() => {
    let isOver = false;
    usual.value = null;
    isMissing.value = false;
    const read = async () => {
      const texts = await readWidgetTexts(chosen.value).catch(() => null); // a part of the page could not be fetched
      if (isOver) return;
      usual.value = texts;
      isMissing.value = texts === null;
    };
    void read();
    return () => {
      isOver = true;
    };
  }, [chosen.value]);

  const own = model.at<Record<string, Record<string, string>>>('texts').value[chosen.value] ?? {};
  const wanted = sought.value.toLocaleLowerCase().trim();
  const all = Object.entries(usual.value ?? {});
  const found = all
    .filter(([key, text]) => !wanted || [key, text, own[key] ?? ''].some((one) => one.toLocaleLowerCase().includes(wanted)))
    .filter(([key]) => !onlyOwn.value || own[key] !== undefined);

  return (
    <>
      <section class="card" aria-label={t('What is shown')}>
        <div class="doc-grid">
          <LanguageChoice languages={TEXT_LANGUAGES} chosen={chosen} />
          <div class="field" role="search">
            <label for="texts-search">{t('Search the texts')}</label>
            <input
              id="texts-search"
              type="search"
              dir="auto"
              autocomplete="off"
              value={sought.value}
              onInput={(event) => {
                sought.value = event.currentTarget.value;
                most.value = SHOWN;
              }}
            />
          </div>
        </div>
        <span class="doc-check">
          <input
            id="texts-own"
            type="checkbox"
            checked={onlyOwn.value}
            onChange={(event) => (onlyOwn.value = event.currentTarget.checked)}
          />
          <label for="texts-own">{t('Only my own')}</label>
        </span>
        <p class="quiet" role="status">
          {tn(Object.keys(own).length, '{count} sentence of your own in this language.', '{count} sentences of your own in this language.')}
        </p>
      </section>
      {isMissing.value && (
        <p class="notice bad" role="alert">
          {t('These texts could not be fetched. Please load the page again.')}
        </p>
      )}
      <section class="card doc-texts" aria-label={t('Texts')} aria-busy={usual.value === null}>
        {found.slice(0, most.value).map(([key, text]) => (
          <TextLine key={`${chosen.value}.${key}`} model={model} language={chosen.value} name={key} usual={text} />
        ))}
        {usual.value && found.length === 0 && <p class="empty">{t('No sentence is like that.')}</p>}
        {found.length > most.value && (
          <p>
            <button type="button" class="button" onClick={() => (most.value += SHOWN * 2)}>
              {t('Show more')}
            </button>
          </p>
        )}
      </section>
    </>
  );
}

function TextLine({ model, language, name, usual }: { model: DocumentModel<'texts'>; language: string; name: string; usual: string }) {
  const spot = model.entryAt('texts', language, name);
  const missing = missingPlaces(usual, spot.value);
  return (
    <div class="doc-text" dir={dirOf(language)}>
      <Line
        spot={spot}
        label={usual}
        lang={language}
        optional="unsaid"
        max={2000}
        rows={usual.length > 90 ? 3 : undefined}
        hint={
          missing.length > 0 ? (
            <span class="doc-error">{t('{names} is missing and will not be filled in.', { names: missing.join(', ') })}</span>
          ) : undefined
        }
      />
    </div>
  );
}
