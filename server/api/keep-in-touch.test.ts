import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { KeepInTouch } from '#shared/contracts/cancellation.ts';
import type { KeepInTouchPerson } from '#shared/contracts/keep-in-touch.ts';
import { MERCHANT } from '#shared/fixtures/cast.ts';
import { createMailChannel } from '#server/jobs/channels/mail.ts';
import { startMailServer } from '#server/jobs/fixtures/peers.ts';
import { findOutboxItem } from '#server/store/outbox.ts';
import { composeMail } from './mail/compose.ts';
import { createTestApp, type TestApp } from './test-app.ts';

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
const at = '/v1/keep-in-touch';
const list = async (query = ''): Promise<KeepInTouchPerson[]> => (await json(shop.get(`${at}${query}`, shop.key('read')))).body.items;
const letterOf = (name: string) => json(shop.get(`${at}/${name}/letter`, shop.key('read')));
const sendTo = (name: string, body: object = {}) => json(shop.post(`${at}/${name}/letter`, body, shop.key()));
const sendAll = async (body: object = {}) => (await json(shop.post(`${at}/letters`, body, shop.key()))).body;
const letters = async () =>
  (await shop.db.read("select id, data from outbox where topic = 'outreach' order by seq")).map(({ id, data }) => ({
    id: String(id),
    ...(JSON.parse(String(data)) as { to: string; locale: string; values: { title: string; text: string } }),
  }));

/** Somebody who cancels now, for poor quality, and says how to keep in touch. */
async function leaves(sub: string, how_often: KeepInTouch['how_often'], own: { how?: KeepInTouch['how']; locale?: string } = {}) {
  const identityToken = await shop.identityToken({ sub, email: `${sub}@example.org`, name: sub });
  const { cancellation } = (await json(shop.post('/v1/public/cancellations', { siteKey: 'pk_garden', identityToken }))).body;
  const put = (noun: string, body: object) =>
    shop.put(`/v1/public/cancellations/${cancellation.id}/${noun}`, body, shop.bearer(cancellation.token));
  await put('answer', { reason: 'cancel.low_quality', showOffer: false });
  await put('outcome', { outcome: 'cancelled', keepInTouch: { how: own.how ?? 'email', how_often } });
  if (own.locale) await shop.put(`/v1/customers/${sub}`, { locale: own.locale }, shop.key());
}
const fixed = async (title = 'Lids leak') =>
  (
    await json(
      shop.post(
        '/v1/problem-areas',
        { title, reasons: ['cancel.low_quality'], fix: 'a new seal since March', status: 'fixed' },
        shop.key(),
      ),
    )
  ).body;

describe('who gets a letter', () => {
  test('only who allowed letters, no earlier than they allowed, and never again before that time is over', async () => {
    await leaves('monthly', 'monthly');
    await leaves('yearly', 'yearly');
    await leaves('never', 'never', { how: 'none' });
    await leaves('by-phone', 'monthly', { how: 'phone' });
    expect((await list()).map(({ customer, howOften, due, why }) => [customer.name, howOften, due, why])).toEqual([
      ['monthly', 'monthly', false, 'not_due'],
      ['yearly', 'yearly', false, 'not_due'],
    ]);
    expect(await sendTo('monthly')).toMatchObject({ status: 422, body: { errors: [{ path: 'not_due' }] } });
    expect(await sendTo('never')).toMatchObject({ status: 422, body: { errors: [{ path: 'not_asked_for' }] } });

    shop.forward({ days: 100 });
    await fixed();
    expect((await list('?due=true')).map(({ customer }) => customer.name)).toEqual(['monthly']);
    expect(await sendAll({ dryRun: true })).toEqual({ dryRun: true, sent: 1, skippedBy: {}, remaining: false });
    expect(await letters()).toEqual([]);
    expect(await sendAll()).toEqual({ dryRun: false, sent: 1, skippedBy: {}, remaining: false });
    expect(await sendAll()).toEqual({ dryRun: false, sent: 0, skippedBy: {}, remaining: false });
    expect((await letters()).map(({ to }) => to)).toEqual(['monthly@example.org']);
    expect((await list())[0]).toMatchObject({ lastLetterAt: shop.now().toISOString(), due: false, why: 'cool_down' });
  });

  test('who wants to hear only of what is put right is told once, and of nothing else', async () => {
    await leaves('fern', 'when_fixed');
    shop.forward({ days: 400 });
    expect(await list('?due=true')).toEqual([]);
    await fixed();
    expect(await list('?due=true')).toMatchObject([{ customer: { name: 'fern' }, dueAt: null, news: 1 }]);
    expect((await sendTo('fern')).status).toBe(201);
    shop.forward({ days: 400 });
    expect(await list('?due=true')).toEqual([]);
    await fixed('Handles break');
    expect(await list('?due=true')).toMatchObject([{ customer: { name: 'fern' }, news: 1 }]);
  });

  test('the rules of contact hold at the moment of sending, and who came back is left alone', async () => {
    for (const name of ['opted-out', 'back']) await leaves(name, 'monthly');
    shop.forward({ days: 100 });
    await fixed();
    await shop.put('/v1/customers/opted-out', { contactAllowed: false }, shop.key());
    await shop.remove('/v1/customers/back/departure', undefined, shop.key());
    expect(await sendTo('opted-out')).toMatchObject({ status: 422, body: { errors: [{ path: 'contact_not_allowed' }] } });
    expect(await sendTo('back')).toMatchObject({ status: 422, body: { errors: [{ path: 'not_asked_for' }] } });
    expect(await sendAll()).toMatchObject({ sent: 0, skippedBy: { contact_not_allowed: 1 } });
    expect(await letters()).toEqual([]);
  });

  test('all at once sends no letter that has nothing to say', async () => {
    await leaves('fern', 'monthly');
    shop.forward({ days: 100 });
    expect(await sendAll()).toMatchObject({ sent: 0, skippedBy: { nothing_new: 1 } });
    expect((await sendTo('fern', { body: 'We have a new tea.' })).status).toBe(201);
    expect((await letters())[0]?.values.text).toBe('We have a new tea.');
  });

  test('pressed twice, it leaves once', async () => {
    await leaves('fern', 'monthly');
    shop.forward({ days: 100 });
    await fixed();
    const both = await Promise.all([sendTo('fern'), sendTo('fern')]);
    expect(both.map(({ status }) => status).toSorted()).toEqual([201, 422]);
    expect(await letters()).toHaveLength(1);
  });
});

describe('what the letter says', () => {
  async function praise(reasons: string[], consent: object = {}): Promise<string> {
    const { token, number } = (
      await json(
        shop.post('/v1/public/cases', {
          siteKey: 'pk_garden',
          kind: 'praise',
          story: 'Their kettles last.',
          rating: { stars: 5, mayPublish: true },
          contact: { name: 'Bo Secret', email: 'bo@example.org' },
        }),
      )
    ).body.case;
    await shop.put('/v1/public/case/rating', { stars: 5, mayPublish: true, ...consent }, shop.bearer(token));
    await shop.put(`/v1/testimonials/${number}`, { state: 'approved', reasons }, shop.key());
    return token;
  }

  test('what was put right for their reason, and praise without its writer’s name, in the customer’s language', async () => {
    await leaves('fern', 'monthly', { locale: 'de-AT' });
    shop.forward({ days: 100 });
    await fixed();
    await praise(['cancel.low_quality']);
    await json(
      shop.post(
        '/v1/articles',
        {
          texts: { en: { title: 'Seals', body: 'New ones.' }, de: { title: 'Dichtungen', body: 'Neue.' } },
          reasons: ['cancel.low_quality'],
        },
        shop.key(),
      ),
    );
    const { body } = await letterOf('fern');
    expect(body).toMatchObject({
      to: 'fern@example.org',
      locale: 'de',
      subject: 'Neues von Garden shop',
      edited: false,
      fixes: [{ title: 'Lids leak' }],
      testimonial: { quote: 'Their kettles last.' },
      articles: [{ title: 'Dichtungen', body: 'Neue.' }],
    });
    expect(body.body).toMatch(/^Guten Tag fern,[^]*– Lids leak: a new seal since March[^]*„Their kettles last.“/);
    expect(body.body).not.toContain('Bo Secret');
  });

  test('with the name of whoever praised us only where they allowed that too, and in no letter after they took it back', async () => {
    await leaves('fern', 'monthly');
    shop.forward({ days: 100 });
    const token = await praise([], { mayName: true });
    const rate = (rating: object) => shop.put('/v1/public/case/rating', { stars: 5, ...rating }, shop.bearer(token));
    const proposed = (await letterOf('fern')).body;
    expect(proposed.testimonial).toMatchObject({ quote: 'Their kettles last.', name: 'Bo Secret' });
    expect(proposed.body).toContain('“Their kettles last.”\n— Bo Secret\n');

    const own = `Hello Fern,\n\nwe thought of you.\n\nSomebody said: Their kettles last.\n— Bo Secret\n\nYours`;
    await json(shop.put('/v1/keep-in-touch/fern/letter', { subject: 'Tea', body: own }, shop.key()));
    await rate({ mayPublish: true });
    expect((await letterOf('fern')).body).toMatchObject({
      testimonial: { name: null },
      body: own.replace('\n— Bo Secret', ''),
    });
    await rate({ mayPublish: false });
    const without = 'Hello Fern,\n\nwe thought of you.\n\nYours';
    expect((await letterOf('fern')).body).toMatchObject({ testimonial: null, body: without });
    await sendTo('fern', { body: own });
    expect((await letters())[0]?.values.text).toBe(without);
  });

  test('what one of us took back, or was erased with its writer, is in no further letter', async () => {
    await leaves('fern', 'monthly');
    await praise([], { mayName: true });
    const own = 'Somebody said: Their kettles last.\n\nYours';
    await json(shop.put('/v1/keep-in-touch/fern/letter', { subject: 'Tea', body: own }, shop.key()));
    const { items } = (await json(shop.get('/v1/testimonials', shop.key()))).body;
    expect(items).toMatchObject([{ customer: { name: 'Bo Secret' }, mayName: true }]);
    await shop.put(`/v1/testimonials/${items[0].case}`, { state: 'withdrawn' }, shop.key());
    expect((await letterOf('fern')).body).toMatchObject({ testimonial: null, body: 'Yours' });
    await shop.put(`/v1/testimonials/${items[0].case}`, { state: 'approved' }, shop.key());
    expect((await letterOf('fern')).body).toMatchObject({ edited: true, body: own });
    expect((await shop.remove(`/v1/customers/${items[0].customer.id}`, undefined, shop.key())).status).toBe(200);
    expect((await letterOf('fern')).body).toMatchObject({ testimonial: null, edited: false });
  });

  test('praise that speaks to another reason is not used', async () => {
    await leaves('fern', 'monthly');
    await praise(['cancel.too_expensive']);
    expect((await letterOf('fern')).body.testimonial).toBe(null);
  });

  test('what somebody wrote is kept as typed, sent so, and can be thrown away', async () => {
    await leaves('fern', 'monthly');
    shop.forward({ days: 100 });
    const typed = { subject: 'The lid', body: 'It holds now.' };
    expect((await json(shop.put(`${at}/fern/letter`, typed, shop.key()))).body).toMatchObject({ ...typed, edited: true });
    expect((await list())[0]).toMatchObject({ drafted: true });
    expect((await json(shop.remove(`${at}/fern/letter`, undefined, shop.key()))).body).toMatchObject({ edited: false });
    await shop.put(`${at}/fern/letter`, typed, shop.key());
    expect(await sendAll()).toMatchObject({ sent: 1 });
    expect((await letters())[0]).toMatchObject({ values: { title: 'The lid', text: 'It holds now.' } });
    expect((await list())[0]).toMatchObject({ drafted: false });
  });

  test('nothing of it is left when the person is erased', async () => {
    await leaves('fern', 'monthly');
    shop.forward({ days: 100 });
    await sendTo('fern', { subject: 'Fern, a word', body: 'Dear Fern, it holds.' });
    await shop.put(`${at}/fern/letter`, { subject: 'Fern, again', body: 'Dear Fern.' }, shop.key());
    expect((await shop.remove('/v1/customers/fern', undefined, shop.key())).status).toBe(200);
    const kept = JSON.stringify([
      await shop.db.read('select * from outreach_letters'),
      await shop.db.read("select * from outbox where topic = 'outreach'"),
    ]);
    expect(kept).not.toMatch(/fern/i);
    expect(await shop.db.read('select state from outreach_letters')).toEqual([{ state: 'sent' }]);
    expect(await list()).toEqual([]);
  });
});

test('the mail can be ended with one press in a mail program, and a look at the link changes nothing', async () => {
  await leaves('fern', 'monthly');
  shop.forward({ days: 100 });
  await sendTo('fern', { body: 'We have a new tea.' });
  const server = await startMailServer();
  const channel = createMailChannel(server.url);
  const [letter] = await letters();
  const item = await findOutboxItem(shop.db, MERCHANT, letter!.id);
  expect(await channel.deliver(await composeMail(shop.deps, { from: 'Garden shop <hello@garden.example>', replyTo: null }, item!))).toEqual(
    {
      kind: 'sent',
    },
  );
  channel.close();
  const headers = Object.fromEntries(server.mails[0]!.headerLines.map(({ key, line }) => [key, line.replaceAll(/\r?\n\s+/g, ' ')]));
  expect(headers['list-unsubscribe-post']).toBe('List-Unsubscribe-Post: List-Unsubscribe=One-Click');
  const path = /^List-Unsubscribe: <http:\/\/amends\.test(\/o\/[^>]+)>$/.exec(headers['list-unsubscribe'] ?? '')?.[1] ?? '';
  const isAllowed = async () => (await json(shop.get('/v1/customers/fern', shop.key()))).body.contactAllowed;
  expect([(await shop.get(path)).status, await isAllowed()]).toEqual([200, true]);
  const elsewhere = { origin: 'https://evil.example' };
  expect([(await shop.submit(path, {}, elsewhere)).status, await isAllowed()]).toEqual([403, true]);
  const oneClick = { 'List-Unsubscribe': 'One-Click' };
  expect((await shop.submit(`${path}x`, oneClick, elsewhere)).status).toBe(404);
  expect([(await shop.submit(path, oneClick, elsewhere)).status, await isAllowed()]).toEqual([204, false]);
});

test('strangers, readers and other merchants are kept out', async () => {
  await leaves('fern', 'monthly');
  const vera = await shop.signIn('Vera', 'viewer');
  const maya = await shop.signIn('Maya', 'agent');
  for (const path of [at, `${at}/fern/letter`, '/staff/keep-in-touch']) expect((await shop.get(path)).status).toBe(401);
  expect((await shop.post('/staff/keep-in-touch/letters', {}, maya.headers)).status).toBe(403);
  for (const [method, path] of [
    ['post', '/staff/keep-in-touch/fern/letter'],
    ['put', '/staff/keep-in-touch/fern/letter'],
  ] as const)
    expect((await shop[method](path, { subject: 'News', body: 'Hello.' }, vera.headers)).status).toBe(403);
  expect((await shop.get(`${at}/fern/letter`, shop.strangersKey())).status).toBe(404);
  expect((await shop.post(`${at}/fern/letter`, {}, shop.strangersKey())).status).toBe(404);
  expect((await json(shop.get(at, shop.strangersKey()))).body.items).toEqual([]);
});
