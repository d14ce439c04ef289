import type { CallSheet } from '#shared/contracts/rescue.ts';
import type { Kind, Outcome, State } from '#shared/contracts/basics.ts';
import { useDesk } from '../desk.ts';
import { Ago, Due } from '../parts/marks.tsx';
import { day, list } from '../words/dates.ts';
import { KIND, OUTCOME as CASE_OUTCOME, STATE } from '../words/labels.ts';
import { t, tn } from '../words/language.ts';
import { money } from '../words/money.ts';
import { OUTCOME } from './said.ts';

/** What to know before speaking: promises first, then what changed since, then what happened. */
export function CallBefore({ sheet }: { sheet: CallSheet }) {
  const { promises, changes, history, earlierCalls } = sheet;
  return (
    <>
      {(promises.broken.length > 0 || promises.open.length > 0) && (
        <section class="card" aria-labelledby="wb-promises">
          <h2 id="wb-promises">{t('What we promised')}</h2>
          <ul class="wb-stack">
            {promises.broken.map((one) => (
              <li key={`${one.case} ${one.text}`}>
                <span class="flag broken">{t('Broken')}</span> <span dir="auto">{one.text}</span>{' '}
                <a href={`/admin/cases/${one.case}`}>{one.case}</a>
              </li>
            ))}
            {promises.open.map((one) => (
              <li key={`${one.case} ${one.text}`}>
                <Due at={one.dueAt} /> <span dir="auto">{one.text}</span> <a href={`/admin/cases/${one.case}`}>{one.case}</a>
              </li>
            ))}
          </ul>
        </section>
      )}
      <section class="card" aria-labelledby="wb-changes">
        <h2 id="wb-changes">{t('What changed since they left')}</h2>
        {changes.length === 0 && <p class="quiet">{t('Nothing about their reason has been put right yet. Do not say it has.')}</p>}
        <ul class="wb-stack">
          {changes.map(({ id, title, fix, fixedAt }) => (
            <li key={id}>
              <span class="flag kept">{t('Put right on {day}', { day: day(fixedAt) })}</span> <strong dir="auto">{title}</strong>
              {fix && <p dir="auto">{fix}</p>}
            </li>
          ))}
        </ul>
      </section>
      {(history.length > 0 || earlierCalls.length > 0) && (
        <details class="card folded">
          <summary>
            {tn(history.length, 'History: {count} case', 'History: {count} cases')}
            {earlierCalls.length > 0 && <> · {tn(earlierCalls.length, '{count} earlier call', '{count} earlier calls')}</>}
          </summary>
          <ul class="wb-stack">
            {earlierCalls.map((call) => (
              <li key={call.at}>
                <p>
                  <strong>{t('Call: {outcome}', { outcome: t(OUTCOME[call.outcome]) })}</strong> <Ago at={call.at} />
                </p>
                {[call.saidBack, call.note].filter(Boolean).map((text) => (
                  <p key={text} class="said" dir="auto">
                    {text}
                  </p>
                ))}
              </li>
            ))}
            {history.map((one) => (
              <Told key={one.id} one={one} />
            ))}
          </ul>
        </details>
      )}
    </>
  );
}

function Told({ one }: { one: CallSheet['history'][number] }) {
  const { session } = useDesk();
  const asked = one.asked.map(({ remedy, amount }) =>
    amount ? `${session.remedyLabel(remedy)} ${money(amount)}` : session.remedyLabel(remedy),
  );
  return (
    <li>
      <p>
        <a href={`/admin/cases/${one.number}`}>{one.number}</a> <strong>{t(KIND[one.kind as Kind] ?? one.kind)}</strong>{' '}
        <span class="quiet">{day(one.openedAt)}</span>{' '}
        <span class="flag">{t(one.outcome ? CASE_OUTCOME[one.outcome as Outcome] : STATE[one.state as State])}</span>
      </p>
      {one.story && (
        <p class="said" dir="auto">
          {one.story}
        </p>
      )}
      {asked.length > 0 && <p>{t('They asked for: {remedies}', { remedies: list(asked) })}</p>}
      {one.given ? (
        <p>
          {t('They got: {remedy}', {
            remedy: one.given.amount ? `${one.given.title} ${money(one.given.amount)}` : one.given.title,
          })}
        </p>
      ) : (
        <p class="quiet">{t('They got nothing.')}</p>
      )}
    </li>
  );
}
