import { useSignal } from '@preact/signals';
import { type Asking, Confirm } from '../parts/confirm.tsx';
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
  sending: Asking;
  onSend: (reason: string) => void;
  onClose: () => void;
};

/** A yes, a no with its reason, or a request taken back: said once more before it is done. */
export function AnswerDialog({ asking, title, sending, onSend, onClose }: Props) {
  const reason = useSignal('');
  const { heading, says, send } = SAID[asking];

  return (
    <Confirm
      id="approvals-answer"
      title={t(heading)}
      does={t(send)}
      isGrave={asking === 'no'}
      sending={sending}
      onYes={() => onSend(reason.value)}
      onClose={onClose}
    >
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
    </Confirm>
  );
}
