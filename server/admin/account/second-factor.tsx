import { useSignal } from '@preact/signals';
import { useEffect, useMemo, useRef } from 'preact/hooks';
import type { SecondFactorBegun } from '#shared/contracts/access.ts';
import { useDesk } from '../desk.ts';
import { t } from '../words/language.ts';
import { accountOf } from './access-client.ts';
import { Line } from './line.tsx';
import { RecoveryCodesSheet } from './recovery-codes.tsx';
import { createSending } from './sending.ts';
import { Told } from './told.tsx';

/** What the password is asked for. */
type Wish = 'begin' | 'renew' | 'remove';

/** A code from the phone beside the password: switched on, renewed, switched off. */
export function SecondFactor() {
  const { client, session, say } = useDesk();
  const account = useMemo(() => accountOf(client), [client]);
  const wish = useSignal<Wish | null>(null);
  const begun = useSignal<SecondFactorBegun | null>(null);
  const codes = useSignal<string[] | null>(null);
  const section = useRef<HTMLElement>(null);
  const isIdle = !wish.value && !begun.value && !codes.value;
  const wasIdle = useRef(true);
  useEffect(() => {
    if (isIdle && !wasIdle.current) section.current?.querySelector('button')?.focus();
    wasIdle.current = isIdle;
  }, [isIdle]);
  const isOn = session.me.value?.secondFactor === true;

  async function withPassword(password: string) {
    if (wish.value === 'begin') begun.value = await account.beginSecondFactor(password);
    if (wish.value === 'renew') codes.value = (await account.makeRecoveryCodes(password)).recoveryCodes;
    if (wish.value === 'remove') {
      await account.removeSecondFactor(password);
      await session.start();
      say(t('The second factor is off.'));
    }
    wish.value = null;
  }
  async function confirm(code: string) {
    await account.confirmSecondFactor(code);
    codes.value = begun.value?.recoveryCodes ?? null;
    begun.value = null;
    await session.start();
    say(t('The second factor is on.'));
  }

  return (
    <section ref={section} class="card" aria-labelledby="second-factor">
      <h2 id="second-factor">{t('Second factor')}</h2>
      <p>
        {isOn
          ? t('On: besides your password, signing in needs a code from your phone.')
          : t('Off. With it, nobody comes in with your password alone: a code from your phone is needed too.')}
      </p>
      {codes.value && <RecoveryCodesSheet codes={codes.value} done={() => (codes.value = null)} />}
      {begun.value && <FirstCode begun={begun.value} confirm={confirm} back={() => (begun.value = null)} />}
      {wish.value && <PasswordFirst wish={wish.value} go={withPassword} back={() => (wish.value = null)} />}
      {isIdle && (
        <p class="act-buttons">
          {!isOn && (
            <button type="button" class="button primary" onClick={() => (wish.value = 'begin')}>
              {t('Set up the second factor')}
            </button>
          )}
          {isOn && (
            <>
              <button type="button" class="button" onClick={() => (wish.value = 'renew')}>
                {t('New recovery codes')}
              </button>
              <button type="button" class="button grave" onClick={() => (wish.value = 'remove')}>
                {t('Switch the second factor off')}
              </button>
            </>
          )}
        </p>
      )}
    </section>
  );
}

function PasswordFirst({ wish, go, back }: { wish: Wish; go: (password: string) => Promise<void>; back: () => void }) {
  const password = useSignal('');
  const sending = useMemo(createSending, []);
  useEffect(() => document.getElementById('factor-password')?.focus(), []);
  const labels: Record<Wish, string> = { begin: t('Go on'), renew: t('Make new codes'), remove: t('Switch it off') };
  return (
    <form
      class="acc-form"
      onSubmit={(event) => {
        event.preventDefault();
        void sending.send(() => go(password.value));
      }}
    >
      {wish === 'renew' && <p>{t('The codes you have now stop working.')}</p>}
      {wish === 'remove' && <p>{t('After this, your password alone lets you in. Your recovery codes stop working.')}</p>}
      <Line
        id="factor-password"
        label={t('Your password')}
        type="password"
        autocomplete="current-password"
        required
        dir="ltr"
        value={password}
        error={sending.errorAt('password')}
      />
      <Told sending={sending} paths={['password']} />
      <p class="act-buttons">
        <button class={wish === 'remove' ? 'button grave' : 'button primary'} aria-disabled={sending.busy.value}>
          {sending.busy.value ? t('One moment…') : labels[wish]}
        </button>
        <button type="button" class="button plain" onClick={back}>
          {t('Cancel')}
        </button>
      </p>
    </form>
  );
}

function FirstCode({ begun, confirm, back }: { begun: SecondFactorBegun; confirm: (code: string) => Promise<void>; back: () => void }) {
  const code = useSignal('');
  const sending = useMemo(createSending, []);
  useEffect(() => document.getElementById('first-code')?.focus(), []);
  return (
    <form
      class="acc-form"
      onSubmit={(event) => {
        event.preventDefault();
        void sending.send(() => confirm(code.value.replaceAll(/\D/g, '')));
      }}
    >
      <p>{t('Scan this with an authenticator app on your phone.')}</p>
      <img
        class="acc-picture"
        src={`data:image/svg+xml,${encodeURIComponent(begun.svg)}`}
        width={208}
        height={208}
        alt={t('QR code for an authenticator app; the same secret is written below.')}
      />
      <p>
        {t('Or type this secret into the app:')} <code dir="ltr">{begun.secret.match(/.{1,4}/g)?.join(' ')}</code>
      </p>
      <div class="acc-code">
        <Line
          id="first-code"
          label={t('Code')}
          hint={t('The six digits your authenticator app shows now.')}
          inputMode="numeric"
          autocomplete="one-time-code"
          required
          dir="ltr"
          value={code}
          error={sending.errorAt('code')}
        />
      </div>
      <Told sending={sending} paths={['code']} />
      <p class="act-buttons">
        <button class="button primary" aria-disabled={sending.busy.value}>
          {sending.busy.value ? t('One moment…') : t('Switch it on')}
        </button>
        <button type="button" class="button plain" onClick={back}>
          {t('Cancel')}
        </button>
      </p>
    </form>
  );
}
