import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { createTestApp, lateKettle, type TestApp } from './test-app.ts';

let shop: TestApp;
beforeEach(async () => {
  shop = await createTestApp();
});
afterEach(async () => {
  expect(shop.failures).toEqual([]);
  await shop.close();
});

const LEAKS = {
  texts: {
    en: { title: 'A kettle that leaks', body: 'The seal under the lid is loose. Press it down until it clicks.' },
    de: { title: 'Ein Wasserkocher tropft', body: 'Die Dichtung unter dem Deckel sitzt lose.' },
    hi: { title: 'केतली टपकती है', body: 'ढक्कन के नीचे की सील ढीली है।' },
  },
  reasons: ['product.defective'],
};
const write = (body: object = LEAKS, headers: Record<string, string> = shop.key('write')) => shop.post('/v1/articles', body, headers);
const titles = async (query: string, key = shop.key('read')) =>
  (await (await shop.get(`/v1/articles${query}`, key)).json()).items.map(({ title }: { title: string }) => title);

test('an article is written, read and found in each of its languages', async () => {
  const made = await write();
  const article = await made.json();
  expect([made.status, made.headers.get('etag')]).toEqual([201, '"1"']);
  expect(article).toMatchObject({
    version: 1,
    language: 'en',
    languages: ['en', 'de', 'hi'],
    title: 'A kettle that leaks',
    reasons: ['product.defective'],
  });
  const german = await (await shop.get(`/v1/articles/${article.id}?language=de-AT`, shop.key('read'))).json();
  expect(german).toMatchObject({ language: 'de', title: 'Ein Wasserkocher tropft' });
  expect(await titles('?q=dichtung')).toEqual(['A kettle that leaks']);
  expect(await titles(`?language=hi&q=${encodeURIComponent('ढक्कन')}`)).toEqual(['केतली टपकती है']);
  expect(await titles('?q=teapot')).toEqual([]);
  expect(await titles('?reason=product.defective')).toHaveLength(1);
  expect(await titles('?reason=delivery.late')).toEqual([]);
});

test('every version is kept, and words that were taken out are no longer found', async () => {
  const { id } = await (await write()).json();
  const changed = await shop.put(
    `/v1/articles/${id}`,
    { ...LEAKS, texts: { en: { title: 'A kettle that drips', body: 'Send it back.' } }, note: 'The seal was changed.' },
    { ...shop.key('write'), 'if-match': '"1"' },
  );
  expect([changed.status, await changed.json()]).toMatchObject([
    200,
    { version: 2, title: 'A kettle that drips', note: 'The seal was changed.' },
  ]);
  expect([await titles('?q=seal'), await titles('?q=drips')]).toEqual([[], ['A kettle that drips']]);
  const { items } = await (await shop.get(`/v1/articles/${id}/versions`, shop.key('read'))).json();
  expect(items.map(({ version, title }: Record<string, unknown>) => [version, title])).toEqual([
    [2, 'A kettle that drips'],
    [1, 'A kettle that leaks'],
  ]);
  expect(await (await shop.get(`/v1/articles/${id}?version=1`, shop.key('read'))).json()).toMatchObject({
    version: 1,
    title: 'A kettle that leaks',
  });
});

test('of two people who change it at once, one is asked to look again', async () => {
  const { id } = await (await write()).json();
  const both = await Promise.all(
    [1, 2].map((n) =>
      shop.put(
        `/v1/articles/${id}`,
        { texts: { en: { title: `Number ${n}`, body: 'Text.' } } },
        { ...shop.key('write'), 'if-match': '"1"' },
      ),
    ),
  );
  expect(both.map(({ status }) => status).toSorted()).toEqual([200, 409]);
  const missing = await shop.put(`/v1/articles/${id}`, LEAKS, shop.key('write'));
  expect([missing.status, (await missing.json()).code]).toEqual([409, 'article.changed_meanwhile']);
});

test('an archived article is kept and no longer suggested', async () => {
  const { id } = await (await write()).json();
  await shop.put(`/v1/articles/${id}`, { ...LEAKS, archived: true }, { ...shop.key('write'), 'if-match': '"1"' });
  expect([await titles(''), await titles('?archived=true')]).toEqual([[], ['A kettle that leaks']]);
});

test('the same request sent twice writes one article', async () => {
  const key = { ...shop.key('write'), 'idempotency-key': 'k1' };
  const [one, two] = [await (await write(LEAKS, key)).json(), await (await write(LEAKS, key)).json()];
  expect(two.id).toBe(one.id);
  expect(await titles('')).toHaveLength(1);
});

test('the list goes on from page to page', async () => {
  for (const n of [1, 2, 3]) await write({ texts: { en: { title: `Number ${n}`, body: 'Text.' } } });
  const first = await (await shop.get('/v1/articles?limit=2', shop.key('read'))).json();
  expect(first.items.map(({ title }: { title: string }) => title)).toEqual(['Number 3', 'Number 2']);
  expect(await titles(`?limit=2&cursor=${first.nextCursor}`)).toEqual(['Number 1']);
  expect((await shop.get('/v1/articles?cursor=zzz', shop.key('read'))).status).toBe(400);
});

describe('who may', () => {
  test('staff write, viewers read, strangers neither', async () => {
    const [maya, vera] = [await shop.signIn('Maya', 'agent'), await shop.signIn('Vera', 'viewer')];
    const made = await shop.post('/staff/articles', LEAKS, maya.headers);
    const { id, updatedBy } = await made.json();
    expect([made.status, updatedBy]).toEqual([201, 'Maya']);
    expect((await shop.post('/staff/articles', LEAKS, vera.headers)).status).toBe(403);
    expect((await shop.get(`/staff/articles/${id}`, vera.headers)).status).toBe(200);
    expect((await write(LEAKS, shop.key('read'))).status).toBe(403);
    expect((await shop.get('/v1/articles')).status).toBe(401);
    expect((await shop.get(`/v1/articles/${id}`, shop.strangersKey())).status).toBe(404);
    expect((await shop.get(`/v1/articles/${id}/versions`, shop.strangersKey())).status).toBe(404);
    expect((await shop.put(`/v1/articles/${id}`, LEAKS, { ...shop.strangersKey(), 'if-match': '"1"' })).status).toBe(404);
    expect(await titles('?q=kettle', shop.strangersKey('read'))).toEqual([]);
  });

  test.each([
    [{ texts: {} }, 400],
    [{ texts: { en: { title: ' ', body: 'Text.' } } }, 400],
    [{ ...LEAKS, reasons: ['weather.bad'] }, 422],
  ])('%j is no article', async (body, status) => expect((await write(body)).status).toBe(status));
});

describe('cases like this one', () => {
  const tell = async (own: object = {}): Promise<string> =>
    (await (await shop.post('/v1/public/cases', { ...lateKettle, ...own })).json()).case.number;
  const similar = async (number: string, key = shop.key('read')) => shop.get(`/v1/cases/${number}/similar`, key);

  async function solve(story: string, stars: number): Promise<string> {
    const receipt = (await (await shop.post('/v1/public/cases', { ...lateKettle, reason: 'product.defective', story })).json()).case;
    const { offered } = await (
      await shop.post(
        `/v1/cases/${receipt.number}/offers`,
        { remedy: 'refund.full', amount: { amount: 3800, currency: 'EUR' }, message: 'We return your money.' },
        shop.key(),
      )
    ).json();
    const customer = shop.bearer(receipt.token);
    await shop.put(`/v1/public/case/offers/${offered[0].id}`, { answer: 'accepted' }, customer);
    await shop.put(`/v1/cases/${receipt.number}/fulfilment`, { proof: { kind: 'refund_id', text: 're_1' } }, shop.key());
    await shop.put('/v1/public/case/confirmation', { received: true }, customer);
    await shop.put('/v1/public/case/rating', { stars }, customer);
    shop.forward({ hours: 1 });
    return receipt.number;
  }

  test('are shown newest first, with what was given and whether it satisfied, beside articles that help', async () => {
    const happy = await solve('The handle of my kettle leaks boiling water.', 5);
    const unhappy = await solve('Kettle leaks at the handle again.', 2);
    await tell({ reason: 'product.defective', story: 'The handle leaks, and this case is still open.' });
    const { title } = await (await write()).json();
    const now = await tell({ reason: 'product.defective', story: 'Water leaks from the handle of the kettle.' });

    const { items, articles } = await (await similar(now)).json();
    expect(items).toMatchObject([
      { number: unhappy, satisfied: false, rating: { stars: 2 }, alike: 'story_and_reason' },
      {
        number: happy,
        satisfied: true,
        rating: { stars: 5 },
        outcome: 'upheld_partial',
        agreed: { remedy: 'refund.full', amount: { amount: 3800, currency: 'EUR' } },
        answer: 'We return your money.',
      },
    ]);
    expect(items).toHaveLength(2);
    expect(articles.map((one: { title: string }) => one.title)).toEqual([title]);
  });

  test('are found under another reason when the story is the same, and in the customer’s own script', async () => {
    const english = await solve('The handle of my kettle leaks boiling water.', 5);
    const hindi = await solve('केतली का हैंडल टूट गया और पानी टपकता है', 5);
    const found = async (story: string) =>
      (await (await similar(await tell({ reason: 'staff.conduct', story }))).json()).items.map(({ number }: { number: string }) => number);
    expect(await found('My kettle leaks boiling water everywhere.')).toEqual([english]);
    expect(await found('मेरी केतली का हैंडल टूट गया, पानी टपकता है')).toEqual([hindi]);
    expect(await found('Nobody was polite on the telephone.')).toEqual([]);
  });

  test('are never another merchant’s', async () => {
    const number = await solve('The handle of my kettle leaks boiling water.', 5);
    const theirs = await (
      await shop.post('/v1/public/cases', {
        ...lateKettle,
        siteKey: 'pk_stranger',
        reason: 'product.defective',
        story: 'The handle of my kettle leaks boiling water.',
      })
    ).json();
    expect((await (await similar(theirs.case.number, shop.strangersKey())).json()).items).toEqual([]);
    expect((await similar(number, shop.strangersKey())).status).toBe(404);
  });
});
