import { useSignal } from '@preact/signals';
import { useMemo } from 'preact/hooks';
import type { CareView } from '#shared/contracts/care.ts';
import { createSending } from '../account/sending.ts';
import { useDesk } from '../desk.ts';
import { Due } from '../parts/marks.tsx';
import { Refusal } from '../parts/refusal.tsx';
import { nameOr } from '../rescue/said.ts';
import { day } from '../words/dates.ts';
import { t } from '../words/language.ts';
import { careOf } from './care-calls.ts';
import { CARE_STATE, CHECK_IN, signalWords } from './care-words.ts';
import { isLead } from '../account/roles.ts';

type Props = { care: CareView; onChange: (after: CareView) => void };

/** One customer who came back: what stands out, and the four words with them. */
export function CareCard({ care, onChange }: Props) {
  const desk = useDesk();
  const calls = careOf(desk.client);
  const note = useSignal('');
  const sending = useMemo(createSending, []);
  const role = desk.session.me.value?.role;
  const next = care.checkIns.find(({ doneAt }) => doneAt === null);
  // The last word comes when the six months are over.
  const isOpen = care.state !== 'lost';
  const name = nameOr(care.customer);

  async function done() {
    if (!next) return;
    const worked = await sending.send(async () => onChange(await calls.checkIn(care, next.id, note.value)));
    if (!worked) return;
    note.value = '';
    desk.say(t('The check-in with {name} is saved.', { name }));
    document.getElementById(`${care.id}-name`)?.focus();
  }
  const give = (owner: string) =>
    void sending.send(async () => {
      onChange(await calls.give(care, owner || null));
      desk.say(t('{name} is in other hands now.', { name }));
    });

  return (
    <article class="card wb-care" id={care.id} aria-labelledby={`${care.id}-name`}>
      <div class="wb-head">
        <h2 id={`${care.id}-name`} tabIndex={-1} dir="auto">
          {name}
        </h2>
        <span class={`flag ${care.slipping ? 'critical' : care.state === 'kept' ? 'kept' : ''}`}>{t(CARE_STATE[care.state])}</span>
      </div>
      <p class="quiet">
        {t('Back since {day}, cared for until {end}', { day: day(care.startedAt), end: day(care.endedAt ?? care.endsAt) })}
      </p>
      <p class="wb-contacts">
        {care.customer.phone && (
          <a dir="ltr" href={`tel:${care.customer.phone.replaceAll(/[^\d+]/g, '')}`}>
            {care.customer.phone}
          </a>
        )}
        {care.customer.email && <span dir="auto">{care.customer.email}</span>}
        {role !== 'owner' && role !== 'lead' && <span>{care.owner?.name ?? t('Nobody looks after them')}</span>}
      </p>
      {care.signals.length > 0 && (
        <ul class="cautions">
          {care.signals.map((signal) => (
            <li key={`${signal.kind} ${signal.at}`}>{signalWords(signal)}</li>
          ))}
        </ul>
      )}
      <ol class="wb-checkins">
        {care.checkIns.map((one) => (
          <li key={one.id} class={one.doneAt ? 'done' : one.overdue ? 'overdue' : ''}>
            <strong>{t(CHECK_IN[one.id])}</strong>
            {one.doneAt ? (
              <span class="flag kept">{t('Done on {day}', { day: day(one.doneAt) })}</span>
            ) : one.id === next?.id && isOpen ? (
              <Due at={one.dueAt} />
            ) : (
              <span class="quiet">{day(one.dueAt)}</span>
            )}
            {one.note && (
              <p class="said" dir="auto">
                {one.note}
              </p>
            )}
          </li>
        ))}
      </ol>
      {sending.problem.value && <Refusal problem={sending.problem.value} />}
      {next && isOpen && role !== 'viewer' && (
        <form
          class="wb-checkin"
          onSubmit={(event) => {
            event.preventDefault();
            void done();
          }}
        >
          <div class="field">
            <label for={`${care.id}-note`}>
              {t('What they said')} <span class="optional">{t('(optional)')}</span>
            </label>
            <textarea
              id={`${care.id}-note`}
              rows={2}
              maxLength={4000}
              dir="auto"
              value={note.value}
              onInput={(event) => (note.value = event.currentTarget.value)}
            />
          </div>
          <button class="button primary" aria-busy={sending.busy.value}>
            {t('Check-in done: {which}', { which: t(CHECK_IN[next.id]) })}
          </button>
        </form>
      )}
      {isLead(role) && isOpen && (
        <div class="field field-choice wb-short">
          <label for={`${care.id}-owner`}>{t('Looks after them')}</label>
          <select id={`${care.id}-owner`} value={care.owner?.id ?? ''} onChange={(event) => give(event.currentTarget.value)}>
            <option value="">{t('Nobody')}</option>
            {desk.session.team.value.flatMap(({ id, name: colleague, role: theirs }) =>
              theirs === 'viewer'
                ? []
                : [
                    <option key={id} value={id} selected={id === care.owner?.id}>
                      {colleague}
                    </option>,
                  ],
            )}
          </select>
        </div>
      )}
    </article>
  );
}
