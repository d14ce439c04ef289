import { useRef } from 'preact/hooks';
import type { Sight } from '../acts/act-form.ts';
import { cautionsOfOffer } from '../acts/remedies.ts';
import { COMPOSER } from '../acts/shown.ts';
import type { CaseFile } from '../models/case-file.ts';
import { t } from '../words/language.ts';
import { ActFormView } from './act-form.tsx';

/** Everything that can be written on a case: answer, offer, question, decision, promise, note. */
export function Composer({ file, sight }: { file: CaseFile; sight: Sight }) {
  const list = useRef<HTMLDivElement>(null);
  const tabs = COMPOSER.filter(({ act }) => file.can.value.has(act));
  const shown = tabs.find(({ id }) => id === file.draft.tab.value) ?? tabs[0];
  if (!shown) return null;

  function move(event: KeyboardEvent) {
    const forward = getComputedStyle(event.currentTarget as HTMLElement).direction === 'rtl' ? 'ArrowLeft' : 'ArrowRight';
    const step = event.key === forward ? 1 : /^Arrow(?:Left|Right)$/.test(event.key) ? -1 : 0;
    if (!step || !shown) return;
    event.preventDefault();
    const next = (tabs.indexOf(shown) + step + tabs.length) % tabs.length;
    file.draft.tab.value = tabs[next]!.id;
    list.current?.querySelectorAll<HTMLElement>('[role=tab]')[next]?.focus();
  }
  /** Out of the words, which are kept, so that single letters are commands again. */
  function leave(event: KeyboardEvent) {
    if (event.key !== 'Escape' || event.defaultPrevented || document.querySelector('dialog[open]')) return;
    document.getElementById('content')?.focus({ preventScroll: true });
  }
  const cautions = shown.id === 'offer' ? cautionsOfOffer(file.draft.valuesOf('offer'), sight) : [];

  return (
    <section class="card composer" aria-label={t('Write')} onKeyDown={leave}>
      <div class="tabs" role="tablist" aria-label={t('What to write')} ref={list} onKeyDown={move}>
        {tabs.map(({ id, label }) => (
          <button
            key={id}
            type="button"
            role="tab"
            id={`tab-${id}`}
            aria-selected={id === shown.id}
            aria-controls="composer-panel"
            tabIndex={id === shown.id ? 0 : -1}
            onClick={() => (file.draft.tab.value = id)}
          >
            {t(label)}
            {file.draft.hasWords(id) && (
              <span class="unsent">
                <span class="hidden">{t(', not sent yet')}</span>
              </span>
            )}
          </button>
        ))}
      </div>
      <div role="tabpanel" id="composer-panel" aria-labelledby={`tab-${shown.id}`} key={shown.id}>
        <ActFormView file={file} form={shown} sight={sight}>
          {cautions.length > 0 && (
            <ul class="cautions">
              {cautions.map((caution) => (
                <li key={caution}>{caution}</li>
              ))}
            </ul>
          )}
        </ActFormView>
      </div>
    </section>
  );
}
