import { FIGURES, type What } from '#server/domain/insight-facts.ts';
import { isWholeMonths, piecesOf, type Span } from '#server/domain/insight-period.ts';
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
   * How many different people were concerned by each subject that begins so. Whole months are read from the sums; a span with
   * single days at its ends is counted anew among the people of those days.
   */
  async function reach(prefix: 'any:' | 'text:' | `${string}:`, span: Span, currency: string): Promise<Reach[]> {
    const until = `${prefix.slice(0, -1)};`;
    const [from, end] = [span.from ?? '0000', span.until ?? '9999'];
    const rows = await db.read(
      isWholeMonths(span)
        ? `select subject, sum(customers) as customers, sum(iif(currency = ?1, revenue, 0)) as revenue from insight_reach
           where merchant_id = ?2 and month >= substr(?3, 1, 7) and month < substr(?4, 1, 7) and subject >= ?5 and subject < ?6 and previous < substr(?3, 1, 7)
           group by subject having sum(customers) > 0`
        : `select subject, count(*) as customers, sum(iif(c.mrr_currency = ?1, c.mrr_amount, 0)) as revenue
           from (select distinct subject, customer from insight_people where merchant_id = ?2 and day >= ?3 and day < ?4 and subject >= ?5 and subject < ?6) p
           left join customers c on c.id = p.customer group by subject`,
      [currency, merchantId, from, end, prefix, until],
    );
    return rows.map((row) => ({
      subject: String(row.subject).slice(prefix.length),
      customers: Number(row.customers),
      revenue: Number(row.revenue),
    }));
  }

  return { sums, months, reach };
}

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
