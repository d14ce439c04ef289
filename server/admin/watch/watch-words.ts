import type { WatchItemView } from '#shared/contracts/watch.ts';
import { calendarDay, percent } from '../rescue/said.ts';
import { dateLocale, number } from '../words/dates.ts';
import { msg, t, tn } from '../words/language.ts';
import { money } from '../words/money.ts';

export const KIND: Record<WatchItemView['kind'], string> = {
  orders_falling: msg('Orders get smaller'),
  gone_quiet: msg('Gone quiet'),
  range_dropped: msg('No longer buys a range'),
};
const monthName = (month: string) =>
  new Intl.DateTimeFormat(dateLocale(), { month: 'long', year: 'numeric', timeZone: 'UTC' }).format(new Date(`${month}-15T00:00:00Z`));

/** Why somebody stands on the list, with the figures that put them there. */
export function whyWatched({ kind, figures, worth }: WatchItemView): string {
  const figure = (name: string) => Number(figures[name] ?? 0);
  if (kind === 'orders_falling') {
    const months = Array.isArray(figures.months) ? figures.months : [];
    const [first, last] = [months[0], months.at(-1)];
    const sum = (average = 0) => (worth ? money({ amount: average, currency: worth.currency }) : number(average));
    return t('The average order fell three months in a row: from {from} in {first} to {to} in {last}, {share} less.', {
      from: sum(first?.average),
      first: first ? monthName(first.month) : '',
      to: sum(last?.average),
      last: last ? monthName(last.month) : '',
      share: percent(figure('fall')),
    });
  }
  if (kind === 'gone_quiet')
    return t('No order for {days}. Usually there is one every {usual}; the last was on {day}.', {
      days: tn(figure('daysSinceLast'), '{count} day', '{count} days'),
      usual: tn(Math.round(figure('usualGapDays')), '{count} day', '{count} days'),
      day: calendarDay(String(figures.lastOrder)),
    });
  const also = String(figures.alsoDropped ?? '');
  const said = t('Bought {range} in {count} months of the year, last in {month}, and no more since.', {
    range: String(figures.range ?? ''),
    count: number(figure('monthsBought')),
    month: monthName(String(figures.lastMonth)),
  });
  return also ? `${said} ${t('No longer bought either: {ranges}.', { ranges: also })}` : said;
}

/** The model’s figures as one says them: a chance, and orders to be expected. */
export function oddsWords({ alive, expectedOrders, weeks }: NonNullable<WatchItemView['odds']>): string {
  const chance =
    alive >= 0.8 ? t('Probably still a customer') : alive >= 0.5 ? t('Perhaps still a customer') : t('Probably no longer a customer');
  const orders =
    expectedOrders < 0.5
      ? t('no order to be expected in {weeks} weeks', { weeks: number(weeks) })
      : t('about {orders} orders to be expected in {weeks} weeks', {
          orders: number(Math.round(expectedOrders * 10) / 10),
          weeks: number(weeks),
        });
  return t('{chance} ({share}); {orders}.', { chance, share: percent(alive), orders });
}
