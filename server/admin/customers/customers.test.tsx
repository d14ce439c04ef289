import '../fixtures/window.ts';
import { cleanup, fireEvent, screen, waitFor } from '@testing-library/preact';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { leavePages, showPage } from '../fixtures/screen.tsx';
import { openStaffRoom, type StaffRoom } from '../fixtures/staff-room.ts';
import { customerCalls } from './customer-calls.ts';

let room: StaffRoom;
beforeAll(async () => {
  room = await openStaffRoom();
  const { shop } = room;
  const mrr = { amount: 5000, currency: 'EUR' };
  await shop.put('/v1/customers/c-1', { name: 'Fern Oakley', email: 'fern@oak.example', since: '2024-03-01', mrr }, shop.key());
  await shop.put('/v1/customers/c-2', { name: 'Gus Weber', contactAllowed: false }, shop.key());
  await shop.put('/v1/customers/c-2/legal-hold', { reason: 'A case at court.' }, shop.key());
  for (let i = 0; i < 60; i++) await shop.put(`/v1/customers/n-${i}`, { name: `Nobody ${i}` }, shop.key());
  const total = { amount: 1250, currency: 'EUR' };
  await shop.put('/v1/orders/o-1', { customer: 'c-1', at: '2026-01-05T10:00:00Z', total, range: 'Kettles' }, shop.key());
});
afterEach(leavePages);
afterAll(() => room.close());

function open(path: string, browser = room.maya()) {
  showPage(path, browser.send, { now: room.shop.now });
  return browser;
}
const calls = () => customerCalls(room.maya().client);

test('customers are listed a page at a time, and found by any part of their name', async () => {
  open('/admin/customers');
  await screen.findByRole('link', { name: 'Fern Oakley' });
  expect(screen.queryByRole('link', { name: 'Nobody 59' })).toBeNull();
  fireEvent.click(screen.getByRole('button', { name: 'Show more' }));
  await screen.findByRole('link', { name: 'Nobody 59' });
  const search = screen.getByLabelText<HTMLInputElement>('Name, e-mail or customer number');
  fireEvent.input(search, { target: { value: 'webe' } });
  fireEvent.submit(search.form!);
  await waitFor(() => expect(screen.queryByRole('link', { name: 'Fern Oakley' })).toBeNull());
  expect((await screen.findByRole('link', { name: 'Gus Weber' })).closest('tr')?.textContent).toContain('Legal hold');
  expect(location.search).toBe('?q=webe');
});

test('a customer’s page shows what they are worth with the formula, what they bought, and what must be known', async () => {
  open('/admin/customers/c-1');
  await screen.findByRole('heading', { name: 'Fern Oakley', level: 1 });
  const worth = screen.getByRole('heading', { name: 'What they are worth' }).closest('section')!;
  for (const words of ['€50.00', '€3,000.00', '€50.00 a month × 100 % margin × 60 months']) expect(worth.textContent).toContain(words);
  await screen.findByText('€12.50');
  cleanup();
  open('/admin/customers/c-2');
  await screen.findByText('A case at court.');
  await screen.findByText('Does not want to be contacted about anything else.');
});

test('the details are changed, and an amount that cannot be read is said at its field with nothing lost', async () => {
  open('/admin/customers/c-1');
  const plan = await screen.findByLabelText<HTMLInputElement>('Plan');
  const pays = screen.getByLabelText<HTMLInputElement>('Pays a month');
  fireEvent.input(plan, { target: { value: 'Kitchen garden' } });
  fireEvent.input(pays, { target: { value: 'a lot' } });
  fireEvent.submit(plan.form!);
  await waitFor(() => expect(pays.getAttribute('aria-invalid')).toBe('true'));
  expect(plan.value).toBe('Kitchen garden');
  fireEvent.input(pays, { target: { value: '34' } });
  fireEvent.submit(plan.form!);
  await screen.findByText('The details are saved.');
  expect(await calls().read('c-1')).toMatchObject({ plan: 'Kitchen garden', mrr: { amount: 3400, currency: 'EUR' }, name: 'Fern Oakley' });
});

test('a departure is recorded by hand, ended by a return, and taken back when it was a mistake', async () => {
  open('/admin/customers/c-1');
  const reason = await screen.findByLabelText<HTMLSelectElement>('Reason');
  fireEvent.input(screen.getByLabelText('Left on'), { target: { value: '2026-02-01' } });
  fireEvent.change(reason, { target: { value: 'cancel.too_expensive' } });
  fireEvent.submit(reason.form!);
  await screen.findByText('Still away');
  expect(await calls().departures('c-1')).toMatchObject([{ reason: 'cancel.too_expensive', returnedAt: null }]);
  const back = screen.getByLabelText<HTMLInputElement>('Came back on');
  fireEvent.input(back, { target: { value: '2026-02-10' } });
  fireEvent.submit(back.form!);
  await screen.findByText('Came back on February 10, 2026');

  const again = await screen.findByLabelText<HTMLInputElement>('Left on');
  fireEvent.input(again, { target: { value: '2026-03-01' } });
  fireEvent.submit(again.form!);
  fireEvent.click(await screen.findByRole('button', { name: 'They never left' }));
  fireEvent.click(await screen.findByText('They never left', { selector: 'dialog button' }));
  await screen.findByText('The departure is taken back.');
  await waitFor(() => expect(screen.queryByText('Left on March 1, 2026')).toBeNull());
});

test('somebody known only by mail is changed, not made a second time', async () => {
  await room.complain({ contact: { name: 'Ivy Green', email: 'ivy@green.example' } });
  const [ivy] = (await calls().list('ivy', null)).items;
  await calls().save(ivy!.id, { plan: 'Tea box' });
  expect((await calls().list('ivy', null)).items).toMatchObject([{ id: ivy!.id, plan: 'Tea box' }]);
});

test('who may only look changes nothing; an unknown customer is said to be unknown', async () => {
  open('/admin/customers/c-1', room.viktor());
  await screen.findByRole('heading', { name: 'Fern Oakley', level: 1 });
  expect(screen.queryByText('Edit the details')).toBeNull();
  expect(screen.queryByText('Record that they left')).toBeNull();
  cleanup();
  open('/admin/customers/nobody-at-all');
  await screen.findByText('There is no such customer.');
});
