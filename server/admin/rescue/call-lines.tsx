import type { CallView } from '#shared/contracts/rescue.ts';
import { useDesk } from '../desk.ts';
import { day } from '../words/dates.ts';
import { t } from '../words/language.ts';
import { money } from '../words/money.ts';
import { sheetPath } from './rescue-calls.ts';
import { CALL_STATE, calendarDay, nameOr, OUTCOME } from './said.ts';

type Line = CallView & { overdue?: boolean };

/** Calls, each leading to its sheet. */
export function CallLines({ calls }: { calls: Line[] }) {
  return (
    <ul class="wb-calls">
      {calls.map((call) => (
        <li key={call.id}>
          <a href={sheetPath(call)} class="wb-call">
            <strong dir="auto">{nameOr(call.customer)}</strong>
            <span class="wb-worth">{call.worth && money(call.worth)}</span>
            <Why call={call} />
            <Stand call={call} />
          </a>
        </li>
      ))}
    </ul>
  );
}

function Why({ call: { departure } }: { call: Line }) {
  const { session } = useDesk();
  return (
    <span class="quiet" dir="auto">
      {departure ? (departure.reasonText ?? session.reasonLabel(departure.reason)) : t('From the watch list')}
    </span>
  );
}

function Stand({ call: { state, outcome, nextAt, week, overdue } }: { call: Line }) {
  const look = outcome === 'returned' ? 'kept' : outcome === 'wants_no_contact' ? 'broken' : state === 'claimed' ? 'waiting' : '';
  return (
    <span class="wb-stand">
      {overdue && <span class="flag high">{t('Overdue')}</span>}
      {state === 'done' || outcome ? (
        <span class={`flag ${look}`}>{t(outcome ? OUTCOME[outcome] : CALL_STATE[state])}</span>
      ) : (
        state === 'claimed' && <span class={`flag ${look}`}>{t(CALL_STATE[state])}</span>
      )}
      {state !== 'done' && (
        <span class="quiet">
          {nextAt
            ? t('again on {day}', { day: day(nextAt) })
            : week
              ? t('week of {day}', { day: calendarDay(week) })
              : t('when there is room')}
        </span>
      )}
    </span>
  );
}
