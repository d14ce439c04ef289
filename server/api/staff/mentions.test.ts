import { afterAll, beforeAll, expect, test } from 'vitest';
import type { CaseView } from '#shared/contracts/case.ts';
import type { Mentions } from '#shared/contracts/mentions.ts';
import type { Counts } from '#shared/contracts/staff.ts';
import { createTestApp, lateKettle, PUBLIC_URL, SHOP_ORIGIN, type TestApp } from '../test-app.ts';

let shop: TestApp;
type Person = { id: string; headers: Record<string, string> };
let lena: Person;
let mats: Person;
let vera: Person;
let sven: Person;
beforeAll(async () => {
  shop = await createTestApp();
  lena = await shop.signIn('Lena', 'lead');
  mats = await shop.signIn('Mats', 'agent');
  vera = await shop.signIn('Vera', 'viewer');
  sven = await shop.signIn('Sven', 'lead', shop.stranger.merchantId);
});
afterAll(async () => {
  expect(shop.failures).toEqual([]);
  await shop.close();
});

async function openCase(): Promise<CaseView> {
  const { case: opened } = await (await shop.post('/v1/public/cases', lateKettle, { origin: SHOP_ORIGIN })).json();
  return (await shop.get(`/staff/cases/${opened.number}`, lena.headers)).json();
}
const note = (id: string, text: string, mentions: string[], by = lena) =>
  shop.post(`/staff/cases/${id}/notes`, { text, mentions }, by.headers);
const mentionsOf = async (who: Person): Promise<Mentions> => (await shop.get('/staff/mentions', who.headers)).json();
const countsOf = async (who: Person): Promise<Counts> => (await shop.get('/staff/counts', who.headers)).json();
const read = (body: object, who: Person) => shop.put('/staff/mentions/reading', body, who.headers);

test('a colleague named in a note finds it in their list until they have read it', async () => {
  const { id, number } = await openCase();
  await note(id, '@Mats do you know this carrier?', [mats.id]);
  expect(await mentionsOf(mats)).toEqual({
    unread: 1,
    items: [
      {
        note: expect.any(String),
        case: { id, number },
        customer: 'Fern',
        text: '@Mats do you know this carrier?',
        by: 'Lena',
        at: shop.now().toISOString(),
        readAt: null,
      },
    ],
  });
  expect(await (await read({ case: id }, mats)).json()).toMatchObject({ unread: 0, items: [{ readAt: shop.now().toISOString() }] });
});

test('only colleagues can be named, nobody is told of their own note, and nobody sees another’s list', async () => {
  const { id } = await openCase();
  const after = (await (await note(id, '@Lena @Vera @Sven', [lena.id, vera.id, sven.id, 'nobody'])).json()) as CaseView;
  expect(after.notes.at(-1)?.mentions?.toSorted()).toEqual([lena.id, vera.id].toSorted());
  expect((await mentionsOf(lena)).items).toEqual([]);
  expect((await mentionsOf(sven)).items).toEqual([]);
  expect(await mentionsOf(vera)).toMatchObject({ unread: 1, items: [{ case: { id } }] });
});

test('everything can be marked as read at once', async () => {
  const [first, second] = [await openCase(), await openCase()];
  await note(first.id, '@Mats one', [mats.id]);
  await note(second.id, '@Mats two', [mats.id]);
  expect((await mentionsOf(mats)).unread).toBe(2);
  expect(await countsOf(mats)).toMatchObject({ mentions: 2 });
  expect(await (await read({}, mats)).json()).toMatchObject({ unread: 0 });
  expect(await countsOf(mats)).toMatchObject({ mentions: 0 });
});

test('a note that is erased with its person is not shown in anybody’s list', async () => {
  const { id } = await openCase();
  await note(id, '@Vera Fern’s neighbour took the parcel', [vera.id]);
  await shop.remove(`/staff/cases/${id}/person`, undefined, lena.headers);
  const { customer } = (await (await shop.get(`/staff/cases/${id}`, lena.headers)).json()) as CaseView;
  if (customer.id) await shop.remove(`/staff/customers/${customer.id}`, undefined, lena.headers);
  const mine = (await mentionsOf(vera)).items.find((one) => one.case.id === id);
  expect(mine?.text).toBe('');
});

test('a stranger reads nothing, and another shop’s case is not there', async () => {
  const { id } = await openCase();
  expect((await shop.get('/staff/mentions')).status).toBe(401);
  expect((await shop.put('/staff/mentions/reading', {}, { origin: PUBLIC_URL })).status).toBe(401);
  expect((await read({ case: id }, sven)).status).toBe(404);
});
