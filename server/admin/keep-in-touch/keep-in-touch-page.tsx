import { useSignal } from '@preact/signals';
import type { KeepInTouchPerson } from '#shared/contracts/keep-in-touch.ts';
import { useDesk } from '../desk.ts';
import { Choice } from '../parts/choice.tsx';
import { PagedList } from '../parts/paged-list.tsx';
import { usePaged } from '../parts/reads.ts';
import { WinBackFrame } from '../rescue/frame.tsx';
import { nameOr } from '../rescue/said.ts';
import { day } from '../words/dates.ts';
import { msg, t, tn } from '../words/language.ts';
import { keepInTouchOf } from './keep-in-touch-calls.ts';
import { howOften, whenNext } from './keep-in-touch-words.ts';
import { LetterEditor } from './letter-editor.tsx';
import { SendAll } from './send-all.tsx';
import './keep-in-touch.css';
import { isLead } from '../account/roles.ts';

const SHOWN = [
  { id: 'true', label: msg('Due now') },
  { id: '', label: msg('Everybody who allowed letters') },
];

/** Those who left and allowed letters: whose time has come, and what the letter says. */
export function KeepInTouchPage() {
  const { client, session } = useDesk();
  const due = useSignal('true');
  const paged = usePaged((cursor) => keepInTouchOf(client).list({ due: due.value, cursor }), [client, due.value]);
  const role = session.me.value?.role;
  const focus = (id: string) => document.getElementById(id)?.focus();

  return (
    <WinBackFrame
      title={t('Keep in touch')}
      lead={t('These customers left and said that letters are welcome. Nobody is written to more often than they allowed.')}
      acts={
        isLead(role) && (
          <SendAll
            onSent={() => {
              void paged.load();
              focus('content');
            }}
          />
        )
      }
    >
      <div class="wb-filters">
        <Choice
          id="kit-due"
          label={t('Show')}
          choices={SHOWN.map(({ id, label }) => ({ value: id, label: t(label) }))}
          value={due.value}
          onChoose={(chosen) => (due.value = chosen)}
        />
      </div>
      <PagedList paged={paged} empty={<p>{due.value ? t('No letter is due.') : t('Nobody who left has allowed letters yet.')}</p>}>
        {(people) => (
          <ul class="wb-list">
            {people.map((person) => (
              <li key={person.customer.id}>
                <Friend
                  person={person}
                  onSent={(after) => {
                    paged.replace(({ customer }) => customer.id === after.customer.id, after);
                    focus(`${after.customer.id}-name`);
                  }}
                />
              </li>
            ))}
          </ul>
        )}
      </PagedList>
    </WinBackFrame>
  );
}

function Friend({ person, onSent }: { person: KeepInTouchPerson; onSent: (after: KeepInTouchPerson) => void }) {
  const { session } = useDesk();
  const { customer, leftAt, lastLetterAt, news, why, drafted, reason } = person;
  return (
    <article class="card" aria-labelledby={`${customer.id}-name`}>
      <div class="wb-head">
        <h2 id={`${customer.id}-name`} tabIndex={-1} dir="auto">
          {nameOr(customer)}
        </h2>
        <span class="wb-chips">
          {drafted && <span class="flag">{t('Draft kept')}</span>}
          <span class={why === null ? 'flag waiting' : 'flag'}>{whenNext(person)}</span>
        </span>
      </div>
      <ul class="kit-facts">
        <li>{howOften(person)}</li>
        {leftAt && <li>{t('Left on {date}', { date: day(leftAt) })}</li>}
        {reason && <li dir="auto">{session.reasonLabel(reason)}</li>}
        <li>{lastLetterAt ? t('Last letter on {date}', { date: day(lastLetterAt) }) : t('No letter so far')}</li>
        {news > 0 && (
          <li>{tn(news, '{count} thing put right that they do not know of', '{count} things put right that they do not know of')}</li>
        )}
      </ul>
      {why !== 'erased' && <LetterEditor key={lastLetterAt ?? ''} person={person} onSent={onSent} />}
    </article>
  );
}
