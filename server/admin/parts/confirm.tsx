import type { ComponentChildren } from 'preact';
import type { Problem } from '#shared/contracts/basics.ts';
import { t } from '../words/language.ts';
import { useModal } from './modal.ts';
import { Refusal } from './refusal.tsx';

/** Whether the yes is on its way, and why it was refused. */
export type Asking = { busy: { readonly value: boolean }; problem: { readonly value: Problem | null } };

type Props = {
  id: string;
  title: string;
  /** What the button does, as in “Plan 12 calls”. */
  does: string;
  /** How the way back is called. */
  no?: string;
  isGrave?: boolean;
  /** Whether all is said that has to be. */
  isReady?: boolean;
  /** What has the focus first. */
  first?: string;
  sending: Asking;
  onYes: () => void;
  onClose: () => void;
  children?: ComponentChildren;
};

/** Says once more what will happen, with whatever has to be told for it. Ctrl and Enter say yes, too. */
export function Confirm({ id, title, does, no, isGrave, isReady = true, first, sending, onYes, onClose, children }: Props) {
  const dialog = useModal(first ?? 'textarea, input, button');
  const { busy, problem } = sending;
  return (
    <dialog ref={dialog} aria-labelledby={`${id}-title`} onClose={onClose}>
      <form
        class="act-form"
        onSubmit={(event) => {
          event.preventDefault();
          if (isReady && !busy.value) onYes();
        }}
        onKeyDown={(event) => {
          if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) event.currentTarget.requestSubmit();
        }}
      >
        <h2 id={`${id}-title`}>{title}</h2>
        {children}
        {problem.value && <Refusal problem={problem.value} />}
        <div class="act-buttons">
          <button class={isGrave ? 'button grave' : 'button primary'} disabled={!isReady} aria-busy={busy.value} aria-disabled={busy.value}>
            {busy.value ? t('One moment…') : does}
          </button>
          <button type="button" class="button" data-no onClick={() => dialog.current?.close()}>
            {no ?? t('Not yet')}
          </button>
        </div>
      </form>
    </dialog>
  );
}
