import { expect, test } from 'vitest';
import { createTestApp, PUBLIC_URL } from '../test-app.ts';

test('every plain form has a link that works and a code for paper', async () => {
  const shop = await createTestApp();
  const { headers } = await shop.signIn('Maya', 'agent');
  const { items } = await (await shop.get('/staff/sites', headers)).json();
  const [{ id, forms }] = items;
  expect(Object.keys(forms)).toEqual(['complaint', 'feedback', 'praise', 'cancel']);
  for (const [form, url] of Object.entries(forms as Record<string, string>)) {
    expect((await shop.get(url.replace(PUBLIC_URL, ''))).status).toBe(200);
    const code = await shop.get(`/staff/sites/${id}/codes/${form}.svg`, headers);
    expect([code.headers.get('content-type'), (await code.text()).startsWith('<svg')]).toEqual(['image/svg+xml', true]);
  }
  expect((await shop.get(`/staff/sites/${id}/codes/nonsense.svg`, headers)).status).toBe(404);
  expect((await shop.get('/staff/sites/site_stranger/codes/complaint.svg', headers)).status).toBe(404);
  expect((await shop.get(`/staff/sites/${id}/codes/complaint.svg`)).status).toBe(401);
  await shop.close();
});
