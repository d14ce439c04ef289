import { SignJWT, UnsecuredJWT } from 'jose';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { CaseReceipt } from '#shared/contracts/case.ts';
import { createTestApp, lateKettle, SHOP_ORIGIN, type TestApp } from '../test-app.ts';

let shop: TestApp;
beforeAll(async () => {
  shop = await createTestApp();
});
afterAll(async () => {
  expect(shop.failures).toEqual([]);
  await shop.close();
});

const CASES = '/v1/public/cases';
const say = async (over: object = {}, headers: Record<string, string> = {}) => shop.post(CASES, { ...lateKettle, ...over }, headers);
const receiptOf = async (answer: Response | Promise<Response>) => (await (await answer).json()) as CaseReceipt;
const viewOf = async ({ case: { number } }: CaseReceipt) => (await shop.get(`/v1/cases/${number}`, shop.key())).json();
const send = (body: string | Uint8Array<ArrayBuffer>, headers: Record<string, string> = {}) =>
  shop.request(CASES, { method: 'POST', headers: { 'content-type': 'text/plain', ...headers }, body });

test('a customer who speaks gets a number, a link and the date of the answer', async () => {
  const answer = await say({}, { origin: SHOP_ORIGIN });
  const { case: opened, ...rest } = await receiptOf(answer);

  expect(answer.status).toBe(201);
  expect(opened).toMatchObject({
    number: expect.stringMatching(/^[A-Z0-9]{3}-[A-Z0-9]{3}$/),
    state: 'received',
    turn: 'us',
    statusUrl: `${shop.deps.publicUrl}/c/${opened.token}`,
  });
  expect(opened.nextDate! > shop.now().toISOString()).toBe(true);
  expect(rest).toEqual({ offers: [], identified: false });
  expect(await viewOf({ case: opened, ...rest })).toMatchObject({
    story: lateKettle.story,
    reason: lateKettle.reason,
    asked: lateKettle.asked,
    customer: { name: 'Fern', email: 'fern@example.org', identified: false },
  });
});

test('a page needs no permission to speak, and may read the answer', async () => {
  const answer = await send(JSON.stringify(lateKettle), { origin: SHOP_ORIGIN });
  expect([answer.status, answer.headers.get('access-control-allow-origin')]).toEqual([201, '*']);
});

test('a browser that asks first is told what it may send', async () => {
  const preflight = await shop.request('/v1/public/case/rating', {
    method: 'OPTIONS',
    headers: {
      origin: SHOP_ORIGIN,
      'access-control-request-method': 'PUT',
      'access-control-request-headers': 'authorization,content-type',
    },
  });
  expect(preflight.status).toBe(204);
  expect(preflight.headers.get('access-control-allow-methods')).toContain('PUT');
  expect(preflight.headers.get('access-control-allow-headers')?.toLowerCase()).toMatch(/authorization.*content-type/);
  expect(preflight.headers.get('access-control-allow-credentials')).toBeNull();
});

describe('a key', () => {
  test('makes the same request give the same answer, even when all come at once', async () => {
    const answers = await Promise.all(
      Array.from({ length: 5 }, () => receiptOf(say({ idempotencyKey: 'once', story: 'Only one of these.' }))),
    );
    for (const one of answers) expect(one).toEqual(answers[0]);
    const found = (await (await shop.get('/v1/cases?q=Only+one+of+these', shop.key())).json()) as { items: unknown[] };
    expect(found.items).toHaveLength(1);
  });

  test('does not care about the order of the fields, or where it stands', async () => {
    const first = await receiptOf(say({ idempotencyKey: 'order' }));
    const turned = Object.fromEntries(Object.entries(lateKettle).toReversed());
    expect(await receiptOf(shop.post(CASES, turned, { 'idempotency-key': 'order' }))).toEqual(first);
  });

  test('is refused for something else', async () => {
    await say({ idempotencyKey: 'other' });
    const answer = await say({ idempotencyKey: 'other', story: 'Another story.' });
    expect([answer.status, await answer.json()]).toEqual([409, expect.objectContaining({ code: 'idempotency.reused' })]);
  });

  test('of another site is another key', async () => {
    const mine = await receiptOf(say({ idempotencyKey: 'shared' }));
    const theirs = await receiptOf(say({ idempotencyKey: 'shared', siteKey: 'pk_stranger' }));
    expect(theirs.case.token).not.toBe(mine.case.token);
  });
});

describe('what cannot be taken is refused with the reason', () => {
  test.each<[string, object, number, string, string | undefined]>([
    ['no story', { story: '   ' }, 400, 'request.malformed', 'story'],
    ['a character that cannot be kept', { story: 'cut\u0000off' }, 400, 'request.malformed', 'story'],
    ['a story beyond all length', { story: 'x'.repeat(20_001) }, 400, 'request.malformed', 'story'],
    ['a kind nobody knows', { kind: 'rant' }, 400, 'request.malformed', 'kind'],
    [
      'a sum in fractions',
      { asked: [{ remedy: 'refund.full', amount: { amount: 2.5, currency: 'EUR' } }] },
      400,
      'request.malformed',
      'asked.0.amount.amount',
    ],
    ['a sum below nothing', { cost: { money: { amount: -1, currency: 'EUR' } } }, 400, 'request.malformed', 'cost.money.amount'],
    ['an address that is none', { contact: { email: 'fern' } }, 400, 'request.malformed', 'contact.email'],
    ['a reason nobody knows', { reason: 'made.up' }, 422, 'case.reason_unknown', 'reason'],
    ['a reason for leaving in a complaint', { reason: 'cancel.moved' }, 422, 'case.reason_unknown', 'reason'],
    ['a remedy nobody knows', { asked: [{ remedy: 'apology' }, { remedy: 'a.pony' }] }, 422, 'remedy.unknown', 'asked.1.remedy'],
    ['a file that is not here', { uploads: ['upl_none'] }, 422, 'upload.not_found', 'uploads'],
    ['an unknown site', { siteKey: 'pk_nobody' }, 404, 'site.not_found', 'siteKey'],
  ])('%s', async (_, over, status, code, path) => {
    const answer = await say(over);
    const problem = (await answer.json()) as { errors?: { path: string }[]; requestId: string };
    expect([answer.status, answer.headers.get('content-type'), problem]).toEqual([
      status,
      'application/problem+json',
      expect.objectContaining({ code, status }),
    ]);
    expect(problem.errors?.[0]?.path).toBe(path);
    expect(problem.requestId).toBe(answer.headers.get('x-request-id'));
  });

  test('a page of somebody else', async () => {
    const answer = await say({}, { origin: 'https://thief.example' });
    expect([answer.status, await answer.json()]).toEqual([403, expect.objectContaining({ code: 'origin.not_allowed' })]);
  });

  test.each([
    ['half a body', '{"siteKey": "pk_ga', 400],
    ['no body', '', 400],
    ['a list', '[]', 400],
    ['more than half a megabyte', `{"story": "${'x'.repeat(600 * 1024)}"}`, 413],
  ])('%s', async (_, body, status) => {
    const answer = await send(body);
    expect([answer.status, answer.headers.get('content-type'), answer.headers.get('access-control-allow-origin')]).toEqual([
      status,
      'application/problem+json',
      '*',
    ]);
  });

  test('a body of another type', async () => {
    const answer = await shop.request(CASES, { method: 'POST', headers: { 'content-type': 'application/xml' }, body: '<case/>' });
    expect([answer.status, await answer.json()]).toEqual([415, expect.objectContaining({ code: 'request.wrong_type' })]);
  });
});

describe('who a customer is', () => {
  test('is known by the merchant’s signature, with what the merchant knows', async () => {
    const identityToken = await shop.identityToken({
      sub: 'c-7',
      email: 'maria@example.org',
      name: 'Maria',
      plan: 'gold',
      mrr: { amount: 2900, currency: 'EUR' },
    });
    const receipt = await receiptOf(say({ identityToken, contact: undefined }));
    expect(receipt.identified).toBe(true);
    expect(await viewOf(receipt)).toMatchObject({
      customer: {
        externalId: 'c-7',
        email: 'maria@example.org',
        name: 'Maria',
        plan: 'gold',
        mrr: { amount: 2900, currency: 'EUR' },
        identified: true,
      },
    });
  });

  test.each<[string, () => Promise<string>]>([
    ['expired', () => shop.identityToken({ sub: 'c-8' }, { minutes: -5 })],
    ['signed by somebody else', () => shop.identityToken({ sub: 'c-8' }, { secret: 'another secret, long enough to sign' })],
    ['signed for another shop', () => shop.identityToken({ sub: 'c-8' }, { secret: shop.stranger.secret })],
    ['valid for too long', () => shop.identityToken({ sub: 'c-8' }, { minutes: 120 })],
    [
      'without an end',
      async () => new SignJWT({ sub: 'c-8' }).setProtectedHeader({ alg: 'HS256' }).sign(new TextEncoder().encode(shop.site.secret)),
    ],
    ['not signed at all', async () => new UnsecuredJWT({ sub: 'c-8' }).setExpirationTime(shop.now().getTime() / 1000 + 600).encode()],
    ['about nobody', () => shop.identityToken({ email: 'maria@example.org' })],
    ['no token at all', async () => 'hello'],
  ])('is not believed when the token is %s, and the story is taken all the same', async (_, make) => {
    const receipt = await receiptOf(say({ identityToken: await make() }));
    expect(receipt.identified).toBe(false);
    expect((await viewOf(receipt)).customer).toMatchObject({ externalId: null, identified: false });
  });

  test('is never overwritten by what somebody else types', async () => {
    await say({ identityToken: await shop.identityToken({ sub: 'c-9', email: 'rosa@example.org', name: 'Rosa' }) });
    await say({ contact: { email: 'rosa@example.org', name: 'Not Rosa' } });
    const again = await receiptOf(say({ identityToken: await shop.identityToken({ sub: 'c-9' }), contact: undefined }));
    expect((await viewOf(again)).customer).toMatchObject({ externalId: 'c-9', name: 'Rosa', email: 'rosa@example.org' });
  });
});

test('what a robot fills in, or sends faster than anybody reads, is kept and set apart', async () => {
  for (const over of [{ website: 'https://spam.example' }, { tookMs: 80 }])
    expect(await viewOf(await receiptOf(say(over)))).toMatchObject({ tags: ['suspicious'] });
  expect(await viewOf(await receiptOf(say({ tookMs: 45_000 })))).toMatchObject({ tags: [] });
});

test('another shop finds nothing of it', async () => {
  const { case: opened } = await receiptOf(say());
  const answer = await shop.get(`/v1/cases/${opened.number}`, shop.strangersKey());
  expect([answer.status, await answer.json()]).toEqual([404, expect.objectContaining({ code: 'case.not_found' })]);
});

test('feedback and praise are owed an answer only when one is wanted', async () => {
  const plain = await receiptOf(say({ kind: 'feedback', reason: undefined }));
  const wanted = await receiptOf(say({ kind: 'feedback', reason: undefined, responseExpected: true }));
  expect([plain.case.nextDate, wanted.case.nextDate !== null]).toEqual([null, true]);
});
