import { useSignal } from '@preact/signals';
import { useMemo } from 'preact/hooks';
import type { KeepInTouchPerson } from '#shared/contracts/keep-in-touch.ts';
import { createSending } from '../account/sending.ts';
import { useDesk } from '../desk.ts';
import { Refusal } from '../parts/refusal.tsx';
import { WinBackFrame } from '../rescue/frame.tsx';
import { Read } from '../rescue/read.tsx';
import { useReading } from '../rescue/reading.ts';
import { nameOr } from '../rescue/said.ts';
import { day } from '../words/dates.ts';
import { msg, t, tn } from '../words/language.ts';
import { keepInTouchOf } from './keep-in-touch-calls.ts';
import { howOften, whenNext } from './keep-in-touch-words.ts';
import { LetterEditor } from './letter-editor.tsx';
import { SendAll } from './send-all.tsx';
import './keep-in-touch.css';

const SHOWN = [
  { id: 'true', label: msg('Due now') },
  { id: '', label: msg('Everybody who allowed letters') },
];

/** Those who left and allowed letters: whose time has come, and what the letter says. */
export function KeepInTouchPage() {
  const { client, session } = useDesk();
  const calls = keepInTouchOf(client);
  const due = useSignal('true');
  const more = useSignal<KeepInTouchPerson[]>([]);
  const cursor = useSignal<string | null | undefined>(undefined);
  const changed = useSignal<Record<string, KeepInTouchPerson>>({});
  const sending = useMemo(createSending, []);
  const reading = useReading(() => {
    more.value = [];
    cursor.value = undefined;
    changed.value = {};
    return calls.list({ due: due.value });
  }, [client, due.value]);
  const role = session.me.value?.role;
  const focus = (id: string) => document.getElementById(id)?.focus();

  return (
    <WinBackFrame
      title={t('Keep in touch')}
      lead={t('These customers left and said that letters are welcome. Nobody is written to more often than they allowed.')}
      acts={
        (role === 'owner' || role === 'lead') && (
          <SendAll
            onSent={() => {
              void reading.load();
              focus('content');
            }}
          />
        )
      }
    >
      <div class="wb-filters">
        <div class="field">
          <label for="kit-due">{t('Show')}</label>
          <select id="kit-due" value={due.value} onChange={(event) => (due.value = event.currentTarget.value)}>
            {SHOWN.map(({ id, label }) => (
              <option key={id} value={id}>
                {t(label)}
              </option>
            ))}
          </select>
        </div>
      </div>
      <Read reading={reading}>
        {({ items, nextCursor }) => {
          const all = [...items, ...more.value].map((one) => changed.value[one.customer.id] ?? one);
          const next = cursor.value === undefined ? nextCursor : cursor.value;
          return (
            <>
              {all.length === 0 && (
                <p class="empty">{due.value ? t('No letter is due.') : t('Nobody who left has allowed letters yet.')}</p>
              )}
              <ul class="wb-list">
                {all.map((person) => (
                  <li key={person.customer.id}>
                    <Friend
                      person={person}
                      onSent={(after) => {
                        changed.value = { ...changed.value, [after.customer.id]: after };
                        focus(`${after.customer.id}-name`);
                      }}
                    />
                  </li>
                ))}
              </ul>
              {sending.problem.value && <Refusal problem={sending.problem.value} />}
              {next && (
                <p class="more">
                  <button
                    type="button"
                    class="button"
                    onClick={() =>
                      void sending.send(async () => {
                        const after = await calls.list({ due: due.value, cursor: next });
                        more.value = [...more.value, ...after.items];
                        cursor.value = after.nextCursor;
                      })
                    }
                  >
                    {t('More')}
                  </button>
                </p>
              )}
            </>
          );
        }}
      </Read>
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
