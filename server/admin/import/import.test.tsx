import '../fixtures/window.ts';
import { cleanup, fireEvent, screen, waitFor } from '@testing-library/preact';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { leavePages, showPage } from '../fixtures/screen.tsx';
import { openStaffRoom, type StaffRoom } from '../fixtures/staff-room.ts';

let room: StaffRoom;
beforeAll(async () => {
  room = await openStaffRoom();
});
afterEach(leavePages);
afterAll(() => room.close());

function open(path: string, browser = room.maya()) {
  showPage(path, browser.send, { now: room.shop.now });
  return browser;
}
const count = async (table: string) => Number((await room.shop.db.read(`select count(*) as n from ${table}`))[0]?.n);

async function choose(kind: string, name: string, lines: string[]) {
  fireEvent.click(await screen.findByRole('radio', { name: new RegExp(`^${kind}`) }));
  const field = screen.getByLabelText('Drag a CSV or NDJSON file here, or choose it.');
  fireEvent.change(field, { target: { files: [new File([lines.join('\n')], name, { type: 'text/csv' })] } });
  await screen.findByRole('heading', { name: 'What the columns mean' });
}
const send = () => fireEvent.submit(screen.getByRole('button', { name: 'Import this file' }).closest('form')!);
const figure = (name: string) => screen.getByText(name, { selector: 'dt' }).nextElementSibling?.textContent;

test('a table of customers comes in: columns are suggested, the currency is said once, and bad lines can be taken home', async () => {
  open('/admin/import');
  await choose('Customers', 'people.csv', ['Customer ID,Full name,Monthly charges', 'c-1,Fern,53.85', 'c-2,Gus,much', 'c-3,Ivy,10']);
  expect(screen.getByLabelText<HTMLSelectElement>('Name').value).toBe('Full name');
  expect(screen.getByRole('region', { name: 'Table of the first lines' }).textContent).toContain('53.85');
  fireEvent.change(screen.getByLabelText('Currency'), { target: { value: '=' } });
  fireEvent.input(screen.getByLabelText('Currency, the same for every line'), { target: { value: 'USD' } });
  send();
  await screen.findByText('1 line could not be taken.');
  await waitFor(() => expect(figure('Written')).toBe('2'));
  expect(figure('Read')).toBe('3');
  const fern = await (await room.shop.get('/v1/customers/c-1', room.shop.key())).json();
  expect(fern).toMatchObject({ name: 'Fern', mrr: { amount: 5385, currency: 'USD' } });
  const row = (await screen.findByRole('cell', { name: 'Monthly charges' })).closest('tr')!;
  expect([...row.cells].map(({ textContent }) => textContent)).toEqual([
    '3',
    'Monthly charges',
    expect.stringMatching(/^“much” is no amount\..* customer\.invalid_amount$/),
  ]);
  const link = screen.getByRole<HTMLAnchorElement>('link', { name: 'Download the rejected lines as CSV' });
  const rejected = await (await room.maya().send(link.getAttribute('href')!, {})).text();
  expect(rejected).toContain('3,Monthly charges,customer.invalid_amount');
});

test('of many bad lines the first hundred are shown, the next when asked for; old ones are no longer there', async () => {
  const { shop } = room;
  open('/admin/import');
  await choose('Customers', 'many.csv', ['externalId,email', ...Array.from({ length: 130 }, (_, i) => `m-${i},nonsense`)]);
  send();
  await screen.findByText('130 lines could not be taken.');
  const lines = () => screen.getAllByRole('row').slice(1);
  await waitFor(() => expect(lines()).toHaveLength(100));
  fireEvent.click(screen.getByRole('button', { name: 'Show more' }));
  await waitFor(() =>
    expect(lines().map((row) => row.querySelector('td')?.textContent)).toEqual(Array.from({ length: 130 }, (_, i) => String(i + 2))),
  );
  expect(screen.queryByRole('button', { name: 'Show more' })).toBeNull();
  const address = location.pathname;
  cleanup();
  await shop.db.write([{ sql: 'delete from rejected_lines', args: [] }]);
  open(address);
  await screen.findByText('The lines themselves are no longer kept.');
});

test('what a column meant is remembered for the next file of the kind', async () => {
  open('/admin/import');
  await choose('Customers', 'people.csv', ['Customer ID,Full name,Nickname', 'c-1,Fern,Fernie']);
  fireEvent.change(screen.getByLabelText('Name'), { target: { value: 'Nickname' } });
  send();
  await waitFor(() => expect(figure('Written')).toBe('1'));
  cleanup();
  open('/admin/import');
  await choose('Customers', 'more-people.csv', ['Customer ID,Full name,Nickname', 'c-9,Ida,Idi']);
  await screen.findByText('As you read a file with these columns the last time.');
  expect(screen.getByLabelText<HTMLSelectElement>('Name').value).toBe('Nickname');
});

test('reasons of those who left are suggested, and count once somebody confirms them; the rest stays other', async () => {
  const { shop } = room;
  for (const id of ['t-1', 't-2', 't-3']) await shop.put(`/v1/customers/${id}`, { name: id }, shop.key());
  open('/admin/import');
  await choose('Departures', 'left.csv', ['CustomerID,Churn Reason,Churn Value', 't-1,Price too high,1', 't-2,Zzyzx,1', 't-3,Moved,0']);
  expect(screen.getByText('Still needed: Date.')).toBeTruthy();
  expect(screen.getByRole<HTMLButtonElement>('button', { name: 'Import this file' }).disabled).toBe(true);
  fireEvent.change(screen.getByLabelText(/^Date/), { target: { value: '=' } });
  fireEvent.input(screen.getByLabelText('Date, the same for every line'), { target: { value: '2026-02-01' } });
  fireEvent.change(screen.getByLabelText('Column'), { target: { value: 'Churn Value' } });
  fireEvent.input(screen.getByLabelText('Value'), { target: { value: '1' } });
  fireEvent.click(screen.getByRole('button', { name: 'Look at the reasons in the file' }));
  const price = await screen.findByLabelText<HTMLSelectElement>(/Price too high/);
  expect(price.value).toBe('cancel.too_expensive');
  expect(screen.getByLabelText<HTMLSelectElement>(/Zzyzx/).value).toBe('');
  expect(screen.queryByLabelText(/Moved/)).toBeNull();
  fireEvent.click(screen.getByRole('button', { name: 'Confirm 1 reason' }));
  await screen.findByText('1 reason is confirmed.');
  send();
  await waitFor(() => expect(figure('Written')).toBe('2'));
  expect(figure('Left out')).toBe('1');
  const rows = await shop.db.read('select reason, reason_text from departures order by reason_text');
  expect(rows.map(({ reason, reason_text }) => [reason_text, reason])).toEqual([
    ['Price too high', 'cancel.too_expensive'],
    ['Zzyzx', 'cancel.other'],
  ]);
});

test('an import is found again at its address and among the earlier ones; a lost connection is said and mended', async () => {
  const browser = room.maya();
  const before = await count('customers');
  open('/admin/import', browser);
  await choose('Customers', 'late.csv', ['externalId,name', 'l-1,Lou']);
  browser.wire.isCut = true;
  send();
  await screen.findByText(/The server did not answer/);
  browser.wire.isCut = false;
  send();
  await waitFor(() => expect(figure('Written')).toBe('1'));
  expect(await count('customers')).toBe(before + 1);
  const address = location.pathname;
  expect(address).toMatch(/^\/admin\/import\/imp_/);
  cleanup();
  open('/admin/import');
  const earlier = await screen.findByRole('link', { name: 'late.csv' });
  expect(earlier.getAttribute('href')).toBe(address);
  cleanup();
  open(address);
  await screen.findByRole('heading', { name: 'late.csv', level: 1 });
  expect(screen.getByRole('progressbar').getAttribute('value')).toBe('1');
});

test('files are for a lead or the owner; reading their words too', async () => {
  open('/admin/import', room.jonas());
  await screen.findByText('A lead or the owner brings files in.');
  expect(screen.queryByRole('radio')).toBeNull();
  const file = new Blob(['customer,reason_text\nc-1,Moved']);
  const ask = (browser: ReturnType<StaffRoom['jonas']>) =>
    browser.send('/staff/imports/reasons/texts', { method: 'POST', body: file, headers: { 'content-type': 'text/csv' } });
  expect((await ask(room.jonas())).status).toBe(403);
  expect((await ask(room.stranger())).status).toBe(401);
  expect(await (await ask(room.maya())).json()).toEqual({ texts: [{ text: 'Moved', lines: 1 }], more: false });
});
