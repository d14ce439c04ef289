import { useSignal } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import { useDesk } from '../desk.ts';
import { t } from '../words/language.ts';
import { GoIn } from './go-in.tsx';
import './account.css';
import { Line } from './line.tsx';

/** The code of the second factor, or one of the recovery codes when the phone is gone. */
export function SecondStep() {
  const { session } = useDesk();
  const code = useSignal('');
  const isRecovery = useSignal(false);
  const title = t('One more step');
  useEffect(() => void (document.title = `${title} · Amends`), [title]);
  useEffect(() => document.getElementById('code')?.focus(), [isRecovery.value]);

  return (
    <main class="door">
      <h1>{title}</h1>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          const typed = isRecovery.value ? code.value.trim() : code.value.replaceAll(/\D/g, '');
          void session.giveCode(typed, isRecovery.value);
        }}
      >
        <div class="acc-code">
          {isRecovery.value ? (
            <Line
              id="code"
              key="recovery"
              label={t('Recovery code')}
              hint={t('One of the codes you kept when you set this up. Each works once.')}
              autocomplete="off"
              spellcheck={false}
              required
              dir="ltr"
              value={code}
            />
          ) : (
            <Line
              id="code"
              key="code"
              label={t('Code')}
              hint={t('The six digits your authenticator app shows.')}
              inputMode="numeric"
              autocomplete="one-time-code"
              required
              dir="ltr"
              value={code}
            />
          )}
        </div>
        <GoIn does={t('Go on')} />
      </form>
      <div class="acc-other">
        <button
          type="button"
          class="button"
          onClick={() => {
            code.value = '';
            session.refusal.value = null;
            isRecovery.value = !isRecovery.value;
          }}
        >
          {isRecovery.value ? t('Use the app instead') : t('Use a recovery code instead')}
        </button>
        <button type="button" class="button plain" onClick={session.beginAgain}>
          {t('Back')}
        </button>
      </div>
    </main>
  );
}
