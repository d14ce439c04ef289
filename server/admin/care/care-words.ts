import type { CareSignal, CareView } from '#shared/contracts/care.ts';
import { number } from '../words/dates.ts';
import { msg, t, tn } from '../words/language.ts';
import { money } from '../words/money.ts';

export const CHECK_IN: Record<CareView['checkIns'][number]['id'], string> = {
  two_weeks: msg('After two weeks'),
  month_1: msg('After a month'),
  month_3: msg('After three months'),
  month_6: msg('After six months'),
};
export const CARE_STATE: Record<CareView['state'], string> = {
  watching: msg('Watched over'),
  slipping: msg('Slipping away'),
  kept: msg('Stayed'),
  lost: msg('Left again'),
};

/** What stands out, with the figures it was seen by. */
export function signalWords({ kind, figures }: CareSignal): string {
  const figure = (name: string) => Number(figures[name] ?? 0);
  if (kind === 'quieter_than_before')
    return t('No order for {days}. Before, they ordered every {usual}.', {
      days: tn(figure('daysSinceLast'), '{count} day', '{count} days'),
      usual: tn(Math.round(figure('usualGapDays')), '{count} day', '{count} days'),
    });
  if (kind === 'smaller_orders') {
    const currency = String(figures.currency ?? '');
    return t('Orders of {now} on average over {orders}; before, {before}.', {
      now: money({ amount: figure('averageNow'), currency }),
      orders: number(figure('orders')),
      before: money({ amount: figure('averageBefore'), currency }),
    });
  }
  if (kind === 'new_complaint') return t('They complained again: {case}', { case: String(figures.case ?? '') });
  return t('A promise to them was broken: {case}', { case: String(figures.case ?? '') });
}
