import { useSignal } from '@preact/signals';
import type { ComponentChildren } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import type { Problem } from '#shared/contracts/basics.ts';
import { Refused } from '../../client.ts';
import { Refusal } from '../../parts/refusal.tsx';
import { t } from '../../words/language.ts';

type Asked = {
  id: string;
  title: string;
  /** What will be so afterwards, before anybody says yes. */
  children: ComponentChildren;
  yes: string;
  /** Has to be typed first, for what cannot be undone. */
  typed?: string;
  onYes: () => Promise<unknown>;
  onClose: () => void;
};

/** Asks before something that cannot be taken back. Open as long as it is on the page. */
export function Confirm({ id, title, children, yes, typed, onYes, onClose }: Asked) {
  const dialog = useRef<HTMLDialogElement>(null);
  const word = useSignal('');
  const problem = useSignal<Problem | null>(null);
  const busy = useSignal(false);
  useEffect(() => {
    dialog.current?.showModal();
    dialog.current?.querySelector<HTMLElement>('input, [data-no]')?.focus();
  }, []);
  const isReady = typed === undefined || word.value.trim() === typed;

  async function go() {
    if (!isReady || busy.value) return;
    busy.value = true;
    problem.value = null;
    try {
      await onYes();
      dialog.current?.close();
    } catch (error) {
      if (!(error instanceof Refused)) throw error;
      problem.value = error.problem;
    } finally {
      busy.value = false;
    }
  }

  return (
    <dialog ref={dialog} aria-labelledby={`${id}-title`} onClose={onClose}>
      <form
        class="act-form"
        onSubmit={(event) => {
          event.preventDefault();
          void go();
        }}
      >
        <h2 id={`${id}-title`}>{title}</h2>
        {children}
        {typed !== undefined && (
          <div class="field">
            <label for={`${id}-word`}>{t('Type {word} to go on', { word: typed })}</label>
            <input
              id={`${id}-word`}
              autocomplete="off"
              dir="auto"
              value={word.value}
              onInput={(event) => (word.value = event.currentTarget.value)}
            />
          </div>
        )}
        {problem.value && <Refusal problem={problem.value} />}
        <p class="act-buttons">
          <button type="submit" class="button grave" disabled={!isReady} aria-disabled={busy.value}>
            {yes}
          </button>
          <button type="button" class="button" data-no onClick={() => dialog.current?.close()}>
            {t('Leave it as it is')}
          </button>
        </p>
      </form>
    </dialog>
  );
}
