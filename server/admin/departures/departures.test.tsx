import '../fixtures/window.ts';
import { fireEvent, screen, waitFor, within } from '@testing-library/preact';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import type { DepartureView } from '#shared/contracts/departures.ts';
import { leavePages, showPage } from '../fixtures/screen.tsx';
import { openStaffRoom, type StaffRoom } from '../fixtures/staff-room.ts';
import { addressOfRescue, searchOf } from './register.ts';

let room: StaffRoom;
beforeAll(async () => {
  room = await openStaffRoom();
  const { shop } = room;
  const people = [
    { id: 'c-1', name: 'Fern', cents: 5000, at: '2026-02-01', reason: 'cancel.too_expensive' },
    { id: 'c-2', name: 'Gus', cents: 2000, at: '2026-02-03', reason: 'cancel.moved' },
    { id: 'c-3', name: 'Ivy', cents: 900, at: '2026-02-05', reason: 'cancel.low_quality' },
  ];
  for (const { id, name, cents, at, reason } of people) {
    await shop.put(`/v1/customers/${id}`, { name, mrr: { amount: cents, currency: 'EUR' } }, shop.key());
    await shop.put(`/v1/customers/${id}/departure`, { at, reason }, shop.key());
  }
});
afterEach(leavePages);
afterAll(() => room.close());

function open(path: string, browser = room.maya()) {
  showPage(path, browser.send, { now: room.shop.now });
  return browser;
}
const register = async (search = '') => (await room.maya().client.get<{ items: DepartureView[] }>(`/staff/departures${search}`)).items;
const rowOf = async (name: string) => (await screen.findByRole('link', { name })).closest('li')!;

test('the register names who left, when, why, how, and what it costs a month and over a lifetime', async () => {
  open('/admin/departures');
  const row = await rowOf('Fern');
  for (const words of [
    'February 1, 2026',
    'It costs too much',
    'Told by hand or by a program',
    '€50.00 a month',
    'over a lifetime',
    'Could have been kept',
  ])
    expect(row.textContent).toContain(words);
});

test('what it is narrowed by stands in the address, and goes with the table and the rescue', async () => {
  open('/admin/departures?segment=avoidable&value=10');
  await rowOf('Fern');
  expect(screen.queryByRole('link', { name: 'Gus' })).toBeNull();
  expect(screen.queryByRole('link', { name: 'Ivy' })).toBeNull();
  fireEvent.change(screen.getByLabelText('Could it be avoided'), { target: { value: 'unavoidable' } });
  await rowOf('Gus');
  expect(location.search).toContain('segment=unavoidable');
  expect(screen.getByRole<HTMLAnchorElement>('link', { name: 'Download as CSV' }).getAttribute('href')).toBe(
    '/staff/departures/register.csv?segment=unavoidable&valueAtLeast=1000',
  );
  expect(screen.getByRole('link', { name: 'Plan a rescue with these' }).getAttribute('href')).toBe('/admin/rescue/new?avoidable=false');
});

test('the last day of a period counts, and a rescue begins with the same people', () => {
  expect(searchOf({ from: '2026-02-01', to: '2026-02-28' }).toString()).toBe('from=2026-02-01&to=2026-03-01');
  expect(addressOfRescue({ from: '2026-02-01', to: '2026-02-28', reason: 'cancel.moved', way: 'import' })).toBe(
    '/admin/rescue/new?leftFrom=2026-02-01&leftTo=2026-02-28&reasons=cancel.moved&ways=import',
  );
});

test('one tap and a reason decide, and show who decided', async () => {
  open('/admin/departures');
  const row = await rowOf('Fern');
  fireEvent.click(within(row).getByRole('button', { name: 'Not right for us' }));
  const why = await screen.findByLabelText<HTMLTextAreaElement>('Why');
  expect(why.required).toBe(true);
  fireEvent.input(why, { target: { value: 'Wants what we do not make.' } });
  fireEvent.submit(why.form!);
  await waitFor(() => expect(row.textContent).toContain('Wants what we do not make.'));
  expect(row.textContent).toContain('Maya');
  expect((await register('?decision=not_right_for_us')).map(({ customer }) => customer.name)).toEqual(['Fern']);
});

test('many are decided at once', async () => {
  open('/admin/departures?decision=none');
  fireEvent.click(await screen.findByLabelText('Choose Gus'));
  fireEvent.click(await screen.findByLabelText('Choose Ivy'));
  const bulk = await screen.findByRole('group', { name: 'Decide about the chosen' });
  fireEvent.click(within(bulk).getByRole('button', { name: 'Call' }));
  const why = await screen.findByLabelText<HTMLTextAreaElement>(/^Why/);
  expect(why.closest('dialog')?.textContent).toContain('Ivy and Gus');
  fireEvent.submit(why.form!);
  await screen.findByText('2 departures are decided.');
  expect((await register('?decision=call')).map(({ customer }) => customer.name)).toEqual(['Ivy', 'Gus']);
});

test('who may only look decides nothing', async () => {
  open('/admin/departures', room.viktor());
  await rowOf('Fern');
  expect(screen.queryByRole('button', { name: 'Call' })).toBeNull();
  expect(screen.queryByRole('checkbox')).toBeNull();
});

test('when the server does not answer it says so, and tries again', async () => {
  const browser = room.maya();
  open('/admin/departures', browser);
  await rowOf('Fern');
  browser.wire.isCut = true;
  fireEvent.change(screen.getByLabelText('Came back'), { target: { value: 'false' } });
  await screen.findByText(/The server did not answer/);
  browser.wire.isCut = false;
  fireEvent.click(screen.getByRole('button', { name: 'Try again' }));
  expect((await rowOf('Fern')).textContent).toContain('€50.00');
});
