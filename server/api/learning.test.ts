import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { FixLetterView } from '#shared/contracts/problem-areas.ts';
import { createTestApp, lateKettle, type TestApp } from './test-app.ts';

let shop: TestApp;
beforeEach(async () => {
  shop = await createTestApp();
});
afterEach(async () => {
  expect(shop.failures).toEqual([]);
  await shop.close();
});

const json = async (answer: Response | Promise<Response>) => {
  const given = await answer;
  return { status: given.status, body: await given.json() };
};
const customer = (name: string, own: object = {}) =>
  shop.put(`/v1/customers/${name}`, { name, email: `${name}@example.org`, ...own }, shop.key());
const left = (name: string) =>
  shop.put(`/v1/customers/${name}/departure`, { at: '2026-02-01T00:00:00.000Z', reason: 'cancel.low_quality' }, shop.key());
const LIDS = { title: 'Lids leak', reasons: ['cancel.low_quality', 'product.defective'], fix: 'a new seal since March' };
const area = async (own: object = {}) => (await json(shop.post('/v1/problem-areas', { ...LIDS, ...own }, shop.key()))).body;

async function told(names: string[]) {
  const before = await shop.get('/v1/settings/rescue', shop.key());
  await shop.put(
    '/v1/settings/rescue',
    { fixNotices: { enabled: true, controlShare: 0 } },
    { ...shop.key(), 'if-match': before.headers.get('etag') ?? '"0"' },
  );
  for (const name of names) {
    await customer(name);
    await left(name);
  }
  shop.forward({ days: 1 });
  return area({ status: 'fixed' });
}

test('when a problem is fixed everybody affected is told once, and nobody who does not want to be', async () => {
  const fixed = await told(['fern', 'ada', 'bo']);
  expect(fixed).toMatchObject({ status: 'fixed', fixedAt: '2026-03-03T12:00:00.000Z' });
  await shop.put('/v1/customers/ada', { contactAllowed: false }, shop.key());
  const at = `/v1/problem-areas/${fixed.id}`;
  const drafted = await json(shop.post(`${at}/letters`, {}, shop.key()));
  expect(drafted).toEqual({ status: 201, body: { drafts: 2, control: 0, skippedBy: { contact_not_allowed: 1 } } });
  const { items } = (await json(shop.get(`${at}/letters?state=draft`, shop.key()))).body;
  expect(items.map((one: FixLetterView) => one.customer.name).toSorted()).toEqual(['bo', 'fern']);
  expect(items[0]).toMatchObject({ subject: 'Lids leak: this is put right', body: expect.stringContaining('a new seal since March') });

  const bo = items.find((one: FixLetterView) => one.customer.name === 'bo');
  const edited = await json(shop.put(`${at}/letters/${bo.id}`, { subject: 'The lid', body: 'It holds now.' }, shop.key()));
  expect(edited.body).toMatchObject({ subject: 'The lid' });
  expect((await json(shop.post(`${at}/letters/${bo.id}/sending`, {}, shop.key()))).body.state).toBe('sent');
  expect(await json(shop.post(`${at}/letters/${bo.id}/sending`, {}, shop.key()))).toMatchObject({
    status: 409,
    body: { code: 'fix_letter.already_sent' },
  });
  const token = await shop.identityToken({ sub: 'fern' });
  const { number } = (await json(shop.post('/v1/public/cases', { ...lateKettle, contact: undefined, identityToken: token }))).body.case;
  expect((await json(shop.post(`${at}/letters/sending`, {}, shop.key()))).body).toEqual({
    sent: 0,
    skippedBy: { open_case: 1 },
    remaining: 0,
  });
  expect(number).not.toBe('');
  expect((await json(shop.post(`${at}/letters`, {}, shop.key()))).body).toEqual({ drafts: 0, control: 0, skippedBy: {} });
  expect(await shop.db.read("select topic from outbox where topic = 'outreach'")).toHaveLength(1);

  await shop.remove('/v1/customers/bo/departure', undefined, shop.key());
  expect((await json(shop.get(`${at}/effect`, shop.key()))).body).toMatchObject({
    planned: 1,
    returned: 1,
    tooFewToTell: true,
    difference: null,
  });
});

test('the letter says how to have no more of them, in the reader’s language, and a press of the button is enough', async () => {
  const fixed = await told(['fern']);
  await customer('fern', { locale: 'de' });
  const at = `/v1/problem-areas/${fixed.id}`;
  await shop.post(`${at}/letters`, {}, shop.key());
  await shop.post(`${at}/letters/sending`, {}, shop.key());
  const omar = await shop.signIn('Omar', 'owner');
  const { items } = (await json(shop.get('/staff/outbox', omar.headers))).body;
  expect(items[0]).toMatchObject({
    kind: 'outreach',
    to: 'fern@example.org',
    text: expect.stringContaining('Keine solchen Schreiben mehr'),
  });
  const path = /http:\/\/amends\.test(\/o\/\S+)/.exec(items[0].text)?.[1] ?? '';
  const page = await shop.get(path);
  expect([page.status, await page.text()]).toEqual([200, expect.stringContaining('Keine Schreiben mehr')]);
  expect((await json(shop.get('/v1/customers/fern', shop.key()))).body.contactAllowed).toBe(true);
  expect(await (await shop.submit(path, {})).text()).toContain('Erledigt');
  expect((await json(shop.get('/v1/customers/fern', shop.key()))).body.contactAllowed).toBe(false);
  expect((await shop.get(`${path}x`)).status).toBe(404);
});

test('a problem that is not fixed is told to nobody, and one that comes back is another fix', async () => {
  await customer('fern');
  await left('fern');
  shop.forward({ days: 1 });
  const open = await area();
  const at = `/v1/problem-areas/${open.id}`;
  expect(await json(shop.post(`${at}/letters`, {}, shop.key()))).toMatchObject({ status: 409, body: { code: 'problem_area.not_fixed' } });
  expect((await json(shop.put(at, { ...LIDS, status: 'fixed', version: 1 }, shop.key()))).body).toMatchObject({
    status: 'fixed',
    version: 2,
  });
  expect(await json(shop.put(at, { ...LIDS, version: 1 }, shop.key()))).toMatchObject({
    status: 409,
    body: { code: 'problem_area.changed_meanwhile' },
  });
  expect((await json(shop.post('/v1/problem-areas', { ...LIDS, reasons: ['no.such'] }, shop.key()))).status).toBe(422);
});

test('a coaching note is seen by its reader, their lead and its author, and by nobody else', async () => {
  const [maya, lena, omar, ben] = [
    await shop.signIn('Maya', 'agent'),
    await shop.signIn('Lena', 'lead'),
    await shop.signIn('Omar', 'owner'),
    await shop.signIn('Ben', 'agent'),
  ];
  const vera = await shop.signIn('Vera', 'viewer');
  const { number } = (await json(shop.post('/v1/public/cases', lateKettle))).body.case;
  const made = await json(shop.post('/staff/coaching-notes', { case: number, to: maya.id, text: 'Ask before you explain.' }, lena.headers));
  expect(made).toMatchObject({ status: 201, body: { to: { name: 'Maya' }, author: { name: 'Lena' }, case: { number } } });
  const at = `/staff/coaching-notes/${made.body.id}`;
  const seen = async (who: { headers: Record<string, string> }) => [
    (await shop.get(at, who.headers)).status,
    (await json(shop.get('/staff/coaching-notes', who.headers))).body.items.length,
  ];
  expect(await Promise.all([maya, lena, omar, ben, vera].map(seen))).toEqual([
    [200, 1],
    [200, 1],
    [200, 1],
    [404, 0],
    [404, 0],
  ]);
  expect((await json(shop.put(`${at}/reading`, {}, maya.headers))).body.readAt).toBe('2026-03-02T12:00:00.000Z');
  expect((await shop.put(`${at}/reading`, {}, lena.headers)).status).toBe(403);
  expect((await shop.remove(at, undefined, maya.headers)).status).toBe(403);
  expect((await shop.remove(at, undefined, ben.headers)).status).toBe(404);
  expect((await shop.post('/staff/coaching-notes', { case: number, to: maya.id, text: 'x' }, vera.headers)).status).toBe(403);
  expect((await shop.remove(at, undefined, lena.headers)).status).toBe(204);
  expect((await shop.get('/v1/coaching-notes')).status).toBe(401);
});

test('praise is repeated only when its writer allowed it, in their own words, and can be taken back', async () => {
  const praise = { ...lateKettle, kind: 'praise', reason: undefined, asked: undefined, story: 'They answer within the hour. Always.' };
  const one = (await json(shop.post('/v1/public/cases', praise))).body.case;
  const two = (await json(shop.post('/v1/public/cases', { ...praise, story: 'Private words.' }))).body.case;
  for (const number of [one.number, two.number]) await shop.put(`/v1/cases/${number}/resolution`, { note: 'Thank you.' }, shop.key());
  await shop.put('/v1/public/case/rating', { stars: 5, mayPublish: true }, shop.bearer(one.token));
  await shop.put('/v1/public/case/rating', { stars: 5, mayPublish: false }, shop.bearer(two.token));
  const { items } = (await json(shop.get('/v1/testimonials?state=waiting', shop.key()))).body;
  expect(items).toMatchObject([{ number: one.number, words: 'They answer within the hour. Always.', state: 'waiting', stars: 5 }]);
  expect(items).toMatchObject([{ customer: { name: null }, mayName: false }]);
  const at = `/v1/testimonials/${items[0].case}`;
  expect((await json(shop.put(at, { state: 'approved', quote: 'They answer within the hour.' }, shop.key()))).body).toMatchObject({
    state: 'approved',
    quote: 'They answer within the hour.',
  });
  expect(await json(shop.put(at, { state: 'approved', quote: 'Best shop ever!' }, shop.key()))).toMatchObject({
    status: 422,
    body: { code: 'testimonial.not_allowed' },
  });
  expect((await json(shop.put(`/v1/testimonials/${two.number}`, { state: 'approved' }, shop.key()))).body.code).toBe(
    'testimonial.not_allowed',
  );
  expect((await json(shop.put(at, { state: 'withdrawn' }, shop.key()))).body.state).toBe('withdrawn');
  expect((await shop.put(at, { state: 'approved' }, shop.strangersKey())).status).toBe(404);
  expect((await shop.put(at, { state: 'approved' }, shop.key('read'))).status).toBe(403);
  expect((await shop.get('/v1/testimonials')).status).toBe(401);
});

test('some loyal customers are asked why they stay, once, and not those who left or want no letters', async () => {
  for (let i = 0; i < 8; i++) await customer(`c${i}`, { since: '2020-01-01', mrr: { amount: 1000 * (i + 1), currency: 'EUR' } });
  await left('c7');
  await shop.put('/v1/customers/c6', { contactAllowed: false }, shop.key());
  const ask = (query = '') => json(shop.post(`/v1/praise-invitations${query}`, { count: 4, randomShare: 0.5 }, shop.key()));
  const dry = await ask('?dryRun=true');
  expect(dry.body).toMatchObject({ dryRun: true, skippedBy: { contact_not_allowed: 1 } });
  expect(dry.body.invited.slice(0, 2)).toMatchObject([
    { name: 'c5', drawn: 'loyal' },
    { name: 'c4', drawn: 'loyal' },
  ]);
  expect(await shop.db.read('select * from outbox')).toEqual([]);
  expect(await ask()).toMatchObject({ status: 201, body: { invited: dry.body.invited } });
  expect((await ask()).body.invited).toHaveLength(2);
  const maya = await shop.signIn('Maya', 'agent');
  expect((await shop.post('/staff/praise-invitations', { count: 1 }, maya.headers)).status).toBe(403);
});

test('of an erased person no word is left in calls, care, letters, notes or findings', async () => {
  const fixed = await told(['wilhelmina']);
  await shop.post(`/v1/problem-areas/${fixed.id}/letters`, {}, shop.key());
  await shop.post(`/v1/problem-areas/${fixed.id}/letters/sending`, {}, shop.key());
  shop.forward({ days: 90 });
  const cycle = (
    await json(shop.post('/v1/rescue-cycles', { name: 'June', from: '2026-06-01', to: '2026-06-30', controlShare: 0 }, shop.key()))
  ).body;
  const [call] = (await json(shop.get(`/v1/rescue-cycles/${cycle.id}/calls`, shop.key()))).body.items;
  const done = await json(
    shop.put(`/v1/calls/${call.id}`, { outcome: 'returned', note: 'Quetzalcoatl', saidBack: 'Popocatepetl' }, shop.key()),
  );
  expect(done.status).toBe(200);
  const [care] = (await json(shop.get('/v1/care', shop.key()))).body.items;
  await shop.put(`/v1/care/${care.id}/check-ins/two_weeks`, { note: 'Xochimilco' }, shop.key());
  expect((await shop.remove('/v1/customers/wilhelmina', undefined, shop.key())).status).toBe(200);
  const bytes = await Promise.all(
    (await readdir(shop.deps.dataDir))
      .filter((name) => name.startsWith('amends.db'))
      .map((name) => readFile(join(shop.deps.dataDir, name))),
  );
  for (const word of ['Quetzalcoatl', 'Popocatepetl', 'Xochimilco', 'wilhelmina'])
    expect([word, bytes.some((one) => one.includes(word))]).toEqual([word, false]);
  expect((await json(shop.get('/v1/insights/recovery', shop.key()))).body.all.returned).toBe(1);
});

test('strangers, readers and other merchants are kept out', async () => {
  const open = await area();
  const at = `/v1/problem-areas/${open.id}`;
  for (const path of ['/v1/problem-areas', at, `${at}/letters`, `${at}/effect`])
    expect([path, (await shop.get(path)).status]).toEqual([path, 401]);
  for (const path of [at, `${at}/letters`, `${at}/effect`])
    expect([path, (await shop.get(path, shop.strangersKey())).status]).toEqual([path, 404]);
  expect((await shop.put(at, LIDS, shop.strangersKey())).status).toBe(404);
  expect((await shop.post(`${at}/letters/sending`, {}, shop.strangersKey())).status).toBe(404);
  const [maya, vera] = [await shop.signIn('Maya', 'agent'), await shop.signIn('Vera', 'viewer')];
  expect((await shop.post('/staff/problem-areas', LIDS, maya.headers)).status).toBe(403);
  expect((await shop.post(`/staff/problem-areas/${open.id}/letters`, {}, vera.headers)).status).toBe(403);
});
