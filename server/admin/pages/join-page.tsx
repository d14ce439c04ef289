import { useSignal } from '@preact/signals';
import { useLocation } from 'preact-iso';
import { useEffect } from 'preact/hooks';
import { Line } from '../account/line.tsx';
import { NewPassword } from '../account/new-password.tsx';
import { SecondStep } from '../account/second-step.tsx';
import { useDesk } from '../desk.ts';
import { t } from '../words/language.ts';
import { GoIn } from '../account/go-in.tsx';

/** Where an invitation leads: choose a name and a password, and begin. */
export function JoinPage({ token }: { token: string }) {
  const { session } = useDesk();
  const { route } = useLocation();
  const name = useSignal('');
  const password = useSignal('');
  const title = t('Welcome');
  useEffect(() => void (document.title = `${title} · Amends`), [title]);

  async function join(event: Event) {
    event.preventDefault();
    await session.join(token, name.value.trim(), password.value);
    if (session.me.value) route('/admin', true);
  }
  if (session.step.value === 'code') return <SecondStep />;

  return (
    <main class="door">
      <h1>{title}</h1>
      {token ? (
        <form onSubmit={join}>
          <p>{t('You have been invited to answer customers here. Choose how you are called and a password.')}</p>
          <Line id="name" label={t('Your name, as customers read it')} autocomplete="name" required maxLength={200} value={name} />
          <NewPassword id="new-password" label={t('Password')} value={password} />
          <GoIn does={t('Join')} />
        </form>
      ) : (
        <p>{t('This address is not complete. Please open the link of your invitation once more, or ask for a new one.')}</p>
      )}
    </main>
  );
}
