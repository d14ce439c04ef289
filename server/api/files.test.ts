import { afterEach, beforeEach, expect, test } from 'vitest';
import { createTestApp, lateKettle, type TestApp } from './test-app.ts';

let shop: TestApp;
beforeEach(async () => {
  shop = await createTestApp();
});
afterEach(() => shop.close());

const PNG = Uint8Array.from(
  Buffer.from('iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==', 'base64'),
);

async function tellWith(file: File) {
  const form = new FormData();
  form.append('file', file);
  const { uploadId } = await (await shop.request('/v1/public/uploads?siteKey=pk_garden', { method: 'POST', body: form })).json();
  const { case: told } = await (await shop.post('/v1/public/cases', { ...lateKettle, uploads: [uploadId] })).json();
  return { uploadId: uploadId as string, number: told.number as string, token: told.token as string };
}

test('staff and the customer get back exactly the file that was brought', async () => {
  const { uploadId, number, token } = await tellWith(new File([PNG], 'κατσαρόλα.png'));
  for (const answer of [
    await shop.get(`/v1/cases/${number}/files/${uploadId}`, shop.key('read')),
    await shop.get(`/c/${token}/files/${uploadId}`),
  ]) {
    expect([answer.status, answer.headers.get('content-type'), answer.headers.get('x-content-type-options')]).toEqual([
      200,
      'image/png',
      'nosniff',
    ]);
    expect(answer.headers.get('content-disposition')).toBe(`inline; filename*=UTF-8''${encodeURIComponent('κατσαρόλα.png')}`);
    expect(new Uint8Array(await answer.arrayBuffer())).toEqual(PNG);
  }
});

test('text is saved, never shown as a page', async () => {
  const { uploadId, number } = await tellWith(new File(['what I wrote'], 'letter.html'));
  const answer = await shop.get(`/v1/cases/${number}/files/${uploadId}`, shop.key('read'));
  expect(answer.headers.get('content-type')).toBe('text/plain');
  expect(answer.headers.get('content-disposition')).toMatch(/^attachment/);
});

test('a stranger, another case and nobody at all do not get it', async () => {
  const { uploadId, number } = await tellWith(new File([PNG], 'a.png'));
  const other = await tellWith(new File([PNG], 'b.png'));
  expect((await shop.get(`/v1/cases/${number}/files/${uploadId}`, shop.strangersKey('read'))).status).toBe(404);
  expect((await shop.get(`/v1/cases/${other.number}/files/${uploadId}`, shop.key('read'))).status).toBe(404);
  expect((await shop.get(`/c/${other.token}/files/${uploadId}`)).status).toBe(404);
  expect((await shop.get(`/v1/cases/${number}/files/${uploadId}`)).status).toBe(401);
});
