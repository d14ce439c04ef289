import type { Journey, Touchpoints } from '#shared/contracts/insights.ts';
import { type By, type Span, periodOf, periodsBetween, spanBefore } from '#server/domain/insight-period.ts';
import type { Figures, InsightStore } from '#server/store/insight/sums.ts';
import type { Table } from '../csv.ts';
import { gather } from './currency.ts';

type Steps = Figures<'touchpoint'>;
const NOTHING: Steps = { cases: 0, complaints: 0, ratingSum: 0, ratings: 0, effortSum: 0, efforts: 0, starsSum: 0, stars: 0 };
const SMALL = 10;

export const meanOf = (sum: number, count: number) => ({ mean: count === 0 ? null : sum / count, count });

const toStep = ({ cases, complaints, ratingSum, ratings, effortSum, efforts, starsSum, stars }: Steps) => ({
  cases,
  complaints,
  rating: meanOf(ratingSum, ratings),
  effort: meanOf(effortSum, efforts),
  satisfaction: meanOf(starsSum, stars),
});

const add = (lines: Steps[]): Steps =>
  lines.reduce<Steps>(
    (sum, line) =>
      Object.fromEntries(Object.keys(NOTHING).map((name) => [name, sum[name as keyof Steps] + line[name as keyof Steps]])) as Steps, // the same names
    NOTHING,
  );

/** Each step of the journey, the busiest first. */
export async function tellTouchpoints(insight: InsightStore, span: Span): Promise<Touchpoints> {
  const earlier = spanBefore(span);
  const [now, before] = await Promise.all([insight.sums('touchpoint', span), earlier ? insight.sums('touchpoint', earlier) : null]);
  const was = before && new Map(before.map(({ subject, cases }) => [subject, cases]));
  return {
    from: span.from,
    until: span.until,
    timeZone: 'UTC',
    items: now
      .map(({ subject, ...steps }) => {
        const casesBefore = was?.get(subject) ?? 0;
        return {
          touchpoint: subject,
          ...toStep(steps),
          change: casesBefore === 0 ? null : (steps.cases - casesBefore) / casesBefore,
          small: steps.cases < SMALL,
        };
      })
      .toSorted((a, b) => b.cases - a.cases || a.touchpoint.localeCompare(b.touchpoint)),
  };
}

/** Each step through the months or quarters; those in which nothing happened are there with zeros. */
export async function tellJourney(insight: InsightStore, by: By, span: Span): Promise<Journey> {
  const months = await insight.months('touchpoint', span);
  const periods = months.length ? periodsBetween(months[0]?.month ?? '', months.at(-1)?.month ?? '', by) : [];
  return {
    from: span.from,
    until: span.until,
    timeZone: 'UTC',
    by,
    items: [...gather(months, ({ subject }) => subject)]
      .map(([touchpoint, lines]) => {
        const perPeriod = gather(lines, ({ month }) => periodOf(month, by));
        return { touchpoint, periods: periods.map((period) => ({ period, ...toStep(add(perPeriod.get(period) ?? [])) })) };
      })
      .toSorted((a, b) => casesOf(b) - casesOf(a) || a.touchpoint.localeCompare(b.touchpoint)),
  };
}

const casesOf = ({ periods }: Journey['items'][number]): number => periods.reduce((sum, { cases }) => sum + cases, 0);

const STEP_COLUMNS = ['cases', 'complaints', 'rating', 'ratings', 'effort', 'efforts', 'satisfaction', 'satisfactions'];
const cellsOf = ({ cases, complaints, rating, effort, satisfaction }: ReturnType<typeof toStep>) => [
  cases,
  complaints,
  rating.mean,
  rating.count,
  effort.mean,
  effort.count,
  satisfaction.mean,
  satisfaction.count,
];

export const tableOfTouchpoints = ({ items }: Touchpoints): Table => ({
  name: 'touchpoints',
  columns: ['touchpoint', ...STEP_COLUMNS, 'change'],
  rows: items.map((one) => [one.touchpoint, ...cellsOf(one), one.change]),
});

export const tableOfJourney = ({ items }: Journey): Table => ({
  name: 'journey',
  columns: ['touchpoint', 'period', ...STEP_COLUMNS],
  rows: items.flatMap(({ touchpoint, periods }) => periods.map((one) => [touchpoint, one.period, ...cellsOf(one)])),
});
