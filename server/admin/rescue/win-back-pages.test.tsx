import '../fixtures/window.ts';
import { cleanup, configure, fireEvent, screen, waitFor, within } from '@testing-library/preact';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import type { CallView } from '#shared/contracts/rescue.ts';
import { leavePages, showPage } from '../fixtures/screen.tsx';
import { openStaffRoom, type StaffRoom } from '../fixtures/staff-room.ts';

configure({ asyncUtilTimeout: 15_000 }); // A busy machine is slow, not wrong.

let room: StaffRoom;
let calls: CallView[];
beforeAll(async () => {
  room = await openStaffRoom();
  const { shop } = room;
  const leave = async (name: string) => {
    const path = `/v1/customers/${name.toLowerCase()}`;
    await shop.put(path, { name, email: `${name.toLowerCase()}@home.example`, phone: '+49 30 1', since: '2024-01-01' }, shop.key());
    const left = {
      at: '2026-01-20',
      reason: 'cancel.low_quality',
      reasonText: 'The lid leaked.',
      revenue: { amount: 9000, currency: 'EUR' },
    };
    await shop.put(`${path}/departure`, left, shop.key());
  };
  for (const name of ['Rosa', 'Tomas', 'Ines']) await leave(name);
  const { client } = room.maya();
  const body = { name: 'March', from: '2026-03-02', to: '2026-03-29', controlShare: 0 };
  const { id } = await client.send<{ id: string }>('POST', '/staff/rescue-cycles', body);
  ({ items: calls } = await client.get<{ items: CallView[] }>(`/staff/rescue-cycles/${id}/calls`));
  await shop.put('/v1/customers/ines', { contactAllowed: false }, shop.key());
  await leave('Olga'); // nobody plans to call her
});
afterEach(leavePages);
afterAll(() => room.close());

function open(path: string, browser = room.maya()) {
  showPage(`/admin/rescue${path}`, browser.send, { now: room.shop.now, everyMs: 1000 });
  return browser;
}
const callTo = (name: string) => calls.find(({ customer }) => customer.name === name)!;
const sheetOf = (name: string) => `/${callTo(name).cycle}/calls/${callTo(name).id}`;

test('whoever no longer wants to be called is not called, and the sheet says why', async () => {
  open(sheetOf('Ines'));
  await screen.findByText('This customer does not want to be contacted.', { exact: false });
  expect(screen.queryByRole('link', { name: /^Call \+49/ })).toBeNull();
  expect(screen.queryByRole('button', { name: 'Reached' })).toBeNull();
  screen.getByRole('button', { name: 'Wants no contact' });
});

test('what was said back and not confirmed is kept as a note, never as their word', async () => {
  const browser = open(sheetOf('Rosa'));
  fireEvent.click(await screen.findByRole('button', { name: /Say it back/ }));
  fireEvent.input(screen.getByLabelText('What you said back'), { target: { value: 'The lid leaked.' } });
  fireEvent.click(screen.getByRole('button', { name: 'Reached' }));
  await screen.findByRole('heading', { name: 'Outcome: Reached' });
  const kept = await browser.client.get<CallView>(`/staff/calls/${callTo('Rosa').id}`);
  expect(kept).toMatchObject({ outcome: 'reached', saidBack: null, note: 'Understood, not yet confirmed: The lid leaked.' });
});

test('when the line breaks, what was written stays and the next tap goes through', async () => {
  const browser = open(sheetOf('Tomas'));
  fireEvent.click(await screen.findByRole('button', { name: /Write it down/ }));
  fireEvent.input(screen.getByLabelText('In their words'), { target: { value: 'Call again in May.' } });
  browser.wire.isCut = true;
  fireEvent.click(screen.getByRole('button', { name: 'Later' }));
  await screen.findAllByText('The server did not answer.', { exact: false });
  expect(screen.getByLabelText<HTMLTextAreaElement>('In their words').value).toBe('Call again in May.');
  browser.wire.isCut = false;
  fireEvent.click(screen.getByRole('button', { name: 'Later' }));
  await screen.findByText(/^Planned again for (?:16 March|March 16,) 2026\.$/);
  expect(browser.sent.at(-1)?.body).toMatchObject({ outcome: 'later', note: 'Call again in May.' });
});

test('when a problem is put right, the letters are seen first, those left out stand there with why, and a yes sends them', async () => {
  open('/problems/new');
  fireEvent.input(await screen.findByLabelText('What goes wrong'), { target: { value: 'Lids leak' } });
  const reasons = screen.getByLabelText('Reasons that belong to it');
  await waitFor(() => expect(reasons.querySelector('option[value="cancel.low_quality"]')).not.toBeNull());
  fireEvent.change(reasons, { target: { value: 'cancel.low_quality' } });
  fireEvent.input(screen.getByLabelText(/^What is done about it/), { target: { value: 'New lids since March.' } });
  fireEvent.change(screen.getByLabelText('How it stands'), { target: { value: 'fixed' } });
  fireEvent.click(screen.getByRole('button', { name: 'Save' }));
  fireEvent.click(await screen.findByRole('button', { name: 'Draft the letters' }));
  const out = await screen.findByText('Left out, and why');
  expect(out.closest('details')?.textContent).toContain('InesDo not want to be contacted');
  fireEvent.click(screen.getByText('Olga'));
  expect(screen.getByLabelText<HTMLTextAreaElement>('Letter').value).toContain('New lids since March.');
  fireEvent.click(screen.getByRole('button', { name: 'Send 1 letter' }));
  fireEvent.click(within(await screen.findByRole('dialog')).getByRole('button', { name: 'Send now' }));
  await screen.findByText('1 told');
  screen.getByText('Who came back after being told');
});

test('those chosen among the departed are chosen here too', async () => {
  open('/new?avoidable=false&reasons=cancel.moved&leftFrom=2026-01-01');
  await screen.findByText('0 calls');
  expect(screen.getByLabelText<HTMLSelectElement>('Could it have been avoided?').value).toBe('no');
  expect(screen.getByLabelText<HTMLInputElement>('Left on or after').value).toBe('2026-01-01');
  screen.getByText('Reasons: 1 chosen');
});

test('who may only look plans nothing and takes no call', async () => {
  open('', room.viktor());
  await screen.findByText('March');
  expect(screen.queryByRole('link', { name: 'Plan a cycle' })).toBeNull();
  cleanup();
  open(sheetOf('Tomas'), room.viktor());
  await screen.findByRole('heading', { name: 'Tomas', level: 1 });
  expect(screen.queryByRole('button', { name: 'Reached' })).toBeNull();
});
