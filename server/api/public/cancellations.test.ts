import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { DEFAULT_SETTINGS } from '#shared/contracts/settings.ts';
import { MERCHANT, NOON } from '#shared/fixtures/cast.ts';
import { isHeldOut } from '#server/domain/hold-out.ts';
import { storesOf } from '../context.ts';
import { createTestApp, SHOP_ORIGIN, type TestApp } from '../test-app.ts';

let shop: TestApp;
beforeEach(async () => {
  shop = await createTestApp({ ruleSets: { 'US-MN': 'offers_after_cancel_with_consent', DE: 'de_button', FR: 'no_offers' } });
});
afterEach(async () => {
  expect(shop.failures).toEqual([]);
  await shop.close();
});

const VISITS = '/v1/public/cancellations';
const nobodyHeldOut = { ...DEFAULT_SETTINGS.offers, holdOutShare: 0 };
const setOffers = (own: object) =>
  storesOf(shop.deps, MERCHANT).settings.publish('offers', 0, { ...DEFAULT_SETTINGS.offers, ...own }, { id: null, at: NOON });

/** Somebody begins to leave. */
async function begin(over: object = {}) {
  const answer = await shop.post(VISITS, { siteKey: 'pk_garden', subscription: 'sub_1', locale: 'en', ...over }, { origin: SHOP_ORIGIN });
  expect(answer.status).toBe(201);
  const { cancellation } = (await answer.json()) as { cancellation: { id: string; token: string; ruleSet: string; identified: boolean } };
  const put = async (path: string, body: object) => shop.put(`${VISITS}/${cancellation.id}/${path}`, body, shop.bearer(cancellation.token));
  type Offer = { id: string; remedy: string; title: string; terms: string; expiresAt: string };
  return {
    ...cancellation,
    put,
    answer: async (body: object) => ((await (await put('answer', body)).json()) as { offer: Offer | null }).offer,
    end: async (outcome: string, more: object = {}) =>
      (await (await put('outcome', { outcome, ...more })).json()) as { cancellation: { outcome: string }; receiptUrl: string },
  };
}
const cases = async () =>
  ((await (await shop.get('/v1/cases?kind=cancellation', shop.key())).json()) as { items: { number: string }[] }).items;
const theCase = async () => {
  const all = await cases();
  expect(all).toHaveLength(1);
  return (await shop.get(`/v1/cases/${all[0]?.number}`, shop.key())).json();
};
const stayer = (sub = 'c-1') => shop.identityToken({ sub, email: 'fern@example.org', mrr: { amount: 2900, currency: 'EUR' } });

test('an offer that was taken becomes a case that is being carried out, and nothing is cancelled', async () => {
  await setOffers(nobodyHeldOut);
  const visit = await begin({ identityToken: await stayer() });
  expect(visit.identified).toBe(true);
  const offer = await visit.answer({ reason: 'cancel.too_expensive', story: 'Four more than theirs.' });
  expect(offer).toMatchObject({ remedy: 'discount', title: '20% off for 3 months', expiresAt: '2026-03-16T12:00:00.000Z' });

  const taken = (await (await visit.put(`offers/${offer!.id}`, { answer: 'accepted' })).json()) as {
    case: { number: string; state: string };
  };
  expect(taken.case).toMatchObject({ state: 'fulfilling', turn: 'us' });
  await visit.end('accepted_offer');
  expect(await theCase()).toMatchObject({
    number: taken.case.number,
    kind: 'cancellation',
    reason: 'cancel.too_expensive',
    story: 'Four more than theirs.',
    state: 'fulfilling',
    agreed: { remedy: 'discount' },
    cancellation: { outcome: 'accepted_offer', subscription: 'sub_1', holdOut: false },
  });
});

test('an offer taken twice is taken once', async () => {
  await setOffers(nobodyHeldOut);
  const visit = await begin({ identityToken: await stayer() });
  const offer = await visit.answer({ reason: 'cancel.unused' });
  const answers = await Promise.all([1, 2, 3].map(() => visit.put(`offers/${offer!.id}`, { answer: 'accepted' })));
  const taken = await Promise.all(answers.map(async (answer) => ((await answer.json()) as { case: { number: string } }).case.number));
  expect([answers.map(({ status }) => status), new Set(taken).size, (await cases()).length]).toEqual([[200, 200, 200], 1, 1]);
});

test('whoever just wants to go is gone, with a case that says why nothing more is owed', async () => {
  const visit = await begin();
  const { cancellation, receiptUrl } = await visit.end('cancelled', { keepInTouch: { how: 'email', how_often: 'quarterly' } });
  expect(cancellation).toMatchObject({ outcome: 'cancelled' });
  expect(receiptUrl).toMatch(/^http:\/\/amends\.test\/r\/can_\d+\.[\w-]{32}$/);
  expect(await theCase()).toMatchObject({
    state: 'closed',
    responseExpected: false,
    cancellation: { outcome: 'cancelled', keepInTouch: { how: 'email', how_often: 'quarterly' } },
  });
});

test('a step that shows no offer spends none, and what they ask for later shapes the one they see', async () => {
  await setOffers(nobodyHeldOut);
  const visit = await begin();
  expect(await visit.answer({ reason: 'cancel.too_expensive', showOffer: false })).toBeNull();
  expect((await theCase()).cancellation).toMatchObject({ outcome: 'open' });
  expect((await shop.db.read("select data ->> 'offer' as offer from cancellations"))[0]).toMatchObject({ offer: null });
  expect(await visit.answer({ asked: [{ remedy: 'human_contact' }], showOffer: true })).toMatchObject({ remedy: 'human_contact' });
});

test('one visit, one offer: other answers bring no second one', async () => {
  await setOffers(nobodyHeldOut);
  const visit = await begin();
  const first = await visit.answer({ reason: 'cancel.unused' });
  const again = await visit.answer({ reason: 'cancel.too_expensive', asked: [{ remedy: 'discount' }] });
  expect(again).toEqual(first);
  await visit.put(`offers/${first!.id}`, { answer: 'declined' });
  expect(await visit.answer({ reason: 'cancel.low_quality' })).toBeNull();
});

test('the last word within the visit counts', async () => {
  const visit = await begin();
  await visit.answer({ reason: 'cancel.moved' });
  await visit.end('undecided');
  expect(await theCase()).toMatchObject({ cancellation: { outcome: 'undecided' } });
  await visit.end('failed', { detail: 'The card system is down.' });
  expect(await theCase()).toMatchObject({
    state: 'received',
    severity: 'high',
    responseExpected: true,
    cancellation: { outcome: 'failed' },
  });
  await visit.end('cancelled');
  expect(await theCase()).toMatchObject({ cancellation: { outcome: 'cancelled' } });
});

test('somebody who takes an offer and then cancels has cancelled', async () => {
  await setOffers(nobodyHeldOut);
  const visit = await begin({ identityToken: await stayer() });
  const offer = await visit.answer({ reason: 'cancel.unused' });
  await visit.put(`offers/${offer!.id}`, { answer: 'accepted' });
  await visit.end('cancelled');
  expect(await theCase()).toMatchObject({ state: 'closed', cancellation: { outcome: 'cancelled' } });
  expect((await visit.put(`offers/${offer!.id}`, { answer: 'declined' })).status).toBe(409);
});

test('closing the window without a word leaves no case behind', async () => {
  const visit = await begin();
  await visit.end('undecided');
  expect(await cases()).toEqual([]);
});

test('a visit is over after a day', async () => {
  const visit = await begin();
  shop.forward({ hours: 25 });
  for (const [path, body] of [
    ['answer', { story: 'Late.' }],
    ['outcome', { outcome: 'cancelled' }],
  ] as const) {
    const answer = await visit.put(path, body);
    expect([answer.status, await answer.json()]).toEqual([409, expect.objectContaining({ code: 'cancellation.already_over' })]);
  }
});

describe('the hold-out', () => {
  test('sees no offer and is never told so', async () => {
    await setOffers({ holdOutShare: 0.5 });
    const sub = Array.from({ length: 50 }, (_, i) => `c-${i}`).find((one) => isHeldOut(shop.site.id, one, 0.5))!;
    const visit = await begin({ identityToken: await stayer(sub) });
    const answer = await visit.put('answer', { reason: 'cancel.unused' });
    const text = JSON.stringify([visit, await answer.json(), await visit.end('cancelled')]);
    expect(text).toContain('"offer":null');
    expect(text).not.toMatch(/hold/i);
    expect(await theCase()).toMatchObject({ cancellation: { holdOut: true } });
  });

  test('holds nobody who cannot be met again', async () => {
    await setOffers({ holdOutShare: 0.5 });
    for (let i = 0; i < 12; i++) expect(await (await begin()).answer({ reason: 'cancel.unused' })).not.toBeNull();
  });
});

describe('the law of the region', () => {
  test.each([
    ['US-CA', 'offers_beside_cancel', true],
    ['US-MN', 'offers_after_cancel_with_consent', false],
    ['DE', 'de_button', false],
    ['DE-BY', 'de_button', false],
    ['FR', 'no_offers', false],
  ])('in %s is %s', async (region, ruleSet, offers) => {
    await setOffers(nobodyHeldOut);
    const visit = await begin({ region });
    expect([visit.ruleSet, (await visit.answer({ reason: 'cancel.unused' })) !== null]).toEqual([ruleSet, offers]);
  });

  test('lets an offer follow in Minnesota when it is wanted', async () => {
    await setOffers(nobodyHeldOut);
    const visit = await begin({ region: 'US-MN' });
    expect(await visit.answer({ reason: 'cancel.unused', consent: true })).toMatchObject({ remedy: 'pause_subscription' });
  });

  test('lets it follow the cancelling, where it can still be taken', async () => {
    await setOffers(nobodyHeldOut);
    const visit = await begin({ region: 'US-MN' });
    expect(await visit.answer({ reason: 'cancel.unused' })).toBeNull();
    await visit.end('cancelled');
    const offer = await visit.answer({ reason: 'cancel.unused', consent: true });
    expect(offer).toMatchObject({ remedy: 'pause_subscription' });
    expect((await visit.put(`offers/${offer!.id}`, { answer: 'accepted' })).status).toBe(200);
    await visit.end('accepted_offer');
    expect(await theCase()).toMatchObject({ cancellation: { outcome: 'accepted_offer' } });
  });

  test('shows nobody else an offer after the cancelling', async () => {
    await setOffers(nobodyHeldOut);
    const visit = await begin();
    await visit.end('cancelled');
    expect(await visit.answer({ reason: 'cancel.unused', consent: true })).toBeNull();
  });
});

test('after an offer was taken there is none for ninety days, and never a discount over a discount', async () => {
  await setOffers(nobodyHeldOut);
  const first = await begin({ identityToken: await stayer() });
  const offer = await first.answer({ reason: 'cancel.too_expensive' });
  await first.put(`offers/${offer!.id}`, { answer: 'accepted' });
  shop.forward({ days: 30 });
  expect(await (await begin({ identityToken: await stayer() })).answer({ reason: 'cancel.too_expensive' })).toBeNull();
  shop.forward({ days: 61 });
  expect(await (await begin({ identityToken: await stayer() })).answer({ reason: 'cancel.too_expensive' })).toMatchObject({
    remedy: 'human_contact',
  });
});

test('the same key begins one visit', async () => {
  const body = { siteKey: 'pk_garden', idempotencyKey: 'v1', subscription: 'sub_1' };
  const [first, second] = await Promise.all(
    [shop.post(VISITS, body), shop.post(VISITS, body)].map(async (answer) => (await answer).json()),
  );
  expect(second).toEqual(first);
  expect((await shop.post(VISITS, { ...body, subscription: 'sub_2' })).status).toBe(409);
});

describe('is refused', () => {
  test.each<[string, object, Record<string, string>, number, string]>([
    ['an unknown site', { siteKey: 'pk_nobody' }, {}, 404, 'site.not_found'],
    ['a stranger’s page', { siteKey: 'pk_garden' }, { origin: 'https://thief.example' }, 403, 'origin.not_allowed'],
    ['a region that is none', { siteKey: 'pk_garden', region: 'Bavaria' }, {}, 400, 'request.malformed'],
  ])('%s', async (_, body, headers, status, code) => {
    const answer = await shop.post(VISITS, body, headers);
    expect([answer.status, await answer.json()]).toEqual([status, expect.objectContaining({ code })]);
  });

  test.each<[string, string, object, number, string]>([
    ['a reason nobody knows', 'answer', { reason: 'cancel.boredom' }, 422, 'case.reason_unknown'],
    ['a complaint’s reason', 'answer', { reason: 'delivery.late' }, 422, 'case.reason_unknown'],
    ['a remedy nobody knows', 'answer', { asked: [{ remedy: 'a.pony' }] }, 422, 'remedy.unknown'],
    ['an offer that was never made', 'offers/off_9', { answer: 'accepted' }, 404, 'offer.not_found'],
    ['an end nobody knows', 'outcome', { outcome: 'saved' }, 400, 'request.malformed'],
  ])('%s', async (_, path, body, status, code) => {
    const visit = await begin();
    const answer = await visit.put(path, body);
    expect([answer.status, await answer.json()]).toEqual([status, expect.objectContaining({ code })]);
  });

  test('whoever has no token of this visit', async () => {
    const [mine, other] = [await begin(), await begin({ siteKey: 'pk_garden', subscription: 'sub_2' })];
    const path = `${VISITS}/${mine.id}/outcome`;
    expect((await shop.put(path, { outcome: 'cancelled' })).status).toBe(401);
    for (const token of [other.token, 'vt_wrong', 'ct_wrong'])
      expect((await shop.put(path, { outcome: 'cancelled' }, shop.bearer(token))).status).toBe(404);
    expect(await cases()).toEqual([]);
  });
});

describe('a cancellation that was asked for, or that billing refused', () => {
  const settle = (number: string, body: object, headers = shop.key()) => shop.put(`/v1/cases/${number}/cancellation`, body, headers);

  test('is confirmed by staff: the customer gets the letter and the receipt, and nothing more is owed', async () => {
    await shop.submit('/s/pk_garden/cancel', { key: 'k1', subscription: 'sub_1', name: 'Fern', email: 'fern@example.org' });
    const asked = await theCase();
    expect([asked.responseExpected, asked.can.includes('settle_cancellation')]).toEqual([true, true]);

    const done = await (await settle(asked.number, { outcome: 'cancelled', version: asked.version })).json();

    expect(done).toMatchObject({ state: 'closed', responseExpected: false, cancellation: { outcome: 'cancelled' } });
    expect(done.can).not.toContain('settle_cancellation');
    const letters = await shop.db.read("select topic from outbox where channel = 'mail' order by seq");
    expect(letters.map(({ topic }) => topic)).toEqual(['cancel_received', 'cancelled']);
    expect((await (await settle(asked.number, { outcome: 'cancelled' })).json()).code).toBe('cancellation.already_over');
  });

  test('stays open when billing refuses again, and is settled by the next word', async () => {
    const visit = await begin();
    await visit.end('failed', { detail: 'The card system is down.' });
    const { number, version } = await theCase();
    expect((await settle(number, { outcome: 'failed', note: 'Tried again.' })).status).toBe(200);
    expect(await theCase()).toMatchObject({ state: 'received', responseExpected: true, severity: 'high' });
    expect((await settle(number, { outcome: 'cancelled', version: version - 1 })).status).toBe(409);
    expect((await settle(number, { outcome: 'cancelled' }, shop.key('read'))).status).toBe(403);
    expect((await settle(number, { outcome: 'cancelled' }, shop.strangersKey())).status).toBe(404);
    expect((await (await settle(number, { outcome: 'cancelled' })).json()).state).toBe('closed');
  });
});
