import { batch, useSignal } from '@preact/signals';
import { useMemo } from 'preact/hooks';
import { useDesk } from '../desk.ts';
import { t } from '../words/language.ts';
import { accountOf } from './access-client.ts';
import { Line } from './line.tsx';
import { NewPassword } from './new-password.tsx';
import { createSending } from './sending.ts';
import { Told } from './told.tsx';

export function OwnPassword({ changed }: { changed: () => void }) {
  const { client, say } = useDesk();
  const [current, next, endOthers] = [useSignal(''), useSignal(''), useSignal(true)];
  const sending = useMemo(createSending, []);

  async function change(event: Event) {
    event.preventDefault();
    await sending.send(async () => {
      await accountOf(client).changePassword({ current: current.value, next: next.value, endOthers: endOthers.value });
      batch(() => ((current.value = ''), (next.value = '')));
      say(t('Your password is changed.'));
      changed();
    });
  }

  return (
    <section class="card" aria-labelledby="own-password">
      <h2 id="own-password">{t('Password')}</h2>
      <form class="acc-form" onSubmit={change}>
        <Line
          id="current-password"
          label={t('Password you have now')}
          type="password"
          autocomplete="current-password"
          required
          dir="ltr"
          value={current}
          error={sending.errorAt('password') ?? sending.errorAt('current')}
        />
        <NewPassword id="next-password" label={t('New password')} value={next} error={sending.errorAt('next')} />
        <label class="inline">
          <input type="checkbox" checked={endOthers.value} onChange={(event) => (endOthers.value = event.currentTarget.checked)} />
          {t('Sign me out everywhere else')}
        </label>
        <Told sending={sending} paths={['password', 'current', 'next']} />
        <p>
          <button class="button" aria-disabled={sending.busy.value}>
            {t('Change the password')}
          </button>
        </p>
      </form>
    </section>
  );
}
