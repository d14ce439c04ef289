import { afterAll, beforeAll, expect, test } from 'vitest';
import { NOON } from '#shared/fixtures/cast.ts';
import { sql } from '#server/store/db.ts';
import { createTestApp, lateKettle, type TestApp } from '../test-app.ts';

let shop: TestApp;
let number: string;
beforeAll(async () => {
  shop = await createTestApp();
  ({ number } = (await (await shop.post('/v1/public/cases', lateKettle)).json()).case);
});
afterAll(() => shop.close());

const codeOf = async (answer: Response) => [answer.status, (await answer.json()).code];
const note = { text: 'Called the carrier.' };

test.each<[string, Record<string, string>, string]>([
  ['no key', {}, 'key.missing'],
  ['an unknown key', { authorization: 'Bearer sk_made_up' }, 'key.unknown'],
  ['a site key, which every visitor can read', { authorization: 'Bearer pk_garden' }, 'key.missing'],
  ['a key in another scheme', { authorization: 'Basic sk_mer_garden_admin' }, 'key.missing'],
])('a program with %s sees and changes nothing', async (_, headers, code) => {
  for (const path of ['/v1/cases', `/v1/cases/${number}`, `/v1/cases/${number}/events`, '/v1/settings/clocks']) {
    expect(await codeOf(await shop.get(path, headers))).toEqual([401, code]);
  }
  expect(await codeOf(await shop.post(`/v1/cases/${number}/notes`, note, headers))).toEqual([401, code]);
});

test('the customer’s own link is no key to the merchant’s API', async () => {
  const { token } = (await (await shop.post('/v1/public/cases', lateKettle)).json()).case;
  expect(await codeOf(await shop.get('/v1/cases', shop.bearer(token)))).toEqual([401, 'key.missing']);
});

test('a key that was revoked opens nothing any more', async () => {
  const key = shop.strangersKey('write');
  expect((await shop.get('/v1/cases', key)).status).toBe(200);
  await shop.db.write([sql('update api_keys set revoked_at = ? where id = ?', NOON, `key_${key.authorization.slice('Bearer '.length)}`)]);
  expect(await codeOf(await shop.get('/v1/cases', key))).toEqual([401, 'key.unknown']);
});

test('a key that may read, reads and changes nothing', async () => {
  const key = shop.key('read');
  const before = await (await shop.get(`/v1/cases/${number}`, key)).json();
  expect(before.can).toEqual([]);
  for (const attempt of [
    shop.post(`/v1/cases/${number}/notes`, note, key),
    shop.put(`/v1/cases/${number}/investigation`, {}, key),
    shop.remove(`/v1/cases/${number}/third-party`, undefined, key),
    shop.post('/v1/cases', { kind: 'complaint', story: 'Hello' }, key),
  ]) {
    expect(await codeOf(await attempt)).toEqual([403, 'key.not_allowed']);
  }
  expect(await (await shop.get(`/v1/cases/${number}`, key)).json()).toEqual(before);
});

test('a key that may write acts with an agent’s limits, the owner’s with none', async () => {
  const offer = { remedy: 'refund.full', amount: { amount: 5490, currency: 'EUR' } };
  expect(await codeOf(await shop.post(`/v1/cases/${number}/offers`, offer, shop.key('write')))).toEqual([403, 'remedy.over_authority']);
  const answer = await shop.post(`/v1/cases/${number}/offers`, offer, shop.key('admin'));
  expect([answer.status, (await answer.json()).state]).toEqual([200, 'offer_made']);
});

test('another shop’s case is not there, for reading and for every act', async () => {
  const { id } = await (await shop.get(`/v1/cases/${number}`, shop.key())).json();
  for (const name of [id, number]) {
    for (const answer of [
      await shop.get(`/v1/cases/${name}`, shop.strangersKey()),
      await shop.get(`/v1/cases/${name}/events`, shop.strangersKey()),
      await shop.post(`/v1/cases/${name}/notes`, note, shop.strangersKey()),
      await shop.put(`/v1/cases/${name}/decision`, { outcome: 'goodwill', reasons: 'Because.' }, shop.strangersKey()),
    ]) {
      expect(await codeOf(answer)).toEqual([404, 'case.not_found']);
    }
  }
  expect((await (await shop.get('/v1/cases', shop.strangersKey())).json()).items).toEqual([]);
});
