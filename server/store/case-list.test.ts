import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { NOON, daysAfter, fern, hoursAfter, lena, maya } from '#shared/fixtures/cast.ts';
import type { Case } from '#server/domain/case.ts';
import { acceptDecision } from '#server/domain/customer-acts.ts';
import { decision, doing, fullRefund } from '#server/domain/fixtures.ts';
import { makeOffer } from '#server/domain/offer-acts.ts';
import { decideCase, escalateCase, markSpam, reopenByLead, tagCase, takeCase } from '#server/domain/staff-acts.ts';
import { later } from './fixtures/database.ts';
import { openShops, type Shop } from './fixtures/shop.ts';

type Query = Parameters<Shop['cases']['list']>[0];

const numbersIn = async ({ cases }: Pick<Shop, 'cases'>, query: Query) => (await cases.list(query)).items.map(({ number }) => number);

describe('the list of cases', () => {
  let garden: Shop;
  let stranger: Shop;
  const after = later();
  afterAll(after.clear);

  /** KETTLE is taken and urgent, OFFER waits for Fern, SPAM is closed, AGAIN failed twice, IDEA is somebody else's, LEAVER has left. */
  async function fill(shop: Shop) {
    const { cases, open } = shop;
    await open({ number: 'KETTLE' });
    await open({ number: 'OFFER', reason: 'billing.duplicate' }, hoursAfter(NOON, 1));
    await open({ number: 'SPAM' }, hoursAfter(NOON, 2));
    await open({ number: 'AGAIN' }, hoursAfter(NOON, 3));
    await open({ number: 'IDEA', kind: 'feedback', reason: null, asked: [], customerId: null }, hoursAfter(NOON, 4));
    await open({ number: 'LEAVER', kind: 'cancellation', reason: null, asked: [], responseExpected: true }, hoursAfter(NOON, 5));
    const at = daysAfter(NOON, 1);
    await cases.change('KETTLE', (before) => takeCase(before, { severity: 'high' }, doing(maya, at)));
    await cases.change('KETTLE', (before) => tagCase(before, ['kettle', 'vip'], doing(maya, at)));
    await cases.change('OFFER', (before) => makeOffer(before, fullRefund, doing(maya, at)));
    await cases.change('SPAM', (before) => markSpam(before, doing(lena, at)));
    await cases.change('AGAIN', (before) => decideCase(before, decision, doing(maya, at)));
    await cases.change('AGAIN', (before) => closed(before));
    await cases.change('AGAIN', (before) => reopenByLead(before, 'She called.', doing(lena, at)));
    await cases.change('LEAVER', (before) => escalateCase(before, { note: 'Today.', severity: 'critical' }, doing(lena, at)));
  }

  // One set for all questions: nothing is changed by asking.
  beforeAll(async () => {
    ({ garden, stranger } = await openShops('file', after.keep));
    await fill(garden);
    await fill(stranger);
  });

  test.each<[string, Query, string[]]>([
    ['everything, newest first', {}, ['LEAVER', 'IDEA', 'AGAIN', 'SPAM', 'OFFER', 'KETTLE']],
    [
      'everything, by what is due next, and last what nothing is due on',
      { sort: 'due' },
      ['KETTLE', 'LEAVER', 'AGAIN', 'OFFER', 'SPAM', 'IDEA'],
    ],
    ['a state', { state: 'offer_made' }, ['OFFER']],
    ['several states', { state: 'offer_made,closed' }, ['SPAM', 'OFFER']],
    ['whose turn it is', { turn: 'customer' }, ['OFFER']],
    ['our turn', { turn: 'us' }, ['LEAVER', 'IDEA', 'AGAIN', 'KETTLE']],
    ['a kind', { kind: 'feedback' }, ['IDEA']],
    ['a reason', { reason: 'billing.duplicate' }, ['OFFER']],
    ['an urgency', { severity: 'high,critical' }, ['LEAVER', 'AGAIN', 'KETTLE']],
    ['second failures', { secondFailure: 'true' }, ['AGAIN']],
    ['no second failures', { secondFailure: 'false', state: 'received' }, ['LEAVER', 'IDEA']],
    ['somebody’s cases', { assignee: maya.id }, ['KETTLE']],
    ['nobody’s open cases', { unassigned: true, openOnly: true }, ['LEAVER', 'IDEA', 'AGAIN', 'OFFER']],
    ['closed ones', { closedOnly: true }, ['SPAM']],
    ['a tag', { tag: 'vip' }, ['KETTLE']],
    ['half of a tag', { tag: 'vi' }, []],
    ['a customer by the merchant’s own id', { customer: 'c-1042', state: 'offer_made' }, ['OFFER']],
    ['a customer nobody knows', { customer: 'c-1' }, []],
    ['what is due within a day and an hour', { dueBefore: hoursAfter(NOON, 25) }, ['KETTLE']],
    ['what changed on the second day', { updatedAfter: hoursAfter(NOON, 10) }, ['LEAVER', 'AGAIN', 'SPAM', 'OFFER', 'KETTLE']],
    ['instants without milliseconds too', { updatedAfter: '2026-03-02T22:00:00Z' }, ['LEAVER', 'AGAIN', 'SPAM', 'OFFER', 'KETTLE']],
    ['words and a state together', { q: 'kettle', state: 'closed' }, ['SPAM']],
    ['two things no case is at once', { kind: 'feedback', state: 'closed' }, []],
    ['a state with quotes in it', { state: "closed') or 1=1 --" }, []],
  ])('shows %s', async (_, query, expected) => {
    expect(await numbersIn(garden, query)).toEqual(expected);
  });

  test('shows a customer by our id, and not a stranger’s', async () => {
    expect(await numbersIn(garden, { customer: garden.customerId, kind: 'cancellation' })).toEqual(['LEAVER']);
    expect(await numbersIn(garden, { customer: stranger.customerId })).toEqual([]);
  });

  test.each([
    'garbage',
    Buffer.from('null').toString('base64url'),
    Buffer.from('["2026","x"]').toString('base64url'),
    Buffer.from('[1,2]').toString('base64url'),
  ])('refuses the cursor “%s”, which it never gave', async (cursor) => {
    await expect(garden.cases.list({ cursor })).rejects.toMatchObject({ code: 'cursor.invalid' });
    await expect(garden.cases.list({ cursor, sort: 'due' })).rejects.toMatchObject({ code: 'cursor.invalid' });
  });
});

/** The customer’s yes, so that there is something to reopen. */
const closed = (before: Case) => acceptDecision(before, doing(fern, daysAfter(NOON, 1)));

describe('page by page', () => {
  async function walk(shop: Shop, query: Query, between: () => Promise<unknown>): Promise<string[]> {
    const seen: string[] = [];
    let cursor: string | null | undefined;
    do {
      const page = await shop.cases.list({ ...query, limit: 4, ...(cursor && { cursor }) });
      expect(page.items.length).toBeLessThanOrEqual(4);
      seen.push(...page.items.map(({ id }) => id));
      cursor = page.nextCursor;
      await between();
    } while (cursor);
    return seen;
  }

  test.each(['newest', 'due'] as const)(
    'in the order “%s” every case comes exactly once, although others arrive meanwhile',
    async (sort) => {
      const { garden, stranger } = await openShops();
      const ids: string[] = [];
      // Some are due at the same moment, so that the order must not hang on the date alone.
      for (let i = 0; i < 18; i++) ids.push((await garden.open({}, hoursAfter(NOON, Math.floor(i / 5)))).id);
      let earlier = 0;
      const seen = await walk(garden, { sort }, async () => {
        await garden.open({}, sort === 'due' ? hoursAfter(NOON, -++earlier) : hoursAfter(NOON, 100));
        await stranger.open({}, hoursAfter(NOON, 1));
      });
      expect(seen).toEqual(sort === 'due' ? ids : ids.toReversed());
    },
  );

  test('the last page says that it is the last, also when it is full', async () => {
    const { garden } = await openShops();
    for (let i = 0; i < 8; i++) await garden.open();
    const first = await garden.cases.list({ limit: 4 });
    expect(first.nextCursor).not.toBeNull();
    const second = await garden.cases.list({ limit: 4, cursor: first.nextCursor! });
    expect([second.items.length, second.nextCursor]).toEqual([4, null]);
  });

  test('a filter holds on every page', async () => {
    const { garden } = await openShops();
    for (let i = 0; i < 12; i++) await garden.open({ kind: i % 3 === 0 ? 'praise' : 'complaint', reason: null, asked: [] });
    const seen = await walk(garden, { kind: 'complaint' }, async () => {});
    expect(seen.length).toBe(8);
    expect(new Set(seen).size).toBe(8);
  });
});
