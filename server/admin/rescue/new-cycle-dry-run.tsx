import { Refusal } from '../parts/refusal.tsx';
import { number } from '../words/dates.ts';
import { t, tn } from '../words/language.ts';
import { money } from '../words/money.ts';
import type { NewCycleModel } from './new-cycle.ts';
import { calendarDay, leftOut, nameOr } from './said.ts';

/** What the cycle would be if it were planned now. */
export function DryRun({ model: { preview, problem, isAsking } }: { model: NewCycleModel }) {
  const found = preview.value;
  return (
    <section class="card wb-dry" aria-labelledby="wb-dry" aria-busy={isAsking.value}>
      <h2 id="wb-dry">{t('What it would be')}</h2>
      {problem.value && <Refusal problem={problem.value} saidElsewhere={['to', 'from']} />}
      {!found && !problem.value && <p class="quiet">{t('Loading…')}</p>}
      {found && (
        <>
          <div role="status">
            <p class="wb-figure">{tn(found.planned + found.unplanned, '{count} call', '{count} calls')}</p>
            <p class="quiet">{tn(found.considered, 'of {count} customer who left and fits', 'of {count} customers who left and fit')}</p>
          </div>
          {found.unplanned > 0 && (
            <p class="cautions">
              {tn(
                found.unplanned,
                '{count} call does not fit into the weeks. It waits until somebody has room.',
                '{count} calls do not fit into the weeks. They wait until somebody has room.',
              )}
            </p>
          )}
          <p>{tn(found.control, '{count} is left alone to compare with.', '{count} are left alone to compare with.')}</p>
          {found.lists.map(({ owner, list, calls }) => (
            <details key={`${list} ${owner?.id ?? ''}`} class="folded">
              <summary>
                <span dir="auto">{owner?.name ?? t('Nobody is there to call')}</span>
                {' · '}
                {list === 'executive' ? t('most valuable') : t('team')}
                {' · '}
                {number(calls.length)}
              </summary>
              <ul class="wb-lines">
                {calls.map((call) => (
                  <li key={call.departure}>
                    <span dir="auto">{nameOr(call)}</span>
                    <span class="quiet">
                      {call.worth && money(call.worth)}{' '}
                      {call.week ? t('week of {day}', { day: calendarDay(call.week) }) : t('when there is room')}
                    </span>
                  </li>
                ))}
              </ul>
            </details>
          ))}
          {found.excluded.length > 0 && (
            <details class="folded">
              <summary>
                {t('Left out: {count}', { count: number(Object.values(found.excludedBy).reduce((all, one) => all + one, 0)) })}
              </summary>
              <ul class="wb-lines">
                {Object.entries(found.excludedBy).map(([why, count]) => (
                  <li key={why}>
                    <span>{leftOut(why)}</span>
                    <span class="quiet">{number(count)}</span>
                  </li>
                ))}
              </ul>
              <ul class="wb-lines wb-named">
                {found.excluded.map((one) => (
                  <li key={one.departure}>
                    <span dir="auto">{nameOr(one)}</span>
                    <span class="quiet">{leftOut(one.why)}</span>
                  </li>
                ))}
              </ul>
            </details>
          )}
        </>
      )}
    </section>
  );
}
