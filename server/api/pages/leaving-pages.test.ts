import { afterEach, expect, test } from 'vitest';
import type { SiteSettings } from '#server/store/merchants.ts';
import { createTestApp, type TestApp } from '../test-app.ts';

let shop: TestApp;
afterEach(async () => {
  expect(shop.failures).toEqual([]);
  await shop.close();
});
const openShop = async (settings: Partial<SiteSettings> = {}) => {
  shop = await createTestApp({ currency: 'EUR', ...settings });
};
const keyIn = (page: string) => /name="key" value="([^"]+)"/.exec(page)?.[1] ?? '';
const cancellations = async () =>
  ((await (await shop.get('/v1/cases?kind=cancellation', shop.key())).json()) as { items: { id: string; number: string }[] }).items;
const onlyCase = async () => (await shop.get(`/v1/cases/${(await cancellations())[0]?.number}`, shop.key())).json();
const letters = async () =>
  (await shop.db.read<{ topic: string; data: string }>('select topic, data from outbox')).map(({ topic }) => topic);

test('whoever leaves on the plain form is told that it was received, never that it is done', async () => {
  await openShop();
  const page = await (await shop.get('/s/pk_garden/cancel?subscription=sub_1')).text();
  expect(page).toContain('You can cancel at once. Every question here is optional.');
  expect(page.match(/>Cancel now</g)).toHaveLength(2);

  const sent = await shop.submit('/s/pk_garden/cancel', {
    key: keyIn(page),
    subscription: 'sub_1',
    reason: 'cancel.unused',
    story: 'Travelling until spring.',
    asked: 'pause_subscription',
    name: 'Fern',
    email: 'fern@example.org',
  });
  expect(sent.status).toBe(303);
  const receipt = await (await shop.get(sent.headers.get('location') ?? '')).text();
  for (const words of [
    'We have received your cancellation',
    'Contract: sub_1',
    'Received: March 2, 2026 at 12:00:00',
    'UTC',
    'Customer: Fern',
    'Reason: I do not use it enough',
    'Keep this page or print it',
  ]) {
    expect(receipt).toContain(words);
  }
  expect(receipt).not.toMatch(/Cancelled[:<]/);
  expect(await onlyCase()).toMatchObject({
    kind: 'cancellation',
    state: 'received',
    turn: 'us',
    responseExpected: true,
    severity: 'high',
    story: 'Travelling until spring.',
    reason: 'cancel.unused',
    asked: [{ remedy: 'pause_subscription' }],
    customer: { name: 'Fern', email: 'fern@example.org' },
    cancellation: { outcome: 'requested', subscription: 'sub_1' },
  });
  expect((await onlyCase()).nextDueAt).not.toBeNull();
  expect(await letters()).toEqual(['cancel_received']);
});

test('cancelling needs no answer to any question', async () => {
  await openShop();
  const sent = await shop.submit('/s/pk_garden/cancel', {});
  expect(sent.status).toBe(303);
  expect(await onlyCase()).toMatchObject({ responseExpected: true, cancellation: { outcome: 'requested' } });
});

test('pressing twice is one cancellation with one receipt', async () => {
  await openShop();
  const [first, second] = [
    await shop.submit('/s/pk_garden/cancel', { key: 'k1', subscription: 'sub_1' }),
    await shop.submit('/s/pk_garden/cancel', { key: 'k1', subscription: 'sub_1' }),
  ];
  expect(second.headers.get('location')).toBe(first.headers.get('location'));
  expect(await cancellations()).toHaveLength(1);
});

test('a wrong address is said at its field and stops nothing else', async () => {
  await openShop();
  const answer = await shop.submit('/s/pk_garden/cancel', { email: 'fern', story: 'Too far away.' });
  const page = await answer.text();
  expect(answer.status).toBe(422);
  expect(page).toContain('This does not look like an e-mail address.');
  expect(page).toContain('Too far away.</textarea>');
  expect(await cancellations()).toEqual([]);
});

test('the shop’s own way to cancel stands first on the form', async () => {
  await openShop({ cancelUrl: 'https://garden.example/account/cancel' });
  const page = await (await shop.get('/s/pk_garden/cancel')).text();
  expect(page.indexOf('href="https://garden.example/account/cancel"')).toBeGreaterThan(0);
  expect(page.indexOf('href="https://garden.example/account/cancel"')).toBeLessThan(page.indexOf('<form'));
});

test('a way to cancel that is no address of a page is not offered', async () => {
  await openShop({ cancelUrl: 'javascript:alert(1)' });
  expect(await (await shop.get('/s/pk_garden/cancel')).text()).not.toContain('javascript:');
});

test('the receipt of a visit through the widget says what came of it', async () => {
  await openShop();
  const opened = (await (
    await shop.post('/v1/public/cancellations', { siteKey: 'pk_garden', subscription: 'sub_9', locale: 'de' })
  ).json()) as { cancellation: { id: string; token: string } };
  const { id, token } = opened.cancellation;
  shop.forward({ hours: 2 });
  const closed = (await (
    await shop.put(`/v1/public/cancellations/${id}/outcome`, { outcome: 'cancelled' }, shop.bearer(token))
  ).json()) as { receiptUrl: string };
  const receipt = await (await shop.get(new URL(closed.receiptUrl).pathname)).text();
  expect(receipt).toContain('<html lang="de"');
  expect(receipt).toContain('2. März 2026 um 14:00:00 UTC');
  expect(receipt).toContain('sub_9');
});

test('a receipt opens only with its own seal', async () => {
  await openShop();
  const sent = await shop.submit('/s/pk_garden/cancel', { subscription: 'sub_1' });
  const path = sent.headers.get('location') ?? '';
  expect((await shop.get(path)).status).toBe(200);
  expect((await shop.get(`${path.slice(0, -1)}x`)).status).toBe(404);
  expect((await shop.get('/r/can_000001')).status).toBe(404);
});

const terminated = {
  type: 'extraordinary',
  reason: 'Preiserhöhung',
  name: 'Fern Weber',
  contract: 'Gartenabo 42',
  when: 'date',
  date: '2026-04-30',
  email: 'fern@example.org',
};

test('two buttons end a contract in Germany, and the receipt has date and time at once', async () => {
  await openShop({ ruleSets: { DE: 'de_button' } });
  const first = await (await shop.get('/s/pk_garden/kuendigen', { 'accept-language': 'de-DE' })).text();
  expect(first).toMatch(/<a class="button main big" href="\/s\/pk_garden\/kuendigen\/form\?locale=de">Verträge hier kündigen<\/a>/);
  const form = await (await shop.get('/s/pk_garden/kuendigen/form?locale=de&subscription=Gartenabo+42')).text();
  expect(form).toContain('jetzt kündigen</button>');
  expect(form).toContain('value="Gartenabo 42"');

  const sent = await shop.submit('/s/pk_garden/kuendigen?locale=de', { ...terminated, key: keyIn(form) });
  const receipt = await (await shop.get(sent.headers.get('location') ?? '')).text();
  expect(sent.status).toBe(303);
  for (const words of [
    '2. März 2026 um 12:00:00 UTC',
    'fern@example.org',
    'Außerordentliche Kündigung',
    'Preiserhöhung',
    'Gartenabo 42',
    '2026-04-30',
  ])
    expect(receipt).toContain(words);
  expect(await onlyCase()).toMatchObject({
    responseExpected: true,
    severity: 'high',
    cancellation: { outcome: 'requested', ruleSet: 'de_button', subscription: 'Gartenabo 42' },
  });
  expect(await letters()).toEqual(['cancel_received']);
});

test('the confirmation by mail carries what was declared', async () => {
  await openShop({ ruleSets: { DE: 'de_button' } });
  await shop.submit('/s/pk_garden/kuendigen?locale=de', terminated);
  const lena = await shop.signIn('Lena', 'lead');
  const outbox = JSON.stringify(await (await shop.get('/staff/outbox', lena.headers)).json());
  for (const words of ['Preiserhöhung', 'Gartenabo 42', '12:00:00 UTC', '/r/can_']) expect(outbox).toContain(words);
});

test('what the law asks for and is missing is said at its field', async () => {
  await openShop({ ruleSet: 'de_button' });
  const answer = await shop.submit('/s/pk_garden/kuendigen?locale=en', { type: 'ordinary', when: 'date', name: 'Fern' });
  const page = await answer.text();
  expect(answer.status).toBe(422);
  for (const field of ['contract', 'email', 'date']) expect(page).toContain(`href="#kuendigen-${field}"`);
  expect(page).toContain('value="Fern"');
});

test('a contract can be withdrawn from where European law says so', async () => {
  await openShop({ ruleSets: { FR: 'eu_withdrawal' } });
  expect(await (await shop.get('/s/pk_garden/withdrawal?locale=en')).text()).toContain('Withdraw from contract here');
  const sent = await shop.submit('/s/pk_garden/withdrawal?locale=en', { name: 'Fern', contract: '1042', email: 'fern@example.org' });
  const receipt = await (await shop.get(sent.headers.get('location') ?? '')).text();
  expect(receipt).toContain('We received your withdrawal on March 2, 2026 at 12:00:00');
  expect(await onlyCase()).toMatchObject({ cancellation: { ruleSet: 'eu_withdrawal', outcome: 'requested' } });
});

test('a shop that has no such rule has no such page', async () => {
  await openShop();
  for (const path of ['kuendigen', 'kuendigen/form', 'withdrawal']) expect((await shop.get(`/s/pk_garden/${path}`)).status).toBe(404);
  expect((await shop.submit('/s/pk_garden/kuendigen', terminated)).status).toBe(404);
});

test('a withdrawal declared in the widget has the same receipt, and closing the window takes nothing back', async () => {
  await openShop({ ruleSets: { FR: 'eu_withdrawal' } });
  const visit = '/v1/public/cancellations';
  const { cancellation } = (await (await shop.post(visit, { siteKey: 'pk_garden', locale: 'en', region: 'FR' })).json()) as {
    cancellation: { id: string; token: string };
  };
  const put = async (path: string, body: object) =>
    (await shop.put(`${visit}/${cancellation.id}/${path}`, body, shop.bearer(cancellation.token))).json() as Promise<{
      receiptUrl: string;
    }>;
  const said = { requested: true, subscription: '1042', contact: { name: 'Camille', email: 'camille@example.org' } };
  const { receiptUrl } = await put('answer', said);
  shop.forward({ minutes: 5 });
  expect((await put('answer', said)).receiptUrl).toBe(receiptUrl);
  await put('outcome', { outcome: 'undecided' });

  const receipt = await (await shop.get(new URL(receiptUrl).pathname)).text();
  for (const words of ['We received your withdrawal on March 2, 2026 at 12:00:00', 'camille@example.org', 'Camille', '1042'])
    expect(receipt).toContain(words);
  expect(await onlyCase()).toMatchObject({
    responseExpected: true,
    cancellation: { ruleSet: 'eu_withdrawal', outcome: 'requested', subscription: '1042' },
  });
  expect(await letters()).toEqual(['cancel_received']);
  const lena = await shop.signIn('Lena', 'lead');
  const outbox = JSON.stringify(await (await shop.get('/staff/outbox', lena.headers)).json());
  for (const words of ['1042', 'Camille', '12:00:00', '/r/can_']) expect(outbox).toContain(words);
});
