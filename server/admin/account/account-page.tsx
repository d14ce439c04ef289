import { useSignal } from '@preact/signals';
import { useDesk } from '../desk.ts';
import { PageHeading } from '../parts/page-heading.tsx';
import { t } from '../words/language.ts';
import './account.css';
import { OwnName } from './own-name.tsx';
import { OwnPassword } from './own-password.tsx';
import { OwnSessions } from './own-sessions.tsx';
import { OwnWays } from './own-ways.tsx';
import { SecondFactor } from './second-factor.tsx';

/** What somebody settles about themselves. */
export function AccountPage() {
  const me = useDesk().session.me.value;
  const changes = useSignal(0);
  if (!me) return null;
  return (
    <main class="page narrow">
      <PageHeading title={t('Your account')} />
      <OwnName me={me} />
      {me.preferences && <OwnWays preferences={me.preferences} />}
      <SecondFactor />
      <OwnPassword changed={() => (changes.value += 1)} />
      <OwnSessions stale={changes} />
    </main>
  );
}
