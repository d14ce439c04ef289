import { useSignal } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import type { Door } from '#shared/contracts/access.ts';
import '../account/account.css';
import { Line } from '../account/line.tsx';
import { SecondStep } from '../account/second-step.tsx';
import { useDesk } from '../desk.ts';
import { t } from '../words/language.ts';
import { GoIn } from '../account/go-in.tsx';

/** The door: a password or a link by mail, and after either the code of the second factor where there is one. */
export function SignInPage() {
  const { session } = useDesk();
  const email = useSignal('');
  const password = useSignal('');
  const door = useSignal<Door | null>(null);
  const title = t('Sign in');
  useEffect(() => void (document.title = `${title} · Amends`), [title]);
  useEffect(() => {
    session.door.look().then(
      (seen) => (door.value = seen),
      () => {}, // only the hint below is missing
    );
  }, []);

  if (session.step.value === 'code') return <SecondStep />;
  const askForLink = () => {
    const field = document.querySelector<HTMLInputElement>('#email');
    if (field?.reportValidity()) void session.askForLink(email.value.trim());
  };

  return (
    <main class="door">
      <h1>{title}</h1>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          void session.signIn(email.value.trim(), password.value);
        }}
      >
        <Line id="email" label={t('E-mail')} type="email" autocomplete="username" required value={email} dir="ltr" />
        <Line id="password" label={t('Password')} type="password" autocomplete="current-password" required value={password} dir="ltr" />
        <GoIn does={title} />
      </form>
      <div class="acc-other">
        <button type="button" class="button" aria-disabled={session.busy.value} onClick={askForLink}>
          {t('Send me a link by mail')}
        </button>
        <div role="status" class="acc-told">
          {session.linkSentTo.value && (
            <p class="notice">
              {t('If {email} belongs to somebody here, a link is on its way. It works once, for a quarter of an hour.', {
                email: session.linkSentTo.value,
              })}
            </p>
          )}
        </div>
        <p class="quiet">
          {door.value?.setup
            ? t('Nobody works here yet. Open the link that was printed when the server started.')
            : t('No account? Ask whoever runs this for an invitation.')}
        </p>
      </div>
    </main>
  );
}
