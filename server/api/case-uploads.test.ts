import { afterAll, beforeAll, expect, test } from 'vitest';
import type { CaseView } from '#shared/contracts/case.ts';
import { createTestApp, lateKettle, PUBLIC_URL, SHOP_ORIGIN, type TestApp } from './test-app.ts';

let shop: TestApp;
let lena: { id: string; headers: Record<string, string> };
let mats: typeof lena;
let vera: typeof lena;
beforeAll(async () => {
  shop = await createTestApp();
  lena = await shop.signIn('Lena', 'lead');
  mats = await shop.signIn('Mats', 'agent');
  vera = await shop.signIn('Vera', 'viewer');
});
afterAll(async () => {
  expect(shop.failures).toEqual([]);
  await shop.close();
});

const LABEL = '%PDF-1.7\n1 0 obj\n';

async function openCase() {
  const { case: opened } = await (await shop.post('/v1/public/cases', lateKettle, { origin: SHOP_ORIGIN })).json();
  const view = (await (await shop.get(`/staff/cases/${opened.number}`, lena.headers)).json()) as CaseView;
  return { id: view.id, token: opened.token as string };
}
const upload = (id: string, headers: Record<string, string>, content: BlobPart = LABEL, root = '/staff') => {
  const body = new FormData();
  body.set('file', new File([content], 'return-label.pdf'));
  return shop.request(`${root}/cases/${id}/uploads`, { method: 'POST', headers, body });
};
const attached = async (id: string, headers = lena.headers) => (await (await upload(id, headers)).json()) as { uploadId: string };
const say = (id: string, uploads: string[], headers = lena.headers) =>
  shop.post(`/staff/cases/${id}/messages`, { text: 'Here is the label.', uploads }, headers);

test('a file sent with an answer reaches the customer: on their page, to open, and in the mail itself', async () => {
  const { id, token } = await openCase();
  const { uploadId } = await attached(id);
  const answer = await say(id, [uploadId]);
  expect(answer.status).toBe(200);

  const seen = await (await shop.get('/v1/public/case', shop.bearer(token))).json();
  expect(seen.messages.at(-1).files).toEqual([{ id: uploadId, name: 'return-label.pdf', type: 'application/pdf', size: LABEL.length }]);
  expect(seen.files).toEqual([]);
  expect(await (await shop.get(`/c/${token}/files/${uploadId}`)).text()).toBe(LABEL);
  expect(await (await shop.get(`/c/${token}`)).text()).toContain('return-label.pdf');
  expect((await shop.get(`/staff/cases/${id}/files/${uploadId}`, lena.headers)).status).toBe(200);
  const { items } = await (await shop.get('/staff/outbox', lena.headers)).json();
  expect(items.find(({ text }: { text: string }) => text.includes('Here is the label.'))).toMatchObject({
    text: expect.stringContaining('Attached: return-label.pdf'),
    caseId: id,
    files: [{ id: uploadId, name: 'return-label.pdf', size: LABEL.length, attached: true }],
  });
});

test('a file that went with one answer cannot go with another case', async () => {
  const [first, second] = [await openCase(), await openCase()];
  const { uploadId } = await attached(first.id);
  await say(first.id, [uploadId]);
  expect(await (await say(second.id, [uploadId])).json()).toMatchObject({ code: 'upload.not_found' });
});

test('a file put to an offer above a limit waits with it, and goes out with the yes', async () => {
  const { id, token } = await openCase();
  const { uploadId } = await attached(id, mats.headers);
  const asked = { remedy: 'refund.full', amount: { amount: 9990, currency: 'EUR' }, message: 'All of it.', requestApproval: true };
  const waiting = (await (
    await shop.post(`/staff/cases/${id}/offers`, { ...asked, uploads: [uploadId] }, mats.headers)
  ).json()) as CaseView;
  expect(waiting.approvals?.[0]).toMatchObject({ state: 'pending', files: [{ id: uploadId }] });
  expect((await shop.get(`/c/${token}/files/${uploadId}`)).status).toBe(404);
  expect((await shop.get(`/staff/cases/${id}/files/${uploadId}`, lena.headers)).status).toBe(200);

  await shop.put(`/staff/cases/${id}/offers/${waiting.approvals?.[0]?.offerId}/approval`, { approved: true }, lena.headers);
  expect((await shop.get(`/c/${token}/files/${uploadId}`)).status).toBe(200);
});

test('what is not a picture, a PDF or text is refused by its content', async () => {
  const { id } = await openCase();
  expect((await upload(id, lena.headers, Uint8Array.from([0x4d, 0x5a, 0x90, 0, 3]))).status).toBe(415);
});

test('a stranger, somebody who may only look, and another shop attach nothing', async () => {
  const { id } = await openCase();
  expect((await upload(id, { origin: PUBLIC_URL })).status).toBe(401);
  expect((await upload(id, vera.headers)).status).toBe(403);
  expect((await upload(id, shop.strangersKey(), LABEL, '/v1')).status).toBe(404);
  expect((await upload(id, shop.key(), LABEL, '/v1')).status).toBe(201);
});

test('forms begin in the currency of the shop, and a legal hold is seen on the case', async () => {
  const token = await shop.identityToken({ sub: 'fern', email: 'fern@example.org' });
  const { case: opened } = await (
    await shop.post('/v1/public/cases', { ...lateKettle, asked: [], identityToken: token }, { origin: SHOP_ORIGIN })
  ).json();
  await shop.put('/staff/customers/fern/legal-hold', { reason: 'A claim at court' }, lena.headers);
  const view = (await (await shop.get(`/staff/cases/${opened.number}`, lena.headers)).json()) as CaseView;
  expect([view.currency, view.customer.legalHold]).toEqual([shop.site.settings.currency, 'A claim at court']);
});
