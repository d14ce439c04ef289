import { useSignal } from '@preact/signals';
import { useRef } from 'preact/hooks';
import type { CallSheet } from '#shared/contracts/rescue.ts';
import { t, tn } from '../words/language.ts';
import type { CallDraft, Step } from './call-draft.ts';

/** The call in its order. One step is open at a time; ticking it opens the next. */
export function CallScript({ sheet, draft }: { sheet: CallSheet; draft: CallDraft }) {
  const { script } = sheet;
  const { written, tick } = draft;
  const { ticked } = written.value;
  const chosen = useSignal<Step | null>(null);
  const steps = useRef<HTMLOListElement>(null);
  const open = chosen.value ?? script.find(({ step }) => !ticked.includes(step))?.step ?? null;

  function set(step: Step, on: boolean) {
    tick.call(draft, step, on);
    if (!on) return;
    chosen.value = null;
    requestAnimationFrame(() => steps.current?.querySelector<HTMLElement>('[aria-expanded=true]')?.focus());
  }
  /** Nothing is offered before they were heard. */
  const missing = script.filter(({ step }) => step !== 'offer' && !ticked.includes(step)).length;

  return (
    <section class="card" aria-labelledby="wb-script">
      <h2 id="wb-script">{t('The call, in its order')}</h2>
      <ol class="wb-steps" ref={steps}>
        {script.map(({ step, title, words }, at) => {
          const isDone = ticked.includes(step);
          const isOpen = open === step;
          return (
            <li key={step} class={isDone ? 'wb-step done' : 'wb-step'}>
              <h3>
                <button
                  type="button"
                  class="wb-step-title"
                  aria-expanded={isOpen}
                  aria-controls={`wb-step-${step}`}
                  onClick={() => (chosen.value = step)}
                >
                  <span class="wb-mark" aria-hidden="true">
                    {isDone ? '✓' : at + 1}
                  </span>
                  {t(title)}
                  {isDone && <span class="hidden">{t('(done)')}</span>}
                </button>
              </h3>
              <div id={`wb-step-${step}`} class="wb-step-body" hidden={!isOpen}>
                {step === 'offer' && missing > 0 && (
                  <p class="cautions">{tn(missing, 'Not yet: {count} step comes first.', 'Not yet: {count} steps come first.')}</p>
                )}
                <p class="said" dir="auto">
                  {words}
                </p>
                {step === 'say_back' && (
                  <div class="field">
                    <label for="wb-said-back">{t('What you said back')}</label>
                    <textarea
                      id="wb-said-back"
                      rows={3}
                      maxLength={4000}
                      dir="auto"
                      value={written.value.saidBack}
                      onInput={(event) => draft.edit({ saidBack: event.currentTarget.value })}
                    />
                  </div>
                )}
                {step === 'write_down' && (
                  <div class="field">
                    <label for="wb-note">{t('In their words')}</label>
                    <textarea
                      id="wb-note"
                      rows={4}
                      maxLength={4000}
                      dir="auto"
                      value={written.value.note}
                      onInput={(event) => draft.edit({ note: event.currentTarget.value })}
                    />
                  </div>
                )}
                {step === 'help' && <Helpful sheet={sheet} />}
                <label class="wb-tick">
                  <input type="checkbox" checked={isDone} onChange={(event) => set(step, event.currentTarget.checked)} />
                  {step === 'say_back' ? t('They confirmed it') : t('Done')}
                </label>
              </div>
            </li>
          );
        })}
      </ol>
    </section>
  );
}

/** Answers that helped others, and what the loyal say. */
function Helpful({ sheet: { articles, testimonials } }: { sheet: CallSheet }) {
  return (
    <>
      {articles.length > 0 && (
        <ul class="wb-stack">
          {articles.map(({ id, title }) => (
            <li key={id}>
              <a href={`/admin/settings/knowledge/${id}`} dir="auto">
                {title}
              </a>
            </li>
          ))}
        </ul>
      )}
      {testimonials.map((one) => (
        <blockquote key={one.case} class="wb-words" dir="auto">
          {one.quote}
        </blockquote>
      ))}
    </>
  );
}
