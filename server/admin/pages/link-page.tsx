import { useLocation } from 'preact-iso';
import { useEffect } from 'preact/hooks';
import { SecondStep } from '../account/second-step.tsx';
import { useDesk } from '../desk.ts';
import { t } from '../words/language.ts';

/** Where a link from a mail leads. A person presses the button: programs that look into mail sign nobody in. */
export function LinkPage({ token }: { token: string }) {
  const { session } = useDesk();
  const { route } = useLocation();
  const title = t('Sign in');
  useEffect(() => void (document.title = `${title} · Amends`), [title]);
  const isIn = Boolean(session.me.value);
  useEffect(() => {
    if (isIn) route('/admin', true);
  }, [isIn]);

  if (session.step.value === 'code') return <SecondStep />;
  return (
    <main class="door">
      <h1>{title}</h1>
      {token ? (
        <form
          onSubmit={(event) => {
            event.preventDefault();
            void session.openLink(token);
          }}
        >
          <p>{t('You came by the link of your mail. It works once.')}</p>
          <div role="alert" class="acc-told">
            {session.refusal.value && (
              <p class="notice bad">
                {session.refusal.value} <a href="/admin">{t('To the sign-in page')}</a>
              </p>
            )}
          </div>
          <button class="button primary" aria-disabled={session.busy.value}>
            {session.busy.value ? t('One moment…') : title}
          </button>
        </form>
      ) : (
        <p>{t('This address is not complete. Please open the link of your mail once more, or ask for a new one.')}</p>
      )}
    </main>
  );
}
