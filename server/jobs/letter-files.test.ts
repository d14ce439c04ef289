import { rm } from 'node:fs/promises';
import { expect, onTestFinished, test } from 'vitest';
import type { Outbox } from '#shared/contracts/staff.ts';
import { uploadPath } from '#server/api/public/uploads.ts';
import { createTestApp, lateKettle, SHOP_ORIGIN } from '#server/api/test-app.ts';
import { couriersOf } from '#server/couriers.ts';
import { startMailServer } from './fixtures/peers.ts';
import { deliverDue } from './outbox.ts';

const LABEL = '%PDF-1.7\n1 0 obj\n';
const MEGABYTE = 1024 * 1024;

async function openShop() {
  const shop = await createTestApp();
  onTestFinished(async () => {
    expect(shop.failures).toEqual([]);
    await shop.close();
  });
  const deps = Object.assign(shop.deps, { mail: { from: 'Garden shop <hello@garden.example>', replyTo: null } });
  const lena = await shop.signIn('Lena', 'lead');
  const open = async (locale = 'en') => {
    const answer = await shop.post('/v1/public/cases', { ...lateKettle, locale }, { origin: SHOP_ORIGIN });
    const { case: opened } = (await answer.json()) as { case: { number: string; token: string } };
    const { id } = (await (await shop.get(`/staff/cases/${opened.number}`, lena.headers)).json()) as { id: string };
    return { id, page: `http://amends.test/c/${opened.token}` };
  };
  const attach = async (id: string, name: string, content: BlobPart) => {
    const body = new FormData();
    body.set('file', new File([content], name));
    const answer = await shop.request(`/staff/cases/${id}/uploads`, { method: 'POST', headers: lena.headers, body });
    expect(answer.status).toBe(201);
    return ((await answer.json()) as { uploadId: string }).uploadId;
  };
  const say = async (id: string, uploads: string[]) =>
    expect((await shop.post(`/staff/cases/${id}/messages`, { text: 'Here is the label.', uploads }, lena.headers)).status).toBe(200);
  const mailServer = await startMailServer();
  const send = async () => {
    const couriers = couriersOf(deps, mailServer.url);
    await deliverDue({ db: shop.db, now: deps.now, random: () => 0.5, name: 'srv_1', couriers, log: deps.log });
    couriers.forEach((courier) => courier.close());
    return mailServer.mails.filter(({ text }) => text?.includes('Here is the label.'));
  };
  const outbox = async () => ((await (await shop.get('/staff/outbox', lena.headers)).json()) as Outbox).items;
  return { shop, lena, open, attach, say, send, outbox };
}

test('what staff attach arrives in the customer’s mailbox, byte for byte, under its own name', async () => {
  const { open, attach, say, send } = await openShop();
  const { id } = await open();
  await say(id, [await attach(id, 'Rücksende-Etikett 1.pdf', LABEL), await attach(id, 'how to.txt', 'Put it on the box.')]);
  const [mail] = await send();
  expect(mail?.attachments.map(({ filename, contentType, content }) => [filename, contentType, content.toString()])).toEqual([
    ['Rücksende-Etikett 1.pdf', 'application/pdf', LABEL],
    ['how to.txt', 'text/plain', 'Put it on the box.'],
  ]);
  expect(mail?.text).toContain('Attached: Rücksende-Etikett 1.pdf, how to.txt');
});

test('above ten megabytes in all, what fits is attached, and the mail says where to open the rest', async () => {
  const { open, attach, say, send, outbox } = await openShop();
  const { id, page } = await open();
  const large = 'a'.repeat(6 * MEGABYTE);
  await say(id, [await attach(id, 'first.txt', large), await attach(id, 'second.txt', large), await attach(id, 'label.pdf', LABEL)]);
  const [mail] = await send();
  expect(mail?.attachments.map(({ filename, size }) => [filename, size])).toEqual([
    ['first.txt', 6 * MEGABYTE],
    ['label.pdf', LABEL.length],
  ]);
  expect(mail?.text).toContain(`Too large for a mail, so they are on your page: second.txt\nOpen them here: ${page}`);
  expect((await outbox())[0]).toMatchObject({
    state: 'sent',
    files: [
      { name: 'first.txt', attached: true },
      { name: 'label.pdf', attached: true },
      { name: 'second.txt', attached: false },
    ],
  });
});

test('a file that lies with another server of the shop is opened on the page; the letter is not held up', async () => {
  const { shop, open, attach, say, send } = await openShop();
  const { id, page } = await open('de');
  const uploadId = await attach(id, 'label.pdf', LABEL);
  await say(id, [uploadId]);
  await rm(uploadPath(shop.deps.dataDir, uploadId));
  const [mail] = await send();
  expect(mail?.attachments).toEqual([]);
  expect(mail?.text).toContain(`auf Ihrer Seite: label.pdf\nHier zu öffnen: ${page}`);
});

test('files of an erased customer leave with no letter', async () => {
  const { shop, lena, open, attach, say, send, outbox } = await openShop();
  const { id } = await open();
  await say(id, [await attach(id, 'label.pdf', LABEL)]);
  const [customer] = await shop.db.read('select customer_id from cases where id = ?', [id]);
  const who = customer?.customer_id === null ? `cases/${id}/person` : `customers/${String(customer?.customer_id)}`;
  expect((await shop.remove(`/staff/${who}`, undefined, lena.headers)).status).toBe(200);
  expect(await send()).toEqual([]);
  expect((await outbox()).flatMap(({ files }) => files)).toEqual([]);
});

test('a question, an offer and a decision carry their files, too', async () => {
  const { shop, lena, open, attach, send } = await openShop();
  const acts: ((uploads: string[]) => [string, string, object])[] = [
    (uploads) => ['PUT', 'question', { text: 'Here is the label. Is it the right one?', uploads }],
    (uploads) => ['POST', 'offers', { remedy: 'replacement', message: 'Here is the label.', uploads }],
    (uploads) => ['PUT', 'decision', { outcome: 'upheld_full', reasons: 'Here is the label.', uploads }],
  ];
  for (const act of acts) {
    const { id } = await open();
    const [method, path, body] = act([await attach(id, 'label.pdf', LABEL)]);
    const answer = await shop.request(`/staff/cases/${id}/${path}`, {
      method,
      headers: { ...lena.headers, 'content-type': 'application/json' },
      body: JSON.stringify(body),
    });
    expect([path, answer.status, answer.ok || (await answer.text())]).toEqual([path, answer.status, true]);
  }
  expect((await send()).map(({ attachments }) => attachments.map(({ filename }) => filename))).toEqual([
    ['label.pdf'],
    ['label.pdf'],
    ['label.pdf'],
  ]);
});
