import type { ComponentChildren } from 'preact';
import { useModal } from '../parts/modal.ts';

/** A question before something grave, or a form of its own. Escape and the backdrop of the page lead back. */
export function Dialog({ id, title, close, children }: { id: string; title: string; close: () => void; children: ComponentChildren }) {
  const dialog = useModal('input, select, button');
  return (
    <dialog ref={dialog} class="sheet acc-dialog" aria-labelledby={`${id}-title`} onClose={close}>
      <h2 id={`${id}-title`}>{title}</h2>
      {children}
    </dialog>
  );
}
