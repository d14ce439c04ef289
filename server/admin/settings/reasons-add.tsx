import { useSignal } from '@preact/signals';
import { useId, useRef } from 'preact/hooks';
import { t } from '../words/language.ts';

type Props = {
  /** On the button that opens the field. */
  act: string;
  /** The same, said in full for those who only hear it. */
  about: string;
  label: string;
  lang?: string;
  onAdd(words: string): void;
};

/** A button that becomes a field: what is typed is added with Enter, and the next can follow at once. */
export function AddWords({ act, about, label, lang, onAdd }: Props) {
  const isOpen = useSignal(false);
  const typed = useSignal('');
  const id = useId();
  const field = useRef<HTMLInputElement>(null);
  const opener = useRef<HTMLButtonElement>(null);

  function open() {
    isOpen.value = true;
    requestAnimationFrame(() => field.current?.focus());
  }
  function close() {
    isOpen.value = false;
    typed.value = '';
    requestAnimationFrame(() => opener.current?.focus());
  }
  function add() {
    const words = typed.value.trim();
    if (words) onAdd(words);
    typed.value = '';
    field.current?.focus();
  }

  if (!isOpen.value)
    return (
      <p>
        <button ref={opener} type="button" class="button small own-open" data-add aria-label={about} onClick={open}>
          <span aria-hidden="true">+</span> {act}
        </button>
      </p>
    );
  return (
    <div class="field own-add" role="group" aria-label={about}>
      <label for={id}>{label}</label>
      <span class="doc-pair">
        <input
          ref={field}
          id={id}
          type="text"
          data-add
          dir="auto"
          lang={lang}
          maxLength={200}
          autocomplete="off"
          value={typed.value}
          onInput={(event) => (typed.value = event.currentTarget.value)}
          onKeyDown={(event) => {
            if (event.key === 'Enter') {
              event.preventDefault();
              add();
            } else if (event.key === 'Escape') close();
          }}
        />
        <button type="button" class="button" onClick={add}>
          {t('Add')}
        </button>
        <button type="button" class="button plain" onClick={close}>
          {t('Done')}
        </button>
      </span>
    </div>
  );
}
