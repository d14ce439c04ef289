import { afterEach, beforeEach, expect, test } from 'vitest';
import { createTestApp, lateKettle, type TestApp } from './test-app.ts';

let shop: TestApp;
let number: string;
beforeEach(async () => {
  shop = await createTestApp();
  number = (await (await shop.post('/v1/public/cases', lateKettle)).json()).case.number;
});
afterEach(async () => {
  expect(shop.failures).toEqual([]);
  await shop.close();
});

const offer = (key: string, body: object = { remedy: 'refund.full' }) =>
  shop.post(`/v1/cases/${number}/offers`, body, { ...shop.key(), 'idempotency-key': key });
const say = (key: string, text = 'We are looking.') =>
  shop.post(`/v1/cases/${number}/messages`, { text }, { ...shop.key(), 'idempotency-key': key });
const read = async () => (await shop.get(`/v1/cases/${number}`, shop.key('read'))).json();

test('an offer sent again with its key is one offer, and the answer is the case as it is', async () => {
  const first = await (await offer('key-1')).json();
  const again = await offer('key-1');
  expect([again.status, (await again.json()).offered]).toEqual([200, first.offered]);
  expect((await read()).offered).toHaveLength(1);
});

test('ten of the same message in the same moment are one message', async () => {
  const answers = await Promise.all(Array.from({ length: 10 }, () => say('key-1')));
  expect(answers.map(({ status }) => status)).toEqual(Array(10).fill(200));
  expect((await read()).messages).toHaveLength(1);
});

test('the same key with other words is refused, another key is another message', async () => {
  await say('key-1');
  const other = await say('key-1', 'Something else.');
  expect([other.status, (await other.json()).code]).toEqual([409, 'idempotency.reused']);
  await say('key-2');
  expect((await read()).messages).toHaveLength(2);
});

test('an act that was refused leaves its key free', async () => {
  expect((await offer('key-1', { remedy: 'nonsense' })).status).toBe(422);
  expect((await offer('key-1', { remedy: 'nonsense' })).status).toBe(422);
  expect((await offer('key-1')).status).toBe(200);
});

test('a key is forgotten after a day', async () => {
  await say('key-1');
  shop.forward({ hours: 25 });
  await say('key-1');
  expect((await read()).messages).toHaveLength(2);
});
