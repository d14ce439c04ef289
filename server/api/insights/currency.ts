import type { Money } from '#shared/contracts/basics.ts';

export type LostFigures = { customers: number; revenue: number; lifetime: number; returned: number; revenueReturned: number };
type InCurrency<Figures> = Figures & { currency: string };

/** What one answer speaks in. Figures without money (currency empty) count with the main currency, never with another. */
export type Speaking = { currency: string; counts(currency: string): boolean; money(amount: number): Money };

/**
 * The currency of an answer: the one asked for, else the shop's own, unless all losses are in another; then the one in which most left.
 *
 * @param usual the currency of the shop's first site
 */
export function speakIn(asked: string | undefined, usual: string, totals: { currency: string; customers: number }[]): Speaking {
  const known = totals.filter(({ currency, customers }) => currency !== '' && customers > 0).toSorted((a, b) => b.customers - a.customers);
  const main = known.find(({ currency }) => currency === usual)?.currency ?? known[0]?.currency ?? usual;
  const chosen = asked ?? main;
  return {
    currency: chosen,
    counts: (currency) => currency === chosen || (currency === '' && chosen === main),
    money: (amount) => ({ amount, currency: chosen }),
  };
}

export const NOTHING_LOST: LostFigures = { customers: 0, revenue: 0, lifetime: 0, returned: 0, revenueReturned: 0 };

/** Lines of one currency as one. */
export const addLost = (lines: InCurrency<LostFigures>[], { counts }: Speaking): LostFigures =>
  lines
    .filter(({ currency }) => counts(currency))
    .reduce<LostFigures>(
      (sum, line) => ({
        customers: sum.customers + line.customers,
        revenue: sum.revenue + line.revenue,
        lifetime: sum.lifetime + line.lifetime,
        returned: sum.returned + line.returned,
        revenueReturned: sum.revenueReturned + line.revenueReturned,
      }),
      NOTHING_LOST,
    );

export const toLost = ({ customers, revenue, lifetime, returned, revenueReturned }: LostFigures, { money }: Speaking) => ({
  customers,
  revenuePerMonth: money(revenue),
  lifetimeValue: money(lifetime),
  returned,
  revenueReturned: money(revenueReturned),
});

/** What was lost in currencies this answer does not speak in: listed, never added. */
export const othersOf = (lines: InCurrency<LostFigures>[], { counts }: Speaking) =>
  lines
    .filter(({ currency, customers }) => currency !== '' && !counts(currency) && customers > 0)
    .map(({ currency, customers, revenue, lifetime }) => ({
      currency,
      customers,
      revenuePerMonth: { amount: revenue, currency },
      lifetimeValue: { amount: lifetime, currency },
    }))
    .toSorted((a, b) => b.customers - a.customers);

/** By subject, or another part of a line. */
export function gather<Line>(lines: Line[], keyOf: (line: Line) => string): Map<string, Line[]> {
  const groups = new Map<string, Line[]>();
  for (const line of lines) {
    const key = keyOf(line);
    const group = groups.get(key);
    if (group) group.push(line);
    else groups.set(key, [line]);
  }
  return groups;
}
