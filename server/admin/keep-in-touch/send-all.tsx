import { useSignal } from '@preact/signals';
import { useMemo } from 'preact/hooks';
import type { AllDueSent } from '#shared/contracts/keep-in-touch.ts';
import { createSending } from '../account/sending.ts';
import { useDesk } from '../desk.ts';
import { Confirm } from '../parts/confirm.tsx';
import { Refusal } from '../parts/refusal.tsx';
import { leftOut } from '../rescue/said.ts';
import { number } from '../words/dates.ts';
import { t, tn } from '../words/language.ts';
import { keepInTouchOf } from './keep-in-touch-calls.ts';

/** Counts first, asks, and only then sends. */
export function SendAll({ onSent }: { onSent: () => void }) {
  const desk = useDesk();
  const calls = keepInTouchOf(desk.client);
  const sending = useMemo(createSending, []);
  const counted = useSignal<AllDueSent | null>(null);

  const count = () => void sending.send(async () => (counted.value = await calls.sendAll(true)));
  async function sendAll() {
    const worked = await sending.send(async () => {
      const { sent } = await calls.sendAll(false);
      desk.say(tn(sent, '{count} letter is on its way.', '{count} letters are on their way.'));
    });
    if (!worked) return;
    counted.value = null;
    onSent();
  }

  const found = counted.value;
  return (
    <>
      <button type="button" class="button primary" aria-busy={sending.busy.value} onClick={count}>
        {t('Send all that are due')}
      </button>
      {!found && sending.problem.value && <Refusal problem={sending.problem.value} />}
      {found && (
        <Confirm
          id="kit-all"
          title={found.sent ? tn(found.sent, 'Send {count} letter?', 'Send {count} letters?') : t('No letter is ready to be sent')}
          does={found.sent ? t('Send now') : t('Close')}
          sending={sending}
          onYes={() => (found.sent ? void sendAll() : void (counted.value = null))}
          onClose={() => (counted.value = null)}
        >
          {found.sent > 0 && (
            <p>{t('Each goes out as it is proposed, or as somebody kept it. What you typed and did not keep is not in it.')}</p>
          )}
          {found.remaining && <p>{t('There are more; the others can be sent after these.')}</p>}
          {Object.keys(found.skippedBy).length > 0 && (
            <>
              <p>{t('Left out, and why')}</p>
              <ul class="wb-lines">
                {Object.entries(found.skippedBy).map(([why, left]) => (
                  <li key={why}>
                    <span>{leftOut(why)}</span> <span class="quiet">{number(left)}</span>
                  </li>
                ))}
              </ul>
            </>
          )}
        </Confirm>
      )}
    </>
  );
}
