import '../fixtures/window.ts';
import { fireEvent, screen, waitFor, within } from '@testing-library/preact';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { day } from '../words/dates.ts';
import { leavePages, showPage } from '../fixtures/screen.tsx';
import { openStaffRoom, type StaffRoom } from '../fixtures/staff-room.ts';

let room: StaffRoom;
beforeEach(async () => {
  room = await openStaffRoom();
});
afterEach(async () => {
  leavePages();
  await room.close();
});

function openPage(browser = room.maya()) {
  showPage('/admin/rescue/keep-in-touch', browser.send, { now: room.shop.now, everyMs: 60_000 });
  return browser;
}
async function leaves(name: string) {
  const { shop } = room;
  const identityToken = await shop.identityToken({ sub: name, email: `${name.toLowerCase()}@example.org`, name });
  const { cancellation } = (await (await shop.post('/v1/public/cancellations', { siteKey: 'pk_garden', identityToken })).json()) as {
    cancellation: { id: string; token: string };
  };
  const put = (noun: string, body: object) =>
    shop.put(`/v1/public/cancellations/${cancellation.id}/${noun}`, body, shop.bearer(cancellation.token));
  await put('answer', { reason: 'cancel.low_quality', showOffer: false });
  await put('outcome', { outcome: 'cancelled', keepInTouch: { how: 'email', how_often: 'monthly' } });
}
const lids = { title: 'Lids leak', reasons: ['cancel.low_quality'], fix: 'a new seal', status: 'fixed' };
async function twoAreDue() {
  await leaves('Fern');
  await leaves('Ada');
  room.shop.forward({ days: 90 });
  await room.shop.post('/v1/problem-areas', lids, room.shop.key());
}
const mails = async () =>
  (await room.shop.db.read("select data from outbox where topic = 'outreach'")).map(
    ({ data }) => JSON.parse(String(data)) as { to: string; values: { text: string } },
  );
async function openLetter(name: string) {
  const card = (await screen.findByRole('heading', { name })).closest('article')!;
  const letter = card.querySelector('details')!;
  letter.open = true;
  fireEvent(letter, new Event('toggle'));
  return { card, field: await within(card).findByLabelText<HTMLTextAreaElement>('Letter') };
}

test('where nobody is due it says so, and who allowed letters can be looked at with the day of the next one', async () => {
  await leaves('Fern');
  openPage();
  await screen.findByText('No letter is due.');
  fireEvent.change(screen.getByLabelText('Show'), { target: { value: '' } });
  const card = (await screen.findByRole('heading', { name: 'Fern' })).closest('article')!;
  expect(card.textContent).toContain('Letters once a month at most');
  expect(card.textContent).toContain(`Due on ${day('2026-04-02T12:00:00.000Z')}`);
  await openLetter('Fern');
  expect(within(card).queryByRole('button', { name: 'Send this letter' })).toBe(null);
});

test('a letter is read, changed and sent; what was typed survives a broken wire', async () => {
  await twoAreDue();
  const browser = openPage();
  const { card, field } = await openLetter('Fern');
  expect(field.value).toContain('Lids leak: a new seal');
  fireEvent.input(field, { target: { value: 'Dear Fern, the lid holds.' } });
  browser.wire.isCut = true;
  fireEvent.click(within(card).getByRole('button', { name: 'Send this letter' }));
  expect((await within(card).findByRole('alert')).textContent).toContain('The server did not answer');
  expect(field.value).toBe('Dear Fern, the lid holds.');
  expect(await mails()).toEqual([]);
  browser.wire.isCut = false;
  fireEvent.click(within(card).getByRole('button', { name: 'Send this letter' }));
  await within(card).findByText('Contacted a short time ago');
  expect(await mails()).toMatchObject([{ to: 'fern@example.org', values: { text: 'Dear Fern, the lid holds.' } }]);
  expect(document.activeElement).toBe(within(card).getByRole('heading', { name: 'Fern' }));
});

test('all that are due are counted first, and sent when it is confirmed', async () => {
  await twoAreDue();
  openPage();
  fireEvent.click(await screen.findByRole('button', { name: 'Send all that are due' }));
  await screen.findByRole('heading', { name: 'Send 2 letters?' });
  expect(await mails()).toEqual([]);
  fireEvent.click(screen.getByRole('button', { name: 'Send now' }));
  await screen.findByText('No letter is due.');
  expect((await mails()).map(({ to }) => to).toSorted()).toEqual(['ada@example.org', 'fern@example.org']);
});

test('who may only look reads letters and cannot send them', async () => {
  await twoAreDue();
  openPage(room.viktor());
  const { card, field } = await openLetter('Fern');
  expect(field.readOnly).toBe(true);
  await waitFor(() => expect(within(card).queryByText('Loading…')).toBe(null));
  expect(screen.queryByRole('button', { name: /^Send/ })).toBe(null);
});
