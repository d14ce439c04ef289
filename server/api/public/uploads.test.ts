import { readFile } from 'node:fs/promises';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createTestApp, lateKettle, SHOP_ORIGIN, type TestApp } from '../test-app.ts';
import { uploadPath } from './uploads.ts';

let shop: TestApp;
beforeAll(async () => {
  shop = await createTestApp();
});
afterAll(async () => {
  expect(shop.failures).toEqual([]);
  await shop.close();
});

const PNG = Uint8Array.from(
  Buffer.from('iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==', 'base64'),
);
const upload = (
  content: BlobPart,
  name = 'receipt',
  { siteKey = 'pk_garden', headers = {} }: { siteKey?: string; headers?: Record<string, string> } = {},
) => {
  const body = new FormData();
  body.set('file', new File([content], name));
  return shop.request(`/v1/public/uploads?siteKey=${siteKey}`, { method: 'POST', headers: { origin: SHOP_ORIGIN, ...headers }, body });
};
const uploadedId = async (answer: Response) => ((await answer.json()) as { uploadId: string }).uploadId;
const complainWith = (uploads: string[], siteKey = 'pk_garden') => shop.post('/v1/public/cases', { ...lateKettle, siteKey, uploads });

test('a picture is on disk before anybody is told so, and comes with the story', async () => {
  const answer = await upload(PNG, 'kettle.png');
  const id = await uploadedId(answer);
  expect(answer.status).toBe(201);
  expect(new Uint8Array(await readFile(uploadPath(shop.deps.dataDir, id)))).toEqual(PNG);

  const { case: opened } = (await (await complainWith([id])).json()) as { case: { token: string } };
  const seen = (await (await shop.get('/v1/public/case', shop.bearer(opened.token))).json()) as { files: object[] };
  expect(seen.files).toEqual([{ id, name: 'kettle.png', type: 'image/png', size: PNG.length }]);
});

test.each<[string, BlobPart, string, number]>([
  ['a PDF called a picture', '%PDF-1.7\n1 0 obj\n', 'photo.jpg', 201],
  ['plain words', 'Paid 54.90 in cash. Danke schön.', 'note.txt', 201],
  ['a page called a picture', '<!doctype html><script>alert(1)</script>', 'photo.png', 415],
  ['a drawing that can run', '<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>', 'photo.svg', 415],
  ['a program called a receipt', Uint8Array.from([0x4d, 0x5a, 0x90, 0, 3, 0, 0, 0]), 'receipt.pdf', 415],
  ['a packed folder', Uint8Array.from([0x50, 0x4b, 3, 4, 20, 0, 0, 0, 8, 0]), 'receipt.pdf', 415],
  ['nothing at all', '', 'empty.txt', 415],
])('a file is what is in it: %s', async (_, content, name, status) => {
  const answer = await upload(content, name);
  const { code, uploadId } = (await answer.json()) as { code?: string; uploadId?: string };
  expect([answer.status, code, uploadId !== undefined]).toEqual(
    status === 201 ? [201, undefined, true] : [415, 'upload.wrong_type', false],
  );
});

test('a file of more than 10 MB is refused, and said so', async () => {
  const answer = await upload(new Uint8Array(10 * 1024 * 1024 + 1));
  expect([answer.status, await answer.json()]).toEqual([413, expect.objectContaining({ code: 'upload.too_large' })]);
});

test('a name cannot lead out of its folder', async () => {
  const id = await uploadedId(await upload(PNG, '../../etc/passwd.png'));
  const { case: opened } = (await (await complainWith([id])).json()) as { case: { number: string } };
  const view = (await (await shop.get(`/v1/cases/${opened.number}`, shop.key())).json()) as { messages: object[] };
  expect(JSON.stringify(view)).not.toContain('/etc');
  expect(uploadPath('/data', '../../etc/passwd')).toBe('/data/uploads/etcpasswd');
});

test('a file belongs to one case and one shop', async () => {
  const id = await uploadedId(await upload(PNG));
  expect((await complainWith([id], 'pk_stranger')).status).toBe(422);
  expect((await complainWith([id])).status).toBe(201);
  const again = await complainWith([id]);
  expect([again.status, await again.json()]).toEqual([422, expect.objectContaining({ code: 'upload.not_found' })]);
});

test('more than five files are too many', async () => {
  const ids = await Promise.all(Array.from({ length: 6 }, async () => uploadedId(await upload(PNG))));
  expect((await complainWith(ids)).status).toBe(400);
  expect((await complainWith(ids.slice(0, 5))).status).toBe(201);
});

test.each([
  ['a stranger’s page', { headers: { origin: 'https://thief.example' } }, 403],
  ['an unknown site', { siteKey: 'pk_nobody' }, 404],
])('%s may send no file', async (_, options, status) => {
  expect((await upload(PNG, 'kettle.png', options)).status).toBe(status);
});

test('a call without a file is malformed', async () => {
  const body = new FormData();
  body.set('file', 'just words');
  expect((await shop.request('/v1/public/uploads?siteKey=pk_garden', { method: 'POST', body })).status).toBe(400);
});
