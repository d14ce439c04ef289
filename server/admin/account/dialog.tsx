import type { ComponentChildren } from 'preact';
import { useEffect, useRef } from 'preact/hooks';

/** A question before something grave, or a form of its own. Escape and the backdrop of the page lead back. */
export function Dialog({ id, title, close, children }: { id: string; title: string; close: () => void; children: ComponentChildren }) {
  const dialog = useRef<HTMLDialogElement>(null);
  useEffect(() => {
    const before = document.activeElement;
    dialog.current?.showModal();
    dialog.current?.querySelector<HTMLElement>('input, select, button')?.focus();
    return () => {
      if (before instanceof HTMLElement && before.isConnected) before.focus();
      else document.getElementById('content')?.focus(); // what was pressed is gone
    };
  }, []);
  return (
    <dialog ref={dialog} class="sheet acc-dialog" aria-labelledby={`${id}-title`} onClose={close}>
      <h2 id={`${id}-title`}>{title}</h2>
      {children}
    </dialog>
  );
}
