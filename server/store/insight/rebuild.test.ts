import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { NOON, daysAfter, lena } from '#shared/fixtures/cast.ts';
import type { Cancellation } from '#server/domain/cancellation.ts';
import { answerStayOffer, recordOutcome, showOffer, withholdOffer } from '#server/domain/cancellation.ts';
import { departureOf } from '#server/domain/departure.ts';
import { DomainError } from '#server/domain/errors.ts';
import { doing, opened } from '#server/domain/fixtures.ts';
import { mergeCase, recategoriseCase } from '#server/domain/staff-acts.ts';
import { createCancellationStore } from '../cancellations.ts';
import { createCustomerStore } from '../customers.ts';
import { sql } from '../db.ts';
import { createDepartureStore } from '../departures.ts';
import { erase } from '../erasure.ts';
import { live, lives } from '../fixtures/lives.ts';
import { newId, openShops } from '../fixtures/shop.ts';
import { rebuildInsight } from './rebuild.ts';

const CUSTOMERS = ['cus_a', 'cus_b', 'cus_c'];
const REASONS = [
  'cancel.too_expensive',
  'cancel.moved',
  'cancel.too_expensive.after_the_rise',
  'cancel.moved.no_fibre',
  'cancel.other',
  null,
];
const CURRENCIES = ['EUR', 'JPY'];
const SECOND_IN_DAYS = 1 / 86_400;

const step = fc.record({
  what: fc.constantFrom(
    'leave',
    'change',
    'return',
    'worth',
    'visit',
    'answer',
    'erase',
    'open',
    'merge',
    'not_right',
    'cancel',
    'recategorise',
  ),
  who: fc.nat(2),
  pick: fc.nat(1000),
  days: fc.integer({ min: 0, max: 70 }),
});

type Shops = Awaited<ReturnType<typeof openShops>>;

/** Customers come, visit the cancel flow, leave, come back and are forgotten, in any order. */
async function happen({ db, garden }: Shops, steps: { what: string; who: number; pick: number; days: number }[]) {
  const departures = createDepartureStore(db, garden.merchantId);
  const visits = createCancellationStore(db, garden.merchantId);
  const customers = createCustomerStore(db, garden.merchantId);
  const money = (pick: number) => (pick % 5 === 0 ? null : { amount: pick * 37, currency: CURRENCIES[pick % 2]! });
  for (const id of CUSTOMERS)
    await db.write(customers.upsert(null, id, { externalId: id }, { mrr: { amount: 900, currency: 'EUR' } }, NOON));
  const begun: string[] = [];
  let at = daysAfter(NOON, -200);
  for (const { what, who, pick, days } of steps) {
    at = daysAfter(at, days / 3 + SECOND_IN_DAYS); // nobody leaves twice in the same instant
    const customerId = CUSTOMERS[who]!;
    const [departure] = (await departures.list({ customerId, limit: 1 })).items;
    const reason = REASONS[pick % REASONS.length]!;
    const facts = { reason, reasonText: pick % 3 ? `too dear, said ${pick % 4}` : null, way: pick % 2 ? 'import' : 'cancel_flow' } as const;
    const worth = { revenue: money(pick), lifetimeValue: money(pick * 2) };
    if (what === 'leave') await db.write(departures.create(departureOf(newId('dep'), { customerId, at, ...facts, ...worth }, at)));
    if (what === 'change' && departure) await departures.change(departure.id, (before) => ({ ...before, ...facts, ...worth }), at);
    if (what === 'return' && departure) await db.write(departures.returnOf(departure, at, at));
    if (what === 'not_right' && departure)
      await departures.change(
        departure.id,
        (before) => ({ ...before, decision: { what: 'not_right_for_us', why: null, by: null, at } }),
        at,
      );
    if (what === 'worth') {
      const value = money(pick);
      await db.write(customers.edit(customerId, { mrrAmount: value?.amount ?? null, mrrCurrency: value?.currency ?? null }, at));
    }
    if (what === 'visit') {
      const visit = visitOf(newId('can'), pick % 7 === 0 ? null : customerId, reason, pick % 3 === 0, at);
      await db.write(visits.opening(visit, `hash ${visit.id}`));
      begun.push(visit.id);
    }
    if (what === 'answer' && begun.length) {
      const id = begun[pick % begun.length]!;
      await visits
        .change(id, async (before) => ({ ...answered(before, pick, reason), write: [], also: null }))
        .catch((error: unknown) => {
          if (!(error instanceof DomainError)) throw error;
        });
    }
    if (what === 'erase' && pick % 4 === 0)
      await erase(db, garden.merchantId, garden.cases, { customerId, pseudonym: newId('gone') }, doing(lena, at));
    if (what === 'open')
      await garden.open({ customerId: pick % 6 === 0 ? null : customerId, reason: pick % 2 ? 'delivery.late' : null }, at);
    if (what === 'cancel') {
      const { id } = await garden.open({ customerId, kind: 'cancellation', reason, cost: null, asked: [], responseExpected: true }, at);
      await db.write(departures.create(departureOf(newId('dep'), { customerId, at, ...facts, ...worth, caseId: id }, at)));
    }
    if (what === 'recategorise') {
      const [one] = (await garden.cases.list({ kind: 'cancellation', customer: customerId, limit: 1 })).items;
      const { policy, ...by } = doing(lena, at);
      if (one && one.state !== 'closed' && reason)
        await garden.cases.change(one.id, (before) =>
          recategoriseCase(before, { reason }, { ...by, policy: { ...policy, ownReasons: [reason] } }),
        );
    }
    if (what === 'merge') {
      const [one, other] = (await garden.cases.list({ limit: 2 })).items;
      await garden.cases
        .change(one?.id ?? '', (before) => mergeCase(before, other ?? opened(), doing(lena, at)))
        .catch((error: unknown) => {
          if (!(error instanceof DomainError)) throw error;
        });
    }
  }
}

function answered(before: Cancellation, pick: number, reason: string | null) {
  const at = before.openedAt;
  const spoken = { ...before, reason };
  if (before.holdOut) return { after: withholdOffer(spoken, 'pause', at), steps: [{ type: 'answered' as const, at, data: {} }] };
  if (!before.offer) return showOffer(spoken, stayOffer(pick), at);
  return pick % 2
    ? answerStayOffer(spoken, before.offer.id, { answer: pick % 3 ? 'accepted' : 'declined' }, at)
    : recordOutcome(spoken, { outcome: 'cancelled' }, at);
}

const stayOffer = (pick: number) => ({
  id: newId('off'),
  remedy: pick % 2 ? 'discount' : 'pause',
  title: 'Stay',
  terms: 'Three months',
  ...(pick % 2 && { money: { amount: 500, currency: 'EUR' } }),
  expiresAt: null,
  because: [],
});

const visitOf = (id: string, customerId: string | null, reason: string | null, holdOut: boolean, openedAt: string): Cancellation => ({
  id,
  siteId: 'site_garden_shop',
  customerId,
  identified: customerId !== null,
  subscription: null,
  locale: 'en',
  region: null,
  touchpoint: null,
  ruleSet: 'offers_beside_cancel',
  holdOut,
  reason,
  probe: null,
  story: null,
  asked: [],
  consent: false,
  offer: null,
  outcome: null,
  outcomeAt: null,
  keepInTouch: null,
  detail: null,
  caseId: null,
  openedAt,
  version: 1,
});

const busy = (seed: number) => fc.sample(step, { numRuns: 200, seed });

describe('whatever happens to cases, visits, departures and customers', () => {
  test('the sums are those that a count of everything gives', async () => {
    await fc.assert(
      fc.asyncProperty(lives, fc.array(step, { maxLength: 40, size: 'max' }), async (some, steps) => {
        const shops = await openShops();
        await happen(shops, steps);
        await live(shops.garden, some);
        expect(await rebuildInsight(shops.db, { fix: false })).toMatchObject({ differences: 0, examples: [] });
        await shops.db.close();
      }),
      { numRuns: 25 },
    );
  }, 120_000);

  test('they are on a database server too', async () => {
    const shops = await openShops('http');
    await happen(shops, busy(5).slice(0, 80));
    expect((await rebuildInsight(shops.db, { fix: false })).examples).toEqual([]);
    expect((await shops.db.read('select count(*) as n from insight_reach'))[0]?.n).toBeGreaterThan(3);
  }, 60_000);
});

describe('a rebuild', () => {
  const TABLES = {
    insight_sums:
      'merchant_id, what, grain, period, subject, currency, v1, v2, v3, v4, v5, v6, v7, v8 from insight_sums where v1 <> 0 or v4 <> 0 or v5 <> 0',
    insight_people: '* from insight_people',
    insight_reach: '* from insight_reach where customers <> 0 or revenue <> 0',
    insight_reach_days: '* from insight_reach_days where customers <> 0 or revenue <> 0',
    insight_last_days: '* from insight_last_days where customers <> 0 or revenue <> 0',
    insight_visits: '* from insight_visits',
  };
  const everything = async ({ db }: Shops) =>
    Object.fromEntries(
      await Promise.all(
        Object.entries(TABLES).map(async ([table, rest]) => [
          table,
          (await db.read(`select ${rest}`)).map((row) => JSON.stringify(row)).toSorted(),
        ]),
      ),
    ) as Record<keyof typeof TABLES, string[]>;

  async function aBusyShop() {
    const shops = await openShops();
    await happen(shops, busy(7));
    await live(shops.garden, fc.sample(lives, { numRuns: 1, seed: 11 })[0]!);
    await shops.stranger.open();
    return shops;
  }

  test('after everything was lost brings back what was kept step by step', async () => {
    const shops = await aBusyShop();
    const before = await everything(shops);
    expect(Object.values(before).map((rows) => rows.length > 3)).toEqual([true, true, true, true, true, true]);
    await shops.db.write(Object.keys(TABLES).map((table) => sql(`delete from ${table}`)));
    const { differences } = await rebuildInsight(shops.db, { fix: true });
    expect(differences).toBeGreaterThan(20);
    expect(await everything(shops)).toEqual(before);
    expect((await rebuildInsight(shops.db, { fix: false })).differences).toBe(0);
  });

  test('names what differs, and writes nothing unless it is asked to', async () => {
    const shops = await aBusyShop();
    await shops.db.write([
      sql("update insight_sums set v1 = v1 + 3 where what = 'case' and grain = 'm' and merchant_id = ?", shops.stranger.merchantId),
    ]);
    const wrong = await everything(shops);
    const told = await rebuildInsight(shops.db, { fix: false });
    expect(told).toMatchObject({
      differences: 1,
      fixed: false,
      examples: [{ table: 'insight_sums', key: { what: 'case', period: '2026-03' }, by: [-3, 0, 0, 0, 0, 0, 0, 0] }],
    });
    expect(await everything(shops)).toEqual(wrong);
  });

  test('proves years by their months', async () => {
    const shops = await aBusyShop();
    const right = await everything(shops);
    await shops.db.write([
      sql("update insight_sums set v1 = v1 + 2 where what = 'case' and grain = 'y' and merchant_id = ?", shops.stranger.merchantId),
    ]);
    expect(await rebuildInsight(shops.db, { fix: true })).toMatchObject({
      differences: 1,
      examples: [{ table: 'insight_sums', key: { what: 'case', grain: 'y', period: '2026' }, by: [-2, 0, 0, 0, 0, 0, 0, 0] }],
    });
    expect(await everything(shops)).toEqual(right);
  });
});
