import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { newFolder } from '#server/store/fixtures/database.ts';
import { serveHrana } from '#server/store/fixtures/hrana-server.ts';
import { createTestApp, lateKettle, SHOP_ORIGIN } from './test-app.ts';

/** The real app with its database on a server, as a merchant with more than one machine runs it. */
async function openShop() {
  const database = await serveHrana(join(await newFolder(), 'remote.db'));
  const shop = await createTestApp({ currency: 'EUR' }, database.url);
  onTestFinished(async () => {
    await shop.close();
    await database.close();
  });
  return { shop, database };
}

const euro = (amount: number) => ({ amount, currency: 'EUR' });

test('with the database on a server a complaint goes all its way: told, offered, countered, accepted, done, confirmed', async () => {
  const { shop } = await openShop();
  const lena = await shop.signIn('Lena', 'lead');
  const told = { ...lateKettle, idempotencyKey: 'visit-1' };
  const [receipt, again] = await Promise.all([
    shop.post('/v1/public/cases', told, { origin: SHOP_ORIGIN }),
    shop.post('/v1/public/cases', told, { origin: SHOP_ORIGIN }),
  ]);
  const opened = (await receipt.json()).case;
  expect([receipt.status, again.status, (await again.json()).case]).toEqual([201, 201, opened]);

  const fern = shop.bearer(opened.token);
  const staff = async (method: 'put' | 'post', path: string, body: object) => {
    const answer = await shop[method](`/staff/cases/${opened.number}/${path}`, body, lena.headers);
    expect(answer.status).toBe(200);
    return answer.json();
  };
  const customer = async (method: 'put' | 'post', path: string, body: object) => {
    const answer = await shop[method](`/v1/public/case/${path}`, body, fern);
    expect(answer.ok).toBe(true);
    return answer.json();
  };

  const first = await staff('post', 'offers', { remedy: 'refund.partial', amount: euro(3000) });
  expect(first.state).toBe('offer_made');
  const countered = await customer('put', `offers/${first.offered[0].id}`, {
    answer: 'countered',
    amount: euro(5490),
    note: 'All of it, please.',
  });
  expect([countered.state, countered.turn]).toEqual(['negotiating', 'us']);
  const second = await staff('post', 'offers', { remedy: 'refund.full', amount: euro(5490) });
  expect((await customer('put', `offers/${second.offered[1].id}`, { answer: 'accepted' })).state).toBe('fulfilling');
  expect((await staff('put', 'fulfilment', { proof: { kind: 'refund_id', text: 're_1042' } })).state).toBe('fulfilled');
  expect(await customer('put', 'confirmation', { received: true })).toMatchObject({ state: 'closed', outcome: 'upheld_full' });
  expect(await customer('put', 'rating', { stars: 5 })).toMatchObject({ rating: { stars: 5 } });

  const events = (await (await shop.get(`/v1/cases/${opened.number}/events`, shop.key('read'))).json()).items;
  expect(events.map(({ number }: { number: number }) => number)).toEqual(events.map((_: unknown, i: number) => i + 1));
  expect(await (await shop.get('/staff/counts', lena.headers)).json()).toMatchObject({ open: 0, us: 0 });
  expect((await (await shop.get('/v1/cases?q=kettle', shop.key())).json()).items).toHaveLength(1);
  expect(shop.failures).toEqual([]);
});

test('with the database on a server a visit to the cancel flow is kept step by step', async () => {
  const { shop } = await openShop();
  const token = await shop.identityToken({ sub: 'c-7', mrr: { amount: 2000, currency: 'EUR' }, subscription: 'sub_7' });
  const { cancellation } = await (
    await shop.post('/v1/public/cancellations', { siteKey: 'pk_garden', identityToken: token, locale: 'en' })
  ).json();
  const visit = shop.bearer(cancellation.token);
  const answered = await shop.put(
    `/v1/public/cancellations/${cancellation.id}/answer`,
    { reason: 'cancel.too_expensive', story: 'It grew too dear.' },
    visit,
  );
  expect(answered.status).toBe(200);
  const over = await shop.put(`/v1/public/cancellations/${cancellation.id}/outcome`, { outcome: 'cancelled' }, visit);
  expect([over.status, (await over.json()).cancellation.outcome]).toEqual([200, 'cancelled']);
  const { items } = await (await shop.get('/v1/cases?kind=cancellation&customer=c-7', shop.key())).json();
  expect(items).toMatchObject([{ kind: 'cancellation', story: 'It grew too dear.', reason: 'cancel.too_expensive' }]);
});

test('two who answer at once are told apart on a database server too', async () => {
  const { shop } = await openShop();
  const lena = await shop.signIn('Lena', 'lead');
  const { number } = (await (await shop.post('/v1/public/cases', lateKettle)).json()).case;
  const { version } = await (await shop.get(`/staff/cases/${number}`, lena.headers)).json();
  const answers = await Promise.all(
    ['Yes.', 'No.'].map((text) => shop.post(`/staff/cases/${number}/messages`, { text, version }, lena.headers)),
  );
  expect(answers.map(({ status }) => `${status}`).toSorted()).toEqual(['200', '409']);
  expect((await (await shop.get(`/staff/cases/${number}`, lena.headers)).json()).messages).toHaveLength(1);
});

test('while the database server is away the app says that it is not ready, and is ready again by itself', async () => {
  const file = join(await newFolder(), 'remote.db');
  const database = await serveHrana(file);
  const shop = await createTestApp({}, database.url);
  onTestFinished(() => shop.close());
  expect((await shop.get('/readyz')).status).toBe(200);
  await database.close();
  const away = await shop.get('/readyz');
  expect([away.status, away.headers.get('retry-after'), (await away.json()).code]).toEqual([503, '5', 'server.not_ready']);
  expect((await shop.get('/healthz')).status).toBe(200);
  expect((await shop.post('/v1/public/cases', lateKettle)).status).toBe(500);

  const back = await serveHrana(file, Number(new URL(database.url).port));
  onTestFinished(() => back.close());
  expect((await shop.get('/readyz')).status).toBe(200);
  expect((await shop.post('/v1/public/cases', lateKettle)).status).toBe(201);
});
