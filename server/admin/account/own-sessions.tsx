import { type Signal, useSignal } from '@preact/signals';
import { useEffect, useMemo } from 'preact/hooks';
import type { SessionView } from '#shared/contracts/access.ts';
import { useDesk } from '../desk.ts';
import { Ago } from '../parts/marks.tsx';
import { t } from '../words/language.ts';
import { accountOf } from './access-client.ts';
import { createSending } from './sending.ts';

function deviceName({ browser, system }: SessionView): string {
  if (browser && system) return t('{browser} on {system}', { browser, system });
  return browser ?? system ?? t('An unknown device');
}

/** Where somebody is signed in. `stale` counts what may have changed it from outside. */
export function OwnSessions({ stale }: { stale: Signal<number> }) {
  const { client, say } = useDesk();
  const account = useMemo(() => accountOf(client), [client]);
  const sessions = useSignal<SessionView[] | null>(null);
  const sending = useMemo(createSending, []);
  const load = () => sending.send(async () => void (sessions.value = (await account.listSessions()).items));
  useEffect(() => void load(), [stale.value]);

  async function end(request: () => Promise<unknown>, told: string) {
    const worked = await sending.send(async () => {
      await request();
      sessions.value = (await account.listSessions()).items;
    });
    if (!worked) return;
    document.getElementById('own-sessions')?.focus(); // the button that was pressed is gone
    say(told);
  }
  const others = sessions.value?.filter(({ isThisOne }) => !isThisOne) ?? [];

  return (
    <section class="card" aria-labelledby="own-sessions" aria-busy={sessions.value === null}>
      <h2 id="own-sessions" tabIndex={-1}>
        {t('Where you are signed in')}
      </h2>
      <div role="alert" class="acc-told">
        {sending.problem.value && (
          <p class="notice bad">
            {sending.problem.value.detail}{' '}
            <button type="button" class="button small" onClick={() => void load()}>
              {t('Try again')}
            </button>
          </p>
        )}
      </div>
      <ul class="acc-list">
        {sessions.value?.map((session) => (
          <li key={session.id}>
            <div>
              <p>
                <strong>{deviceName(session)}</strong> {session.isThisOne && <span class="flag kept">{t('This one')}</span>}
              </p>
              <p class="quiet">
                {session.address && <span dir="ltr">{session.address}</span>}
                {session.address && ' · '}
                {t('Last seen:')} <Ago at={session.lastSeenAt} />
              </p>
            </div>
            {!session.isThisOne && (
              <button
                type="button"
                class="button small"
                aria-label={t('Sign out {device}', { device: deviceName(session) })}
                onClick={() => void end(() => account.endSession(session.id), t('Signed out there.'))}
              >
                {t('Sign out')}
              </button>
            )}
          </li>
        )) ?? <li class="acc-blank" />}
      </ul>
      {others.length > 0 && (
        <p>
          <button type="button" class="button" onClick={() => void end(account.endOtherSessions, t('You are signed out everywhere else.'))}>
            {t('Sign out everywhere else')}
          </button>
        </p>
      )}
    </section>
  );
}
