import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createTestApp, type TestApp } from '../test-app.ts';

let shop: TestApp;
beforeAll(async () => {
  shop = await createTestApp({ currency: 'EUR', kinds: ['complaint', 'feedback', 'praise'] });
});
afterAll(async () => {
  expect(shop.failures).toEqual([]);
  await shop.close();
});

const FORM = '/s/pk_garden/complaint';
const keyIn = (page: string) => /name="key" value="([^"]+)"/.exec(page)?.[1] ?? '';
const caseBehind = async (location: string | null) => {
  const token = /^\/c\/(ct_[\w-]+)\/received$/.exec(location ?? '')?.[1] ?? '';
  const { number } = (await (await shop.get('/v1/public/case', shop.bearer(token))).json()) as { number: string };
  return (await shop.get(`/v1/cases/${number}`, shop.key())).json();
};

test('a complaint can be made without JavaScript, with everything the widget asks', async () => {
  const page = await (await shop.get(`${FORM}?order=1042&touchpoint=checkout`)).text();
  expect(page).toContain('value="1042"');
  expect(page).toContain('It never arrived');
  expect(page).not.toContain('It costs too much');

  const form = new FormData();
  const said = {
    key: keyIn(page),
    touchpoint: 'checkout',
    story: 'The kettle leaks.',
    reason: 'product.defective',
    order: '1042',
    where: 'Berlin',
    when: '2026-02-27',
    cost: '54.90',
    minutes: '30',
    name: 'Fern',
    email: 'fern@example.org',
    phone: '030 1234',
    'amount.refund.full': '54,90',
    website: '',
  };
  for (const [name, value] of Object.entries(said)) form.append(name, value);
  for (const asked of ['refund.full', 'apology']) form.append('asked', asked);
  form.append('feeling', 'annoyed');
  form.append('files', new File(['%PDF-1.7\n1 0 obj'], 'receipt.pdf'));
  const sent = await shop.submit(`${FORM}?locale=en`, form);

  expect(sent.status).toBe(303);
  expect(await caseBehind(sent.headers.get('location'))).toMatchObject({
    kind: 'complaint',
    story: 'The kettle leaks.',
    reason: 'product.defective',
    area: { touchpoint: 'checkout', order: '1042', shop: 'Berlin', happenedOn: '2026-02-27' },
    cost: { money: { amount: 5490, currency: 'EUR' }, minutes: 30, feelings: ['annoyed'] },
    asked: [{ remedy: 'refund.full', amount: { amount: 5490, currency: 'EUR' } }, { remedy: 'apology' }],
    customer: { name: 'Fern', email: 'fern@example.org', phone: '030 1234' },
    tags: [],
  });
});

test('the receipt gives the number, the link and the date of the answer', async () => {
  const sent = await shop.submit(FORM, { story: 'My kettle never arrived.' });
  const receipt = await (await shop.get(sent.headers.get('location') ?? '')).text();
  const { number } = await caseBehind(sent.headers.get('location'));
  expect(receipt).toContain('We have it');
  expect(receipt).toContain(number);
  expect(receipt).toMatch(/We answer by March \d/);
  expect(receipt).toMatch(/href="\/c\/ct_[\w-]+">http:\/\/amends\.test\/c\/ct_/);
});

test('pressing twice makes one case, with one file', async () => {
  const form = () => {
    const filled = new FormData();
    filled.set('key', 'key_twice');
    filled.set('story', 'Once is enough.');
    filled.set('files', new File(['the receipt'], 'receipt.txt'));
    return filled;
  };
  const [first, second] = [await shop.submit(FORM, form()), await shop.submit(FORM, form())];
  expect(second.headers.get('location')).toBe(first.headers.get('location'));
  const page = (await (await shop.get('/v1/cases?q=enough', shop.key())).json()) as { items: unknown[] };
  expect(page.items).toHaveLength(1);
});

test('going back and sending other words asks once more, and then takes them as new', async () => {
  await shop.submit(FORM, { key: 'key_back', story: 'The first story.' });
  const again = await shop.submit(FORM, { key: 'key_back', story: 'Another story.' });
  const page = await again.text();
  expect(again.status).toBe(409);
  expect(page).toContain('Another story.</textarea>');
  expect((await shop.submit(FORM, { key: keyIn(page), story: 'Another story.' })).status).toBe(303);
});

test('whatever is wrong is said at its field, and every word is still there', async () => {
  const answer = await shop.submit(`${FORM}?locale=de`, {
    story: '  ',
    reason: 'product.defective',
    asked: 'refund.full',
    'amount.refund.full': 'viel',
    email: 'fern@',
    when: 'gestern',
    minutes: '-3',
    order: '1042',
    name: 'Fern',
    feeling: 'angry',
  });
  const page = await answer.text();

  expect(answer.status).toBe(422);
  expect(page).toContain('<html lang="de"');
  for (const field of ['story', 'amount-refund-full', 'email', 'when', 'minutes']) expect(page).toContain(`<a href="#complaint-${field}">`);
  for (const kept of [
    'value="viel"',
    'value="fern@"',
    'value="1042"',
    'value="Fern"',
    '<option value="product.defective" selected>',
    'value="refund.full" checked',
    'value="angry" checked',
  ])
    expect(page).toContain(kept);
});

test('a story that is far too long is not cut but said to be too long', async () => {
  const answer = await shop.submit(FORM, { story: 'x'.repeat(20_001) });
  expect([answer.status, (await answer.text()).includes('at most 20,000 characters')]).toEqual([422, true]);
});

test.each([
  ['a reason that does not exist', { reason: 'made.up' }],
  ['a feeling nobody can have', { feeling: 'x'.repeat(80) }],
])('%s changes nothing', async (_, more) => {
  const answer = await shop.submit(FORM, { story: 'A made-up thing.', ...more } as Record<string, string>);
  expect([answer.status, (await answer.text()).includes('A made-up thing.</textarea>')]).toEqual([422, true]);
});

test('what only a robot fills in sets the story apart, and loses nothing', async () => {
  const sent = await shop.submit(FORM, { story: 'Buy cheap watches.', website: 'https://watches.example' });
  expect(await caseBehind(sent.headers.get('location'))).toMatchObject({ tags: ['suspicious'], story: 'Buy cheap watches.' });
});

test('feedback is owed an answer only when one is wanted', async () => {
  const plain = await shop.submit('/s/pk_garden/feedback', { story: 'A PDF manual would be nicer.' });
  expect(await caseBehind(plain.headers.get('location'))).toMatchObject({ kind: 'feedback', responseExpected: false });
  expect(await (await shop.get(plain.headers.get('location') ?? '')).text()).toContain('Thank you. We read everything.');
  const wanted = await shop.submit('/s/pk_garden/feedback', { story: 'May I have it as PDF?', answer: 'yes' });
  expect(await caseBehind(wanted.headers.get('location'))).toMatchObject({ responseExpected: true });
});

test('praise is taken too', async () => {
  const sent = await shop.submit('/s/pk_garden/praise', { story: 'Four floors, no tip.' });
  expect(await caseBehind(sent.headers.get('location'))).toMatchObject({ kind: 'praise', story: 'Four floors, no tip.' });
});

describe('the language', () => {
  test.each([
    ['is the link’s', '?locale=el', 'de', 'el'],
    ['is else the browser’s best that we speak', '', 'xx, nl;q=0.9, tr;q=0.8, de;q=0.3', 'tr'],
    ['is else the shop’s', '', 'xx', 'en'],
  ])('%s', async (_, query, accepted, expected) => {
    const page = await (await shop.get(`${FORM}${query}`, { 'accept-language': accepted })).text();
    expect(page).toContain(`<html lang="${expected}"`);
  });
});

test.each([
  ['an unknown shop', '/s/pk_nobody/complaint'],
  ['an unknown form', '/s/pk_garden/anything'],
  ['a form the shop does not want', '/s/pk_garden/cancel'],
])('%s is a page that says so', async (_, path) => {
  const answer = await shop.get(path);
  expect([answer.status, answer.headers.get('content-type')]).toEqual([404, 'text/html; charset=UTF-8']);
  expect((await shop.submit(path, { story: 'Hello' })).status).toBe(404);
});

test('a form sent from a page of somebody else is refused', async () => {
  expect((await shop.submit(FORM, { story: 'Hello' }, { origin: 'https://thief.example' })).status).toBe(403);
});

test('the shop’s own colour is used only as a colour, with a readable ink', async () => {
  const coloured = await createTestApp({ theme: { accent: '#ffcc00' } });
  const page = await (await coloured.get('/s/pk_garden/praise')).text();
  expect(page).toMatch(/<style nonce="[\w-]+">:root\{--accent:#ffcc00;--accent-ink:#000\}<\/style>/);
  await coloured.close();
  const odd = await createTestApp({ theme: { accent: 'red}</style><script>' } });
  expect(await (await odd.get('/s/pk_garden/praise')).text()).not.toContain('<style');
  await odd.close();
});

test('a form larger than all its files may be is refused', async () => {
  const answer = await shop.request(FORM, {
    method: 'POST',
    headers: { origin: shop.deps.publicUrl, 'content-type': 'text/plain', 'content-length': String(60 * 1024 * 1024) },
    body: 'x',
  });
  expect([answer.status, (await answer.text()).includes('The file is too large')]).toEqual([413, true]);
});
