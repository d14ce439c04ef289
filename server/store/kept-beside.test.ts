import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { FERN_ID, NOON, daysAfter, fern, lena, maya } from '#shared/fixtures/cast.ts';
import type { Case } from '#server/domain/case.ts';
import { DONE, dear, doing, euro, fullRefund, offerOf, pendingOf, pia } from '#server/domain/fixtures.ts';
import { giveApproval, requestApproval } from '#server/domain/approval-acts.ts';
import { acceptOffer, makeOffer } from '#server/domain/offer-acts.ts';
import { precedentOf } from '#server/domain/precedent.ts';
import { listApprovals } from './approvals.ts';
import { live, lives } from './fixtures/lives.ts';
import { openShops } from './fixtures/shop.ts';
import { createPrecedentStore } from './precedents.ts';
import { createLedger, isGivenMeanwhile } from './remedies-given.ts';

const HELD = new Set(['offered', 'accepted', 'fulfilling', 'fulfilled', 'verified', 'disputed']);

describe('whatever happens to the cases', () => {
  test('the list of approvals, the ledger and the precedents say what the cases say', async () => {
    await fc.assert(
      fc.asyncProperty(lives, async (some) => {
        const { db, garden, stranger } = await openShops();
        const { ids } = await live(garden, some);
        const cases = await Promise.all(ids.map((id) => garden.cases.find(id)));

        const waiting = cases.flatMap(({ id, approvals }) =>
          approvals.filter(({ step }) => step === 'pending_approval').map(({ offerId }) => ({ caseId: id, offerId })),
        );
        const listed = (await listApprovals(db, garden.merchantId, {})).items;
        expect(listed.toSorted((a, b) => a.offerId.localeCompare(b.offerId))).toEqual(
          waiting.toSorted((a, b) => a.offerId.localeCompare(b.offerId)),
        );

        const held = cases.flatMap(({ offers }) =>
          offers.filter(({ step, amount }) => HELD.has(step) && amount).map(({ amount }) => amount?.amount ?? 0),
        );
        const kept = await db.readOne(
          "select coalesce(sum(amount), 0) as sum, count(*) as lines from remedies_given where merchant_id = ? and state = 'given'",
          [garden.merchantId],
        );
        expect([kept?.sum, kept?.lines]).toEqual([held.reduce((sum, one) => sum + one, 0), held.length]);

        const taught = cases.flatMap((current) => precedentOf(current) ?? []);
        for (const one of taught) {
          const row = await db.readOne('select remedy, amount, satisfied, upheld from precedents where merchant_id = ? and case_id = ?', [
            garden.merchantId,
            one.caseId,
          ]);
          expect(row).toEqual({
            remedy: one.remedy,
            amount: one.amount?.amount ?? null,
            satisfied: Number(one.satisfied),
            upheld: Number(one.upheld),
          });
        }
        const unhappy = await db.read('select case_id from precedents where merchant_id = ? and (satisfied = 1 or upheld = 1)', [
          garden.merchantId,
        ]);
        expect(unhappy.every((row) => taught.some(({ caseId }) => caseId === row.case_id))).toBe(true);
        expect((await listApprovals(db, stranger.merchantId, {})).items).toEqual([]);
      }),
      { numRuns: 15 },
    );
  });
});

describe('the ledger of what was given', () => {
  const offer = (before: Case) => makeOffer(before, fullRefund, doing(maya));
  const sums = async (
    { db, garden }: Awaited<ReturnType<typeof openShops>>,
    current: Pick<Case, 'id' | 'customerId'>,
    staff: string | null = maya.id,
    at = NOON,
  ) => (await createLedger(db, garden.merchantId).look(current, staff, at, '2026-03-02T00:00:00.000Z')).given;
  const refund = (amount: number) => [{ remedy: 'refund.full', currency: 'EUR', amount }];

  test('counts an offer while it stands, and gives it back when the customer says no', async () => {
    const shops = await openShops();
    const { id } = await shops.garden.open();
    const offered = await shops.garden.cases.change(id, offer);
    expect(await sums(shops, offered)).toEqual({ toCustomer: refund(3800), byStaff: refund(3800) });
    expect(await sums(shops, offered, lena.id)).toEqual({ toCustomer: refund(3800), byStaff: [] });
    await shops.garden.cases.change(id, (before) => DONE.decline(before, doing(fern)));
    expect(await sums(shops, offered)).toEqual({ toCustomer: [], byStaff: [] });
  });

  test('counts the dearest choice until one is taken, then what was taken', async () => {
    const shops = await openShops();
    const { id } = await shops.garden.open();
    const choices = [{ remedy: 'store_credit', title: 'Credit', money: euro(4500) }];
    const offered = await shops.garden.cases.change(id, (before) => makeOffer(before, { ...fullRefund, choices }, doing(maya)));
    expect((await sums(shops, offered)).toCustomer).toEqual([{ remedy: 'store_credit', currency: 'EUR', amount: 4500 }]);
    await shops.garden.cases.change(id, (before) => DONE.accept(before, doing(fern)));
    expect((await sums(shops, offered)).toCustomer).toEqual(refund(3800));
  });

  test('never counts a sum the customer did not choose, not even once the case is reopened', async () => {
    const shops = await openShops();
    const { id } = await shops.garden.open();
    const choices = [{ remedy: 'apology', title: 'An apology in person' }];
    const change = (decide: Parameters<typeof shops.garden.cases.change>[1]) => shops.garden.cases.change(id, decide);
    await change((before) => makeOffer(before, { ...fullRefund, choices }, doing(maya)));
    await change((before) => acceptOffer(before, offerOf(before), { choice: 'apology' }, doing(fern)));
    await change((before) => DONE.fulfil(before, doing(maya)));
    await change((before) => DONE.confirm(before, doing(fern)));
    const reopened = await change((before) => DONE.reopen(before, doing(fern)));
    expect((await sums(shops, reopened)).toCustomer).toEqual([]);
  });

  test('forgets after 90 days, and the day of a colleague at its end', async () => {
    const shops = await openShops();
    const { id } = await shops.garden.open();
    const offered = await shops.garden.cases.change(id, offer);
    expect((await sums(shops, offered, maya.id, daysAfter(NOON, 90))).toCustomer).toEqual(refund(3800));
    expect((await sums(shops, offered, maya.id, daysAfter(NOON, 90.1))).toCustomer).toEqual([]);
    const tomorrow = await createLedger(shops.db, shops.garden.merchantId).look(
      offered,
      maya.id,
      daysAfter(NOON, 1),
      '2026-03-03T00:00:00.000Z',
    );
    expect(tomorrow.given).toEqual({ toCustomer: refund(3800), byStaff: [] });
  });

  test('writes what a second person approved to their account, not to who asked', async () => {
    const shops = await openShops();
    const { id } = await shops.garden.open();
    await shops.garden.cases.change(id, (before) => requestApproval(before, dear, doing(pia)));
    const given = await shops.garden.cases.change(id, (before) => giveApproval(before, pendingOf(before), undefined, doing(lena)));
    expect([(await sums(shops, given, pia.id)).byStaff, (await sums(shops, given, lena.id)).byStaff]).toEqual([[], refund(8000)]);
  });

  test('knows somebody unknown by their case, and nothing of another shop', async () => {
    const shops = await openShops();
    const [known, unknown] = [await shops.garden.open(), await shops.garden.open({ customerId: null })];
    await shops.garden.cases.change(unknown.id, offer);
    expect([(await sums(shops, known)).toCustomer, (await sums(shops, unknown)).toCustomer]).toEqual([[], refund(3800)]);
    const { given } = await createLedger(shops.db, shops.stranger.merchantId).look(unknown, maya.id, NOON, '2026-03-02T00:00:00.000Z');
    expect(given).toEqual({ toCustomer: [], byStaff: [] });
  });

  test.each(['file', 'http'] as const)('refuses what was decided on sums that are no longer true, on %s', async (kind) => {
    const { db, garden } = await openShops(kind);
    const [one, other] = [await garden.open(), await garden.open()];
    const seen = await createLedger(db, garden.merchantId).look(one, pia.id, NOON, NOON);
    await garden.cases.change(other.id, offer);
    const late = db.write([...garden.cases.changed(one, offer(one)), ...seen.unchanged()]);
    await expect(late.catch((error: unknown) => isGivenMeanwhile(error))).resolves.toBe(true);
    expect((await garden.cases.find(one.id)).state).toBe('received');
    const fresh = await createLedger(db, garden.merchantId).look(one, pia.id, NOON, NOON);
    await db.write([...garden.cases.changed(one, offer(one)), ...fresh.unchanged()]);
    expect(offerOf(await garden.cases.find(one.id))).not.toBe('off_none');
  });

  test('does not mind what strangers to both gave', async () => {
    const { db, garden } = await openShops();
    const [one, other] = [await garden.open(), await garden.open({ customerId: null })];
    const seen = await createLedger(db, garden.merchantId).look(one, pia.id, NOON, NOON);
    await garden.cases.change(other.id, offer);
    await db.write([...garden.cases.changed(one, offer(one)), ...seen.unchanged()]);
    expect((await garden.cases.find(one.id)).state).toBe('offer_made');
  });
});

describe('what like cases got', () => {
  async function closed({ garden }: Awaited<ReturnType<typeof openShops>>, loss: number, own: object = {}, at = NOON) {
    const { id } = await garden.open({ cost: { money: euro(loss) }, ...own }, at);
    const act = (name: 'offer' | 'accept' | 'fulfil' | 'confirm', by: typeof maya | typeof fern) =>
      garden.cases.change(id, (before) => DONE[name](before, doing(by, at)));
    await act('offer', maya);
    await act('accept', fern);
    await act('fulfil', maya);
    return act('confirm', fern);
  }

  test('is found by reason and by a loss from half to twice as much, in twelve months, in this shop', async () => {
    const shops = await openShops();
    const alike = await Promise.all([1900, 2047, 2048, 4096, 7600].map((loss) => closed(shops, loss)));
    await Promise.all([1899, 7601, 100, 90_000].map((loss) => closed(shops, loss)));
    await closed(shops, 3800, { reason: 'product.defective' });
    await closed(shops, 3800, {}, daysAfter(NOON, -370));
    const { db, garden, stranger } = shops;
    const query = { caseId: 'case_new', reason: 'delivery.not_received', loss: euro(3800), at: NOON };
    const found = await createPrecedentStore(db, garden.merchantId).listComparable(query);
    expect(found.map(({ caseId }) => caseId).toSorted()).toEqual(alike.map(({ id }) => id).toSorted());
    expect(await createPrecedentStore(db, garden.merchantId).listComparable({ ...query, caseId: alike[0]!.id })).toHaveLength(4);
    expect(await createPrecedentStore(db, garden.merchantId).listComparable({ ...query, reason: null })).toEqual([]);
    expect(await createPrecedentStore(db, stranger.merchantId).listComparable(query)).toEqual([]);
  });

  test('a reopened case stays known, and as one that did not satisfy', async () => {
    const shops = await openShops();
    const { id } = await closed(shops, 3800);
    await shops.garden.cases.change(id, (before) => DONE.reopen(before, doing(fern, daysAfter(NOON, 1))));
    const [known] = await createPrecedentStore(shops.db, shops.garden.merchantId).listComparable({
      caseId: 'case_new',
      reason: 'delivery.not_received',
      loss: euro(3800),
      at: NOON,
    });
    expect(known).toMatchObject({ caseId: id, remedy: 'refund.full', satisfied: false, upheld: false });
  });

  test('counts a customer’s upheld complaints of twelve months, but not this one', async () => {
    const shops = await openShops();
    const cases = [
      await closed(shops, 3800),
      await closed(shops, 3800),
      await closed(shops, 3800),
      await closed(shops, 3800, {}, daysAfter(NOON, -370)),
    ];
    const store = createPrecedentStore(shops.db, shops.garden.merchantId);
    expect([
      await store.countUpheld({ id: 'case_new', customerId: FERN_ID }, NOON),
      await store.countUpheld(cases[0]!, NOON),
      await store.countUpheld({ id: 'case_new', customerId: 'cus_other' }, NOON),
    ]).toEqual([3, 2, 0]);
  });

  test('is looked up by index, never by going through all', async () => {
    const { db } = await openShops();
    const plan = async (query: string) => (await db.read(`explain query plan ${query}`)).map(({ detail }) => String(detail)).join('\n');
    const plans = await Promise.all([
      plan(
        "select * from precedents where merchant_id = 'm' and reason = 'r' and loss_currency = 'EUR' and loss_size = 3 and closed_at >= 'x' and remedy is not null order by closed_at desc limit 9",
      ),
      plan(
        "select case_id from precedents where merchant_id = 'm' and customer = 'c' and closed_at >= 'x' and upheld = 1 order by closed_at desc limit 9",
      ),
      plan("select 1 from remedies_given where seq > 5 and +merchant_id = 'm' and (+customer = 'c' or +staff = 's') limit 1"),
      plan(
        "select 1 from approvals where merchant_id = 'm' and state = 'pending_approval' and (due_at, offer_id) > ('', '') order by due_at, offer_id limit 9",
      ),
    ]);
    for (const one of plans) expect(one).toMatch(/SEARCH/);
    expect(plans.join('\n')).not.toMatch(/SCAN|TEMP B-TREE/);
  });
});
