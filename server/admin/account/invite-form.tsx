import { useSignal } from '@preact/signals';
import { useMemo } from 'preact/hooks';
import type { Role } from '#shared/contracts/basics.ts';
import { useDesk } from '../desk.ts';
import { CopyButton } from '../parts/copy-button.tsx';
import { t } from '../words/language.ts';
import { Line } from './line.tsx';
import { invitableBy, ROLE_MEANINGS, ROLE_NAMES } from './roles.ts';
import { createSending } from './sending.ts';
import type { TeamModel } from './team-model.ts';
import { Told } from './told.tsx';

/** Asks somebody to join. Without a mail server the link is shown here, once. */
export function InviteForm({ team, by }: { team: TeamModel; by: Role }) {
  const { say } = useDesk();
  const email = useSignal('');
  const role = useSignal<Role>('agent');
  const sending = useMemo(createSending, []);
  const roles = invitableBy(by);
  const invited = team.invited.value;

  async function invite(event: Event) {
    event.preventDefault();
    const worked = await sending.send(() => team.invite(email.value.trim(), role.value));
    if (!worked) return;
    email.value = '';
    if (team.invited.value?.url === null) say(t('The invitation is on its way by mail.'));
  }

  return (
    <section class="card" aria-labelledby="invite">
      <h2 id="invite">{t('Invite a colleague')}</h2>
      <form class="acc-form" onSubmit={invite}>
        <Line
          id="invite-email"
          label={t('E-mail')}
          type="email"
          autocomplete="off"
          required
          dir="ltr"
          value={email}
          error={sending.errorAt('email')}
        />
        <div class="field">
          <label for="invite-role">{t('Role')}</label>
          <select
            id="invite-role"
            aria-describedby="invite-role-hint"
            value={role.value}
            onChange={(event) => (role.value = roles.find((one) => one === event.currentTarget.value) ?? 'agent')}
          >
            {roles.map((one) => (
              <option key={one} value={one}>
                {t(ROLE_NAMES[one])}
              </option>
            ))}
          </select>
          <p class="hint" id="invite-role-hint">
            {t(ROLE_MEANINGS[role.value])}
          </p>
        </div>
        <Told sending={sending} paths={['email']} />
        <p>
          <button class="button primary" aria-disabled={sending.busy.value}>
            {sending.busy.value ? t('One moment…') : t('Invite')}
          </button>
        </p>
      </form>
      <div role="status" class="acc-told">
        {invited?.url && (
          <div class="notice acc-link">
            <p>
              {t(
                'No mail server is set, so please pass this link on to {email} yourself. It works once, within a week, and is not shown again.',
                {
                  email: invited.email,
                },
              )}
            </p>
            <pre tabIndex={0} aria-label={t('Link of the invitation')} dir="ltr">
              <code>{invited.url}</code>
            </pre>
            <CopyButton text={invited.url} label={t('Copy the link')} />
          </div>
        )}
      </div>
    </section>
  );
}
