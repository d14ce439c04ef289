import { useSignal } from '@preact/signals';
import { useEffect, useRef } from 'preact/hooks';
import type { ActForm, Sight } from '../acts/act-form.ts';
import type { CaseFile } from '../models/case-file.ts';
import { t } from '../words/language.ts';
import { ActFormView } from './act-form.tsx';
import { Overtaken } from './overtaken.tsx';

type DialogProps = { file: CaseFile; form: ActForm; sight: Sight; part?: string; onClose: () => void };

/** An act in a dialog which says what will happen before it does. Open as long as it is on the page. */
export function ActDialog({ file, form, sight, part, onClose }: DialogProps) {
  const dialog = useRef<HTMLDialogElement>(null);
  const id = `${form.id}${part ?? ''}-title`;
  useEffect(() => {
    dialog.current?.showModal();
    dialog.current?.querySelector<HTMLElement>('form :is(input, select, textarea, button)')?.focus();
  }, []);

  return (
    <dialog
      ref={dialog}
      aria-labelledby={id}
      onClose={(event) => {
        if (event.target === dialog.current) onClose();
      }}
    >
      <div class="dialog-head">
        <h2 id={id}>{t(form.label)}</h2>
        <button type="button" class="button plain" aria-label={t('Close')} onClick={() => dialog.current?.close()}>
          ×
        </button>
      </div>
      <Overtaken file={file} />
      <ActFormView file={file} form={form} sight={sight} part={part} onDone={() => dialog.current?.close()} />
    </dialog>
  );
}

type ButtonProps = Omit<DialogProps, 'onClose'> & { look: string; describedBy?: string };

export function ActButton({ look, describedBy, ...act }: ButtonProps) {
  const isOpen = useSignal(false);
  return (
    <>
      <button type="button" class={look} aria-haspopup="dialog" aria-describedby={describedBy} onClick={() => (isOpen.value = true)}>
        {t(act.form.label)}
      </button>
      {isOpen.value && <ActDialog {...act} onClose={() => (isOpen.value = false)} />}
    </>
  );
}
