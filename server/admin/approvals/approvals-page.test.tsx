import '../fixtures/window.ts';
import { fireEvent, screen, waitFor } from '@testing-library/preact';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import type { CaseView } from '#shared/contracts/case.ts';
import { leavePages, showPage } from '../fixtures/screen.tsx';
import { openStaffRoom, type StaffRoom } from '../fixtures/staff-room.ts';

let room: StaffRoom;
beforeAll(async () => {
  room = await openStaffRoom();
});
let waiting: CaseView;
beforeEach(async () => {
  waiting = await jonasAsks('Her second lost parcel.');
});
afterEach(async () => {
  leavePages();
  const { client } = room.jonas();
  const { items } = await client.get<{ items: { case: { id: string; version: number }; approval: { offerId: string } }[] }>(
    '/staff/approvals',
  );
  for (const one of items) await client.act('withdraw_approval', one.case.id, { version: one.case.version }, one.approval.offerId);
});
afterAll(() => room.close());

async function jonasAsks(note: string) {
  const { client } = room.jonas();
  const { id, version } = await client.findCase(await room.complain());
  const amount = { amount: 9990, currency: 'EUR' };
  return client.act('offer', id, { remedy: 'refund.full', amount, requestApproval: true, approvalNote: note, version });
}
const openApprovals = (browser = room.maya()) => showPage('/admin/approvals', browser.send, { now: room.shop.now, everyMs: 30 });
const now = () => room.maya().client.findCase(waiting.number);
const key = (letter: string) => fireEvent.keyDown(document.body, { key: letter });

test('what waits tells who asks, why it is above the limit, the loss, the customer and what others got', async () => {
  openApprovals();
  const card = await screen.findByRole('article');
  for (const words of [
    '€99.90',
    'Jonas wants to offer this',
    'more than they may give at once',
    'Her second lost parcel.',
    'Fern',
    'What comparable cases got',
    'Due in',
  ])
    expect(card.textContent).toContain(words);
});

test('a yes by keyboard sends the offer to the customer', async () => {
  openApprovals();
  await screen.findByRole('article');
  key('y');
  fireEvent.click(await screen.findByRole('button', { name: 'Approve and send' }));
  await screen.findByText('Nothing waits for a second person.');
  expect((await now()).offered).toMatchObject([{ state: 'open', money: { amount: 9990 } }]);
});

test('a no needs its reason, which the colleague reads', async () => {
  openApprovals();
  await screen.findByRole('article');
  key('r');
  const reason = await screen.findByLabelText<HTMLTextAreaElement>('Why not');
  expect(reason.required).toBe(true);
  fireEvent.input(reason, { target: { value: 'The carrier pays this.' } });
  fireEvent.submit(reason.form!);
  await screen.findByText('Nothing waits for a second person.');
  expect((await now()).approvals).toMatchObject([{ state: 'rejected', reason: 'The carrier pays this.' }]);
});

test('when the case changed meanwhile it says so, keeps the reason, and the next try goes through', async () => {
  const desk = openApprovals();
  await screen.findByRole('article');
  key('r');
  const reason = await screen.findByLabelText<HTMLTextAreaElement>('Why not');
  fireEvent.input(reason, { target: { value: 'Too much.' } });
  desk.live.stop(); // a slow line: the page hears of nothing
  await room.jonasSays(waiting.number, 'One more thing');
  fireEvent.submit(reason.form!);
  await screen.findByText(/Somebody else changed this case meanwhile/);
  expect(reason.value).toBe('Too much.');
  fireEvent.submit(reason.form!);
  await screen.findByText('Nothing waits for a second person.');
});

test('one’s own request waits for somebody else, and can be taken back', async () => {
  openApprovals(room.jonas());
  const card = await screen.findByRole('article');
  expect(card.textContent).toContain('Yours: waits for a second person');
  expect(screen.queryByRole('button', { name: 'Approve' })).toBeNull();
  fireEvent.click(screen.getByRole('button', { name: 'Take it back' }));
  fireEvent.click(await screen.findByText('Take it back', { selector: 'dialog button' }));
  await screen.findByText('Nothing waits for a second person.');
  expect((await now()).approvals).toMatchObject([{ state: 'withdrawn' }]);
});

test('another request appears by itself; whoever may only look answers none', async () => {
  openApprovals(room.viktor());
  await screen.findByRole('article');
  await jonasAsks('Another one.');
  await waitFor(() => expect(screen.getAllByRole('article')).toHaveLength(2));
  expect(screen.queryByRole('button', { name: 'Approve' })).toBeNull();
});
