import type { RecoveryRow } from '#shared/contracts/rescue.ts';
import { t, tn } from '../words/language.ts';
import { number } from '../words/dates.ts';
import { percent, sums } from './said.ts';

/** How many came back, against those who were left alone; where they are too few, it says so instead of a figure. */
export function RecoveryFacts({ row, about = 'calls' }: { row: RecoveryRow; about?: 'calls' | 'letters' }) {
  const { returned, planned, rate, interval, control, difference, tooFewToTell, revenueWonBack, lifetimeWonBack } = row;
  return (
    <dl class="facts wb-facts">
      <div>
        <dt>{t('Came back')}</dt>
        <dd>
          {t('{returned} of {planned}', { returned: number(returned), planned: number(planned) })}
          {rate !== null && interval && !tooFewToTell && (
            <span class="quiet wb-under">
              {t('{rate}, surely between {low} and {high}', {
                rate: percent(rate),
                low: percent(interval.low),
                high: percent(interval.high),
              })}
            </span>
          )}
        </dd>
      </div>
      <div>
        <dt>{t('Left alone, and came back')}</dt>
        <dd>{t('{returned} of {planned}', { returned: number(control.returned), planned: number(control.customers) })}</dd>
      </div>
      <div>
        <dt>{about === 'calls' ? t('Because of the calls') : t('Because of the letters')}</dt>
        <dd>
          {difference ? (
            <>
              {t('{rate} more', { rate: percent(difference.value) })}
              <span class="quiet wb-under">
                {t('between {low} and {high}', { low: percent(difference.low), high: percent(difference.high) })}
              </span>
            </>
          ) : (
            <>
              {t('Too few to tell')}
              <span class="quiet wb-under">
                {tn(30, 'at least {count} in each group is needed', 'at least {count} in each group are needed')}
              </span>
            </>
          )}
        </dd>
      </div>
      <div>
        <dt>{t('Won back a month')}</dt>
        <dd>
          {sums(revenueWonBack)}
          {lifetimeWonBack.length > 0 && (
            <span class="quiet wb-under">{t('{sum} over their time with you', { sum: sums(lifetimeWonBack) })}</span>
          )}
        </dd>
      </div>
    </dl>
  );
}
