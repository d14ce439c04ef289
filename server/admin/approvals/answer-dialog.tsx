import { useSignal } from '@preact/signals';
import { useEffect, useRef } from 'preact/hooks';
import type { Problem } from '#shared/contracts/basics.ts';
import { Refusal } from '../parts/refusal.tsx';
import { msg, t } from '../words/language.ts';

const SAID = {
  yes: {
    heading: msg('Approve?'),
    says: msg('“{offer}” goes to the customer at once, in your colleague’s words.'),
    send: msg('Approve and send'),
  },
  no: { heading: msg('Refuse?'), says: msg('“{offer}” is not offered. Your colleague reads your reason.'), send: msg('Refuse') },
  back: { heading: msg('Take it back?'), says: msg('“{offer}” no longer waits, and nothing is sent.'), send: msg('Take it back') },
};

type Props = {
  asking: keyof typeof SAID;
  title: string;
  isBusy: boolean;
  problem: Problem | null;
  onSend: (reason: string) => void;
  onClose: () => void;
};

/** A yes, a no with its reason, or a request taken back: said once more before it is done. */
export function AnswerDialog({ asking, title, isBusy, problem, onSend, onClose }: Props) {
  const dialog = useRef<HTMLDialogElement>(null);
  const reason = useSignal('');
  const { heading, says, send } = SAID[asking];
  useEffect(() => {
    dialog.current?.showModal();
    dialog.current?.querySelector<HTMLElement>(asking === 'no' ? 'textarea' : 'button.primary, button.grave')?.focus();
  }, []);

  return (
    <dialog ref={dialog} aria-labelledby="approvals-answer" onClose={onClose}>
      <form
        class="act-form"
        onSubmit={(event) => {
          event.preventDefault();
          if (!isBusy) onSend(reason.value);
        }}
        onKeyDown={(event) => {
          if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) event.currentTarget.requestSubmit();
        }}
      >
        <h2 id="approvals-answer">{t(heading)}</h2>
        <p>{t(says, { offer: title })}</p>
        {asking === 'no' && (
          <div class="field">
            <label for="approvals-reason">{t('Why not')}</label>
            <textarea
              id="approvals-reason"
              required
              rows={3}
              maxLength={4000}
              dir="auto"
              value={reason.value}
              onInput={(event) => (reason.value = event.currentTarget.value)}
            />
          </div>
        )}
        {problem && <Refusal problem={problem} />}
        <div class="act-buttons">
          <button class={asking === 'no' ? 'button grave' : 'button primary'} aria-busy={isBusy} aria-disabled={isBusy}>
            {isBusy ? t('One moment…') : t(send)}
          </button>
          <button type="button" class="button" onClick={() => dialog.current?.close()}>
            {t('Not yet')}
          </button>
        </div>
      </form>
    </dialog>
  );
}
