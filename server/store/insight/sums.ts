import { FIGURES, type What } from '#server/domain/insight-facts.ts';
import { piecesOf, type Span } from '#server/domain/insight-period.ts';
import type { Db, InValue, Row } from '../db.ts';

/** Figures by their names in FIGURES. */
export type Figures<W extends What> = Record<(typeof FIGURES)[W][number], number>;
export type Sum<W extends What> = { subject: string; currency: string } & Figures<W>;
export type SumOfMonth<W extends What> = Sum<W> & { month: string };
/** Different people, and what they pay a month now in one currency. */
export type Reach = { subject: string; customers: number; revenue: number };
export type InsightStore = ReturnType<typeof createInsightStore>;

/** Bound to one merchant. Reads sums, never cases: what it costs grows with months and subjects, not with cases. */
export function createInsightStore(db: Db, merchantId: string) {
  /** The sums of a span by subject and currency; subjects of which nothing is left do not appear. */
  async function sums<W extends What>(what: W, span: Span): Promise<Sum<W>[]> {
    const rows = await db.read(
      `select subject, currency, ${added(what)} from (${within(what, span)}) group by subject, currency having ${something(what)}`,
      valuesOf(what, span),
    );
    return rows.map((row) => ({ subject: String(row.subject), currency: String(row.currency), ...figuresOf(what, row) }));
  }

  /** The same by month. */
  async function months<W extends What>(what: W, span: Span): Promise<SumOfMonth<W>[]> {
    const rows = await db.read(
      `select substr(period, 1, 7) as month, subject, currency, ${added(what)} from (${within(what, span, 'm')}) group by 1, 2, 3 having ${something(what)} order by 1`,
      valuesOf(what, span, 'm'),
    );
    return rows.map((row) => ({
      month: String(row.month),
      subject: String(row.subject),
      currency: String(row.currency),
      ...figuresOf(what, row),
    }));
  }

  const within = (what: What, span: Span, coarsest?: 'm'): string =>
    piecesOf(span, coarsest)
      .map(
        () =>
          `select period, subject, currency, ${columnsOf(what).join(', ')} from insight_sums where merchant_id = ? and what = ? and grain = ? and period >= ? and period < ?`,
      )
      .join(' union all ');
  const valuesOf = (what: What, span: Span, coarsest?: 'm'): InValue[] =>
    piecesOf(span, coarsest).flatMap(({ grain, from, until }) => [merchantId, what, grain, from, until]);

  /**
   * How many different people were concerned by each subject that begins so, without their names: of the first days that make no
   * month those who do not come again in the span; of its months, and of days alone or after months, those who came not before in it.
   */
  async function reach(prefix: 'any:' | 'text:' | `${string}:`, span: Span, currency: string): Promise<Reach[]> {
    const pieces = piecesOf(span, 'm');
    const months = pieces.find(({ grain }) => grain === 'm');
    const days = pieces.filter(({ grain }) => grain === 'd');
    const subjects = [prefix, `${prefix.slice(0, -1)};`];
    const parts: [select: string, values: InValue[]][] = [];
    if (months)
      parts.push([
        `select subject, customers, iif(currency = ?, revenue, 0) as revenue from insight_reach
         where merchant_id = ? and month >= ? and month < ? and previous < ? and subject >= ? and subject < ?`,
        [currency, merchantId, months.from, months.until, months.from, ...subjects],
      ]);
    for (const piece of days)
      if (months && piece === pieces[0])
        parts.push([
          `select subject, customers, iif(currency = ?, revenue, 0) as revenue from insight_last_days where ${DAYS_OF_SUBJECTS} and (next = '' or next >= ?)`,
          [currency, merchantId, piece.from, piece.until, ...subjects, span.until ?? LAST],
        ]);
      else
        parts.push([
          `select subject, customers, iif(currency = ?, revenue, 0) as revenue from insight_reach_days where ${DAYS_OF_SUBJECTS} and previous < ?`,
          [currency, merchantId, piece.from, piece.until, ...subjects, months?.from ?? piece.from],
        ]);
    const rows = await db.read(
      `select subject, sum(customers) as customers, sum(revenue) as revenue from (${parts.map(([select]) => select).join(' union all ')})
       group by subject having sum(customers) > 0`,
      parts.flatMap(([, values]) => values),
    );
    return rows.map((row) => ({
      subject: String(row.subject).slice(prefix.length),
      customers: Number(row.customers),
      revenue: Number(row.revenue),
    }));
  }

  return { sums, months, reach };
}

const LAST = '9999';
// The plus keeps the subjects out of the choice of an index: the days are few, the subjects are all there are.
const DAYS_OF_SUBJECTS = 'merchant_id = ? and day >= ? and day < ? and +subject >= ? and +subject < ?';

const columnsOf = (what: What): string[] => FIGURES[what].map((_, i) => `v${i + 1}`);
const added = (what: What): string =>
  columnsOf(what)
    .map((v) => `sum(${v}) as ${v}`)
    .join(', ');
const something = (what: What): string =>
  columnsOf(what)
    .map((v) => `sum(${v}) <> 0`)
    .join(' or ');

/** Safe cast: every figure of `what` is named. */
const figuresOf = <W extends What>(what: W, row: Row): Figures<W> =>
  Object.fromEntries(FIGURES[what].map((name, i) => [name, Number(row[`v${i + 1}`])])) as Figures<W>;
