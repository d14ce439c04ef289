import '../fixtures/window.ts';
import { cleanup, fireEvent, screen, waitFor, within } from '@testing-library/preact';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { lateKettle, SHOP_ORIGIN } from '#server/api/test-app.ts';
import { leavePages, showPage } from '../fixtures/screen.tsx';
import { openStaffRoom, type StaffRoom } from '../fixtures/staff-room.ts';

let room: StaffRoom;
let number: string;

async function fernComplains(over: object = {}): Promise<string> {
  const { shop } = room;
  const identityToken = await shop.identityToken({ sub: 'fern', email: 'fern@example.org', name: 'Fern' });
  const opened = await shop.post('/v1/public/cases', { ...lateKettle, identityToken, ...over }, { origin: SHOP_ORIGIN });
  return ((await opened.json()) as { case: { number: string } }).case.number;
}
beforeAll(async () => {
  room = await openStaffRoom();
  const { shop } = room;
  await shop.put(
    '/v1/customers/fern',
    {
      name: 'Fern',
      since: '2021-03-01',
      plan: 'Tea club',
      mrr: { amount: 2500, currency: 'EUR' },
      segment: 'regular',
      tags: ['loyal'],
      contactAllowed: false,
    },
    shop.key(),
  );
  await shop.put(
    '/v1/orders/1042',
    { customer: 'fern', at: '2026-02-20T10:00:00.000Z', total: { amount: 5490, currency: 'EUR' }, range: 'Kettles' },
    shop.key(),
  );
  await shop.put('/v1/customers/fern/legal-hold', { reason: 'A claim at court' }, shop.key());
  await shop.put('/v1/settings/clocks', { legalProfile: 'uk_fca' }, { ...shop.key(), 'if-match': '"0"' });

  const solved = await fernComplains({ story: 'My first kettle never arrived either.' });
  const { client } = room.maya();
  const { id, version } = await client.findCase(solved);
  const offered = await client.act('offer', id, { remedy: 'refund.full', amount: { amount: 4000, currency: 'EUR' }, version });
  const agreed = await client.act(
    'accept',
    id,
    { answer: 'accepted', note: 'On the phone.', version: offered.version },
    offered.offered[0]!.id,
  );
  await client.act('fulfil', id, { proof: { kind: 'text', text: 'Sent back' }, version: agreed.version });
  shop.forward({ days: 8 });
  number = await fernComplains({ cost: { money: { amount: 5490, currency: 'EUR' } } });
});
afterEach(() => {
  leavePages();
  localStorage.clear();
});
afterAll(() => room.close());

async function openCase(which = number, browser = room.maya()) {
  const desk = showPage(`/admin/cases/${which}`, browser.send, { now: room.shop.now, everyMs: 30 });
  await screen.findByRole('region', { name: 'Asked, offered, agreed' });
  return desk;
}
const region = (name: string) => screen.getByRole('region', { name });

test('beside the case stands who they are, what they pay, since when, and what must be known before writing', async () => {
  await openCase();
  const card = region('Customer').textContent;
  for (const words of [
    'Fern',
    '€25.00',
    '5 years',
    'Tea club',
    'regular',
    'loyal',
    'Does not want to be contacted',
    'Legal hold: A claim at court',
  ])
    expect(card).toContain(words);
});

test('what they are worth and what they bought comes from their orders and what they pay', async () => {
  await openCase();
  expect((await screen.findByRole('region', { name: 'What they are worth' })).textContent).toContain('Lost if they leave');
  expect((await screen.findByText('1042')).closest('li')!.textContent).toContain('€54.90');
});

test('the days of the law stand beside the clocks, and say that they are no legal advice', async () => {
  await openCase();
  const clocks = region('Clocks').textContent;
  for (const words of ['Offer or decision', 'United Kingdom, FCA complaints rules', 'Final answer by', 'no legal advice'])
    expect(clocks).toContain(words);
});

test('while we wait for the customer’s answer the clock of the decision says that it stands still', async () => {
  const asked = await fernComplains({ story: 'The lid is missing.' });
  const { client } = room.jonas();
  const { id, version } = await client.findCase(asked);
  await client.act('ask', id, { text: 'Which lid?', version });
  await openCase(asked);
  expect(within(region('Clocks')).getByText('Offer or decision').parentElement!.textContent).toContain('Paused');
});

test('everything that happened with the customer can be unfolded, over all their cases', async () => {
  await openCase();
  const heading = await screen.findByRole('heading', { name: 'All that happened with them' });
  const fold = heading.closest('details')!;
  fold.open = true;
  fireEvent(fold, new Event('toggle'));
  await waitFor(() => expect(fold.textContent).toContain('Offer made'));
  expect(within(fold).getAllByRole('link').length).toBeGreaterThan(0);
  expect(fold.textContent).toContain('this case');
});

test('the list one came from stays beside the case, with the case marked in it', async () => {
  const desk = await openCase();
  const list = screen.getByRole('navigation', { name: 'Cases in the list' });
  await waitFor(() => expect(within(list).getByRole('link', { current: 'page' }).getAttribute('href')).toBe(`/admin/cases/${number}`));
  expect(desk.inbox.current.value).toBe(desk.openFile(number).view.value?.id);
});

test('what was agreed is compared with what was asked for', async () => {
  const { client } = room.maya();
  const short = await fernComplains({ story: 'It is dented.' });
  const { id, version } = await client.findCase(short);
  const offered = await client.act('offer', id, { remedy: 'refund.full', amount: { amount: 4000, currency: 'EUR' }, version });
  await client.act('accept', id, { answer: 'accepted', note: 'On the phone.', version: offered.version }, offered.offered[0]!.id);
  await openCase(short);
  expect(region('Asked, offered, agreed').textContent).toContain('€14.90 less than was asked for.');
});

/** Everything here goes over the wire and through the database. */
const SLOW = { timeout: 10_000 };
test('colleagues are told who looks at a case, who writes on it, and that they left', async () => {
  const desk = await openCase();
  const states = async () => (await room.shop.db.read('select state from presence')).map(({ state }) => state);
  await waitFor(async () => expect(await states()).toEqual(['looking']), SLOW);
  fireEvent.input(screen.getByLabelText('Your answer'), { target: { value: 'Dear Fern' } });
  await waitFor(async () => expect(await states()).toEqual(['writing']), SLOW);
  cleanup();
  await waitFor(async () => expect(await states()).toEqual([]), SLOW);
  expect(desk.openFile(number).draft.isEmpty()).toBe(false);
});

test('a case that is not there says so, and offers to try again and the way back', async () => {
  showPage('/admin/cases/ZZZ-ZZZ', room.maya().send, { now: room.shop.now, everyMs: 30 });
  await screen.findByRole('heading', { name: 'This case cannot be shown' });
  expect(screen.getByRole('button', { name: 'Try again' })).toBeTruthy();
  expect(screen.getByRole('link', { name: 'Back to the inbox' })).toBeTruthy();
});

test('how somebody left, where it was and what a program did are said in words, not in ids', async () => {
  const { shop } = room;
  const identityToken = await shop.identityToken({ sub: 'ivy', email: 'ivy@example.org', name: 'Ivy' });
  const asked = { siteKey: 'pk_garden', identityToken, touchpoint: 'account' };
  const { cancellation } = (await (await shop.post('/v1/public/cancellations', asked)).json()) as {
    cancellation: { id: string; token: string };
  };
  const put = (noun: string, body: object) =>
    shop.put(`/v1/public/cancellations/${cancellation.id}/${noun}`, body, shop.bearer(cancellation.token));
  await put('answer', { reason: 'cancel.unused', probe: 'for_now', showOffer: false });
  await put('outcome', { outcome: 'cancelled', keepInTouch: { how: 'email', how_often: 'quarterly' } });
  const { items } = await room.maya().client.listCases({ kind: 'cancellation' });
  const { id, number: left } = items[0]!;
  expect((await shop.post(`/v1/cases/${id}/notes`, { text: 'Seen by the till.' }, shop.key())).status).toBe(200);
  await openCase(left);
  const facts = screen.getByRole('region', { name: /^What happened/ }).textContent;
  for (const words of ['Account', 'For now', 'By e-mail, once a quarter']) expect(facts).toContain(words);
  const history = screen.getByRole('heading', { name: 'History' }).closest('details')!;
  await waitFor(() => expect(history.textContent).toContain('Note addedA program with a secret key'));
});
