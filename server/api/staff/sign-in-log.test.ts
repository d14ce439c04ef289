import { createHmac } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { AuditEntry } from '#shared/contracts/audit.ts';
import type { Page } from '#shared/contracts/basics.ts';
import { createTestApp, lateKettle, PASSWORD, PUBLIC_URL, SHOP_ORIGIN, type TestApp } from '../test-app.ts';

type Person = Awaited<ReturnType<TestApp['signIn']>>;
let shop: TestApp;
let omar: Person;
let maya: Person;
beforeAll(async () => {
  shop = await createTestApp();
  [omar, maya] = [await shop.signIn('Omar', 'owner'), await shop.signIn('Maya', 'agent')];
});
afterAll(() => shop.close());

const log = async (query: string) =>
  ((await (await shop.get(`/staff/audit?${query}`, omar.headers)).json()) as Page<AuditEntry>).items.map(({ by, what, about }) => [
    by.name ?? by.role,
    what,
    about,
  ]);
const enter = (email: string, password: string) =>
  shop.post('/api/auth/sign-in/email', { email, password }, { origin: PUBLIC_URL, 'x-forwarded-for': '192.0.2.1' });

test('who comes in and who goes is written down', async () => {
  expect(await log(`who=${maya.id}`)).toEqual([['Maya', 'staff_signed_in', null]]);
  await shop.post('/api/auth/sign-out', {}, maya.headers);
  expect((await log(`who=${maya.id}`))[0]).toEqual(['Maya', 'staff_signed_out', null]);
  maya = { ...maya, headers: (await shopSignsInAgain()).headers };
});

async function shopSignsInAgain() {
  const answer = await enter('maya@garden.example', PASSWORD);
  const cookie = answer.headers
    .getSetCookie()
    .map((one) => one.split(';')[0])
    .join('; ');
  return { headers: { cookie, origin: PUBLIC_URL } };
}

test('a wrong password is written down with the address that was tried, and never the password', async () => {
  expect((await enter('maya@garden.example', 'a guess nobody made')).status).toBe(401);
  expect((await enter('nobody@nowhere.example', 'a guess nobody made')).status).toBe(401);
  expect(await log('who=strangers')).toEqual([['stranger', 'sign_in_failed', 'maya@garden.example']]);
  expect(JSON.stringify(await shop.db.read('select * from audit_log'))).not.toContain('a guess');
});

test('with a second factor a password alone is no entry, and a wrong code is written down', async () => {
  const signedIn = () => log(`who=${maya.id}&what=staff_signed_in`).then((items) => items.length);
  const begun = (await (await shop.post('/staff/me/second-factor', { password: PASSWORD }, maya.headers)).json()) as { secret: string };
  expect((await shop.put('/staff/me/second-factor', { code: codeOf(begun.secret) }, maya.headers)).status).toBeLessThan(300);
  const before = await signedIn();
  const halfWay = await shopSignsInAgain();
  expect(await signedIn()).toBe(before);
  expect((await shop.post('/api/auth/two-factor/verify-totp', { code: '000000' }, halfWay.headers)).status).toBe(401);
  expect(await log('what=second_factor_failed')).toEqual([['stranger', 'second_factor_failed', 'maya@garden.example']]);
  const inside = await shop.post('/api/auth/two-factor/verify-totp', { code: codeOf(begun.secret) }, halfWay.headers);
  expect(inside.status).toBe(200);
  expect(await signedIn()).toBe(before + 1);
});

/** A code as an authenticator shows it now. @source RFC 6238 */
function codeOf(secret: string): string {
  const bits = [...secret].map((letter) => 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'.indexOf(letter).toString(2).padStart(5, '0')).join('');
  const key = Buffer.from((bits.match(/.{8}/g) ?? []).map((byte) => Number.parseInt(byte, 2)));
  const counter = Buffer.alloc(8);
  counter.writeBigUInt64BE(BigInt(Math.floor(Date.now() / 30_000)));
  const mac = createHmac('sha1', key).update(counter).digest();
  const from = mac.at(-1)! & 15;
  return String((mac.readUInt32BE(from) & 0x7fffffff) % 1_000_000).padStart(6, '0');
}

test('settings, webhooks, exports, erasures and holds are written down with our own ids, never with words of customers', async () => {
  const { headers } = omar;
  await shop.put('/staff/settings/reasons', { labels: {} }, { ...headers, 'if-match': '0' });
  await shop.post('/staff/webhook-endpoints', { url: 'https://till.example/hook' }, headers);
  await shop.put('/staff/customers/fern%40example.org', { name: 'Fern', email: 'fern@example.org' }, headers);
  await shop.post(
    '/v1/public/cases',
    { ...lateKettle, identityToken: await shop.identityToken({ sub: 'fern@example.org' }) },
    { origin: SHOP_ORIGIN },
  );
  await shop.get('/staff/customers/fern%40example.org/export', headers);
  await shop.put('/staff/customers/fern%40example.org/legal-hold', { reason: 'A court asks' }, headers);
  await shop.remove('/staff/customers/fern%40example.org', undefined, headers);
  await shop.remove('/v1/customers/fern%40example.org/legal-hold', undefined, shop.key());
  await shop.remove('/v1/customers/fern%40example.org', undefined, shop.key());
  const [customer] = await shop.db.read("select id from customers where external_id like 'erased-%'");
  const id = String(customer!.id);
  expect((await log(`who=${omar.id}`)).filter(([, what]) => what !== 'staff_signed_in')).toEqual([
    ['Omar', 'legal_hold_set', id],
    ['Omar', 'customer_exported', id],
    ['Omar', 'webhook_made', expect.stringMatching(/^whe_/)],
    ['Omar', 'settings_published', 'reasons 1'],
  ]);
  expect(await log('who=programs')).toEqual([
    ['owner', 'customer_erased', id],
    ['owner', 'legal_hold_lifted', id],
  ]);
  expect(JSON.stringify(await shop.db.read('select * from audit_log'))).not.toMatch(/fern|court/i);
});

test('an import by a program is written down, and an id nobody can read breaks nothing', async () => {
  const sent = await shop.request('/v1/customers/import', {
    method: 'POST',
    headers: { 'content-type': 'text/csv', ...shop.key() },
    body: 'externalId,email\nc-1,ruth@example.org\n',
  });
  expect(sent.status).toBe(200);
  expect((await log('what=import_carried_out'))[0]).toEqual(['owner', 'import_carried_out', 'customers']);
  for (const id of ['100%25', '%25E0', '%E0']) expect((await shop.remove(`/v1/customers/${id}`, undefined, shop.key())).status).toBe(404);
});

test('what a second person decided is written down under their name', async () => {
  const opened = await shop.post('/v1/public/cases', { ...lateKettle, contact: { email: 'grace@example.org' } }, { origin: SHOP_ORIGIN });
  const { case: mine } = (await opened.json()) as { case: { number: string } };
  const offers = `/staff/cases/${mine.number}/offers`;
  const asked = await shop.post(
    offers,
    { remedy: 'refund.full', amount: { amount: 8000, currency: 'EUR' }, requestApproval: true, approvalNote: 'Nine days.' },
    (await shop.signIn('Noor', 'agent')).headers,
  );
  const { approvals, version } = (await asked.json()) as { approvals: { offerId: string }[]; version: number };
  const offerId = approvals[0]!.offerId;
  await shop.put(`${offers}/${offerId}/approval`, { approved: false, reason: 'Ask first', version }, omar.headers);
  expect((await log('what=approval_refused'))[0]).toEqual(['Omar', 'approval_refused', offerId]);
});
