import { useSignal } from '@preact/signals';
import { useEffect, useMemo } from 'preact/hooks';
import type { TeamPerson } from '#shared/contracts/access.ts';
import type { Role } from '#shared/contracts/basics.ts';
import '../account/account.css';
import { InviteForm } from '../account/invite-form.tsx';
import { RemoveDialog } from '../account/remove-dialog.tsx';
import { invitableBy, ROLE_MEANINGS, ROLE_NAMES } from '../account/roles.ts';
import { createSending } from '../account/sending.ts';
import { createTeam, type TeamModel } from '../account/team-model.ts';
import { Told } from '../account/told.tsx';
import { useDesk } from '../desk.ts';
import { day } from '../words/dates.ts';
import { t, tn } from '../words/language.ts';
import { SettingsFrame } from './settings-frame.tsx';

const ROLES: Role[] = ['owner', 'lead', 'agent', 'viewer'];

/** Who works here and as what. Owners change it, leads invite, everybody sees it. */
export function TeamPage() {
  const { client, session } = useDesk();
  const me = session.me.value;
  const mayInvite = me !== null && me !== undefined && invitableBy(me.role).length > 0;
  const team = useMemo(() => createTeam(client, mayInvite), [client, mayInvite]);
  const leaving = useSignal<TeamPerson | null>(null);
  useEffect(() => void team.load(), [team]);
  if (!me) return null;
  const isSettled = team.people.value !== null || team.problem.value !== null;

  return (
    <SettingsFrame title={t('Team and roles')} lead={t('Owners give roles and remove people. Leads invite agents and viewers.')}>
      <div role="alert" class="acc-told">
        {team.problem.value && (
          <p class="notice bad">
            {team.problem.value.detail}{' '}
            <button type="button" class="button small" onClick={() => void team.load()}>
              {t('Try again')}
            </button>
          </p>
        )}
      </div>
      <section class="card" aria-labelledby="people" aria-busy={team.people.value === null}>
        <h2 id="people">{t('People')}</h2>
        <ul class="acc-list">
          {team.people.value?.map((person) => (
            <Person
              key={person.id}
              person={person}
              team={team}
              isMe={person.id === me.id}
              mayDecide={me.role === 'owner'}
              remove={() => (leaving.value = person)}
            />
          )) ?? <li class="acc-blank" />}
        </ul>
      </section>
      {mayInvite && isSettled && <InviteForm team={team} by={me.role} />}
      {mayInvite && isSettled && <Invitations team={team} />}
      {leaving.value && <RemoveDialog person={leaving.value} team={team} close={() => (leaving.value = null)} />}
    </SettingsFrame>
  );
}

type PersonProps = { person: TeamPerson; team: TeamModel; isMe: boolean; mayDecide: boolean; remove: () => void };

function Person({ person, team, isMe, mayDecide, remove }: PersonProps) {
  const { say, session } = useDesk();
  const sending = useMemo(createSending, []);

  async function changeRole(select: HTMLSelectElement) {
    const role = ROLES.find((one) => one === select.value) ?? person.role;
    const worked = await sending.send(() => team.changeRole(person.id, role));
    if (!worked) {
      select.value = person.role;
      return;
    }
    say(t('{name} is now: {role}.', { name: person.name, role: t(ROLE_NAMES[role]) }));
    if (isMe) await session.start();
  }

  return (
    <li>
      <div>
        <p>
          <strong>{person.name}</strong> {isMe && <span class="flag kept">{t('You')}</span>}
        </p>
        <p class="quiet">
          <bdi>{person.email}</bdi> · {tn(person.openCases, '{count} open case', '{count} open cases')} ·{' '}
          {person.secondFactor ? t('Second factor on') : t('No second factor')}
        </p>
        {!mayDecide && (
          <p class="quiet">
            {t(ROLE_NAMES[person.role])}: {t(ROLE_MEANINGS[person.role])}
          </p>
        )}
        <Told sending={sending} />
      </div>
      {mayDecide && (
        <div class="acc-acts">
          <select
            aria-label={t('Role of {name}', { name: person.name })}
            value={person.role}
            onChange={(event) => void changeRole(event.currentTarget)}
          >
            {ROLES.map((role) => (
              <option key={role} value={role}>
                {t(ROLE_NAMES[role])}
              </option>
            ))}
          </select>
          {!isMe && (
            <button type="button" class="button small grave" aria-label={t('Remove {name}', { name: person.name })} onClick={remove}>
              {t('Remove')}
            </button>
          )}
        </div>
      )}
    </li>
  );
}

function Invitations({ team }: { team: TeamModel }) {
  const { say } = useDesk();
  const sending = useMemo(createSending, []);
  const open = team.invitations.value;

  async function withdraw(id: string) {
    if (!(await sending.send(() => team.withdraw(id)))) return;
    document.getElementById('invitations')?.focus(); // the button that was pressed is gone
    say(t('The invitation is withdrawn: its link opens nothing any more.'));
  }

  return (
    <section class="card" aria-labelledby="invitations">
      <h2 id="invitations" tabIndex={-1}>
        {t('Invitations nobody has answered yet')}
      </h2>
      {open.length === 0 && <p class="quiet">{t('None at the moment.')}</p>}
      <ul class="acc-list">
        {open.map(({ id, email, role, expiresAt }) => (
          <li key={id}>
            <div>
              <p>{email}</p>
              <p class="quiet">{t('{role}, until {day}', { role: t(ROLE_NAMES[role]), day: day(expiresAt) })}</p>
            </div>
            <button
              type="button"
              class="button small"
              aria-label={t('Withdraw the invitation of {email}', { email })}
              onClick={() => void withdraw(id)}
            >
              {t('Withdraw')}
            </button>
          </li>
        ))}
      </ul>
      <Told sending={sending} />
    </section>
  );
}
