import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { sql } from '../db.ts';
import { openShops } from '../fixtures/shop.ts';
import { createInsightStore } from './sums.ts';

const FIRST_DAY = Date.UTC(2026, 0, 20);
const dayAfter = (days: number) => new Date(FIRST_DAY + days * 86_400_000).toISOString().slice(0, 10);
const edge = fc.option(fc.integer({ min: -5, max: 125 }).map(dayAfter));
const spans = fc.tuple(edge, edge).filter(([from, until]) => from === null || until === null || from < until);
const presences = fc.array(
  fc.record({
    subject: fc.constantFrom('any:delivery.late', 'any:service.bug', 'complaint:delivery.late'),
    customer: fc.constantFrom('cus_1', 'cus_2', 'cus_3', 'case_of_a_stranger'),
    day: fc.integer({ min: 0, max: 120 }).map(dayAfter),
  }),
  { maxLength: 40 },
);
const WORTH: Record<string, number> = { cus_1: 700, cus_2: 11_000 };

test('in any span everybody counts once, whole months and single days alike', async () => {
  const { db, garden } = await openShops();
  const { merchantId } = garden;
  await db.write(
    Object.entries(WORTH).map(([id, mrr]) =>
      sql(
        "insert into customers (id, merchant_id, mrr_amount, mrr_currency, created_at, updated_at) values (?, ?, ?, 'EUR', ?, ?)",
        id,
        merchantId,
        mrr,
        '2026-01-01T00:00:00.000Z',
        '2026-01-01T00:00:00.000Z',
      ),
    ),
  );
  const insight = createInsightStore(db, merchantId);
  await fc.assert(
    fc.asyncProperty(presences, fc.array(spans, { minLength: 1, maxLength: 8 }), async (came, asked) => {
      await db.write([
        sql('delete from insight_people'),
        ...came.map(({ subject, customer, day }) =>
          sql('insert into insight_people values (?, ?, ?, ?, 1) on conflict do update set n = n + 1', merchantId, subject, customer, day),
        ),
      ]);
      for (const [from, until] of asked) {
        const within = came.filter(
          ({ subject, day }) => subject.startsWith('any:') && (from === null || day >= from) && (until === null || day < until),
        );
        const people = Map.groupBy(within, ({ subject }) => subject.slice('any:'.length));
        const expected = [...people].map(([subject, all]) => {
          const different = [...new Set(all.map(({ customer }) => customer))];
          return {
            subject,
            customers: different.length,
            revenue: different.reduce((sum, customer) => sum + (WORTH[customer] ?? 0), 0),
          };
        });
        const told = await insight.reach('any:', { from, until }, 'EUR');
        expect(told.toSorted(bySubject)).toEqual(expected.toSorted(bySubject));
      }
    }),
    { numRuns: 40 },
  );
});

const bySubject = (a: { subject: string }, b: { subject: string }) => a.subject.localeCompare(b.subject);
