import { useDesk } from '../desk.ts';
import { t } from '../words/language.ts';

/** The end of each form at the door: why nobody is let in, and the button. */
export function GoIn({ does }: { does: string }) {
  const { refusal, busy } = useDesk().session;
  return (
    <>
      <div role="alert" class="acc-told">
        {refusal.value && <p class="notice bad">{refusal.value}</p>}
      </div>
      <button class="button primary" aria-disabled={busy.value}>
        {busy.value ? t('One moment…') : does}
      </button>
    </>
  );
}
