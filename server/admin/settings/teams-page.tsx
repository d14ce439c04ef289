import { useSignal } from '@preact/signals';
import type { RoutingSettings } from '#shared/contracts/settings.ts';
import { useDesk } from '../desk.ts';
import { fullInstant } from '../words/dates.ts';
import { t, tn } from '../words/language.ts';
import { useCalendars } from './calendar-choices.ts';
import { DocumentPage } from './document-page.tsx';
import type { DocumentModel } from './document.ts';
import { AddItem } from './entries.tsx';
import { ItemActs, Line, Mistakes, newId, NumberLine, Select } from './fields.tsx';

type Team = RoutingSettings['teams'][number];
type Away = RoutingSettings['away'][number];
const USUAL_CAPACITY = 30;

/** Who works together, how much each can hold, and who is away: the part of routing that is about people. */
export function TeamsPage() {
  return (
    <DocumentPage
      name="routing"
      title={t('Teams and away times')}
      lead={t(
        'A case goes to whoever of the team has least to do, has room left and is there. The routing rules are part of the same draft.',
      )}
    >
      {(model) => (
        <>
          <Teams model={model} />
          <AwayTimes model={model} />
          <section class="card" aria-labelledby="teams-usual">
            <h2 id="teams-usual">{t('When no rule fits')}</h2>
            <div class="doc-grid">
              <Select
                spot={model.at('defaultTeam')}
                label={t('Default team')}
                choices={model.at<Team[]>('teams').value.map(({ id, name }) => ({ value: id, label: name }))}
                none={t('None: the case waits in the inbox')}
              />
              <NumberLine
                spot={model.at('unassignedAlarmHours')}
                label={t('Alarm after so many hours')}
                min={1}
                max={1000}
                hint={t('When nobody has taken a case that is owed an answer.')}
              />
            </div>
          </section>
        </>
      )}
    </DocumentPage>
  );
}

function Teams({ model }: { model: DocumentModel<'routing'> }) {
  const calendars = useCalendars();
  const teams = model.at<Team[]>('teams');
  return (
    <section class="doc-list" aria-labelledby="teams" data-items>
      <h2 id="teams">{t('Teams')}</h2>
      {teams.value.length === 0 && <p class="quiet">{t('No team yet.')}</p>}
      {teams.value.map((team, i) => (
        <TeamCard key={team.id} model={model} team={team} index={i} calendars={calendars} />
      ))}
      <AddItem spot={teams} label={t('Add a team')} begin={() => ({ id: newId('team'), name: t('New team'), members: [] })} />
    </section>
  );
}

type CardProps = { model: DocumentModel<'routing'>; team: Team; index: number; calendars: ReturnType<typeof useCalendars> };

function TeamCard({ model, team, index, calendars }: CardProps) {
  const { session } = useDesk();
  const teams = model.at<Team[]>('teams');
  const members = model.at<Team['members']>('teams', index, 'members');
  const nameOf = (id: string) => session.team.value.find((member) => member.id === id)?.name ?? id;
  const left = session.team.value.filter(({ id, role }) => role !== 'viewer' && !members.value.some(({ staff }) => staff === id));

  return (
    <div class="card" data-item role="group" aria-label={team.name}>
      <div class="doc-item-head">
        <h3 dir="auto">{team.name}</h3>
        <ItemActs spot={teams} index={index} name={team.name} />
      </div>
      <div class="doc-grid">
        <Line spot={model.at('teams', index, 'name')} label={t('Name of the team')} />
        <Select spot={model.at('teams', index, 'calendar')} label={t('Opening hours')} choices={calendars} none={t('Always there')} />
      </div>
      <h4>{tn(members.value.length, '{count} member', '{count} members')}</h4>
      <ul class="doc-list" data-items>
        {members.value.map(({ staff }, i) => (
          <li key={staff} class="doc-offer" data-item>
            <NumberLine
              spot={model.at('teams', index, 'members', i, 'capacity')}
              label={t('{name}: open cases at most', { name: nameOf(staff) })}
              max={1000}
            />
            <Mistakes spot={model.at('teams', index, 'members', i, 'staff')} />
            <ItemActs spot={members} index={i} name={nameOf(staff)} />
          </li>
        ))}
      </ul>
      <div class="field">
        <label for={`team-add-${index}`}>{t('Add a member')}</label>
        <select
          id={`team-add-${index}`}
          data-add
          value=""
          onChange={(event) => {
            const staff = event.currentTarget.value;
            if (staff) members.set([...members.value, { staff, capacity: USUAL_CAPACITY }]);
          }}
        >
          <option value="">{left.length ? t('Please choose') : t('Everybody is in this team')}</option>
          {left.map(({ id, name }) => (
            <option key={id} value={id}>
              {name}
            </option>
          ))}
        </select>
      </div>
    </div>
  );
}

const toInstant = (local: string) => new Date(local).toISOString();

function AwayTimes({ model }: { model: DocumentModel<'routing'> }) {
  const { session } = useDesk();
  const who = useSignal('');
  const from = useSignal('');
  const to = useSignal('');
  const away = model.at<Away[]>('away');
  const nameOf = (id: string) => session.team.value.find((member) => member.id === id)?.name ?? id;
  const isBackwards = from.value !== '' && to.value !== '' && from.value >= to.value;
  const isReady = who.value !== '' && from.value !== '' && to.value !== '' && !isBackwards;

  const add = () => {
    if (!isReady) return;
    away.set([...away.value, { staff: who.value, from: toInstant(from.value), to: toInstant(to.value) }]);
    who.value = '';
    from.value = '';
    to.value = '';
  };

  return (
    <section class="card" aria-labelledby="teams-away" data-items>
      <h2 id="teams-away">{t('Away times')}</h2>
      <p class="quiet">{t('Whoever is away gets no new cases. A reopened case of theirs goes to somebody who is there.')}</p>
      {away.value.map(({ staff, from, to }, i) => (
        <div key={`${staff}${from}`} class="doc-item-head" data-item>
          <p>{t('{name}: {from} until {to}', { name: nameOf(staff), from: fullInstant(from), to: fullInstant(to) })}</p>
          <ItemActs spot={away} index={i} name={t('away time of {name}', { name: nameOf(staff) })} />
        </div>
      ))}
      <div class="doc-grid">
        <div class="field">
          <label for="away-who">{t('Who')}</label>
          <select id="away-who" data-add value={who.value} onChange={(event) => (who.value = event.currentTarget.value)}>
            <option value="">{t('Please choose')}</option>
            {session.team.value.map(({ id, name }) => (
              <option key={id} value={id}>
                {name}
              </option>
            ))}
          </select>
        </div>
        <div class="field">
          <label for="away-from">{t('From')}</label>
          <input id="away-from" type="datetime-local" value={from.value} onInput={(event) => (from.value = event.currentTarget.value)} />
        </div>
        <div class="field">
          <label for="away-to">{t('Until')}</label>
          <input
            id="away-to"
            type="datetime-local"
            aria-invalid={isBackwards ? 'true' : undefined}
            aria-describedby={isBackwards ? 'away-wrong' : undefined}
            value={to.value}
            onInput={(event) => (to.value = event.currentTarget.value)}
          />
          {isBackwards && (
            <p class="doc-error" id="away-wrong">
              {t('This is before they leave.')}
            </p>
          )}
        </div>
      </div>
      <p>
        <button type="button" class="button" disabled={!isReady} onClick={add}>
          {t('Add this away time')}
        </button>
      </p>
    </section>
  );
}
