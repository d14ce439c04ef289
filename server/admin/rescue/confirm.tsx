import type { ComponentChildren } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import type { Sending } from '../account/sending.ts';
import { Refusal } from '../parts/refusal.tsx';
import { t } from '../words/language.ts';

type Props = {
  id: string;
  title: string;
  /** What the button does, as in “Plan 12 calls”. */
  does: string;
  sending: Sending;
  onYes: () => void;
  onClose: () => void;
  children?: ComponentChildren;
};

/** Says once more what will happen, with whatever has to be told for it. */
export function Confirm({ id, title, does, sending, onYes, onClose, children }: Props) {
  const dialog = useRef<HTMLDialogElement>(null);
  useEffect(() => {
    const before = document.activeElement;
    dialog.current?.showModal();
    dialog.current?.querySelector<HTMLElement>('textarea, input, button')?.focus();
    return () => {
      if (before instanceof HTMLElement && before.isConnected) before.focus();
      else document.getElementById('content')?.focus(); // what was pressed is gone
    };
  }, []);
  const { busy, problem } = sending;
  return (
    <dialog ref={dialog} aria-labelledby={`${id}-title`} onClose={onClose}>
      <form
        class="act-form"
        onSubmit={(event) => {
          event.preventDefault();
          onYes();
        }}
      >
        <h2 id={`${id}-title`}>{title}</h2>
        {children}
        {problem.value && <Refusal problem={problem.value} />}
        <div class="act-buttons">
          <button class="button primary" aria-busy={busy.value} aria-disabled={busy.value}>
            {busy.value ? t('One moment…') : does}
          </button>
          <button type="button" class="button" onClick={() => dialog.current?.close()}>
            {t('Not yet')}
          </button>
        </div>
      </form>
    </dialog>
  );
}
