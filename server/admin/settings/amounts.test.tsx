import '../fixtures/window.ts';
import { screen, within } from '@testing-library/preact';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { sql } from '#server/store/db.ts';
import { queryOf, readWanted } from '../models/views.ts';
import { readNarrowing, searchOf } from '../departures/register.ts';
import { AuthorityPage } from './authority-page.tsx';
import { openSettingsRoom, press, publish, write } from './fixtures/settings-room.tsx';
import { WorthPage } from './worth-page.tsx';

let room: Awaited<ReturnType<typeof openSettingsRoom>>;
beforeAll(async () => void (room = await openSettingsRoom()));
afterEach(() => room.begin());
afterAll(() => room.close());
const countIn = (currency: string) =>
  room.shop.db.write([sql("update sites set settings = json_set(settings, '$.currency', ?)", currency)]);
const limits = async () => (await room.published('authority')).document.limits;

test.each([
  ['JPY', '3000', 3000, 'up to ¥3,000 each time', 50],
  ['EUR', '30.5', 3050, 'up to €30.50 each time', 5000],
  ['PKR', '3000', 300_000, 'up to Rs 3,000.00 each time', 5000],
  ['KWD', '30.250', 30_250, 'up to KWD 30.250 each time', 50_000],
])('a shop that counts in %s types %s and means %i of the smallest coin', async (currency, typed, minor, said, fifty) => {
  await countIn(currency);
  await room.open(AuthorityPage);
  await write('Largest amount', typed);
  expect((await screen.findByText(/^An agent may give anything/)).textContent!.replaceAll('\u00a0', ' ')).toContain(said);
  expect(screen.getAllByTitle(new Intl.DisplayNames('en', { type: 'currency' }).of(currency)!).length).toBeGreaterThan(0);
  await press('Add a limit');
  await publish();
  expect(await limits()).toEqual([
    { role: 'agent', remedy: '*', maxAmount: minor },
    { role: 'agent', remedy: '*', maxAmount: fifty },
  ]);
});

test('an amount with more decimals than the currency has stays typed, and says what one looks like', async () => {
  await countIn('JPY');
  await room.open(AuthorityPage);
  await write('Largest amount', '12.50');
  expect(await screen.findByText('Please write an amount such as 1250.')).toBeTruthy();
  expect(screen.getByLabelText<HTMLInputElement>('Largest amount').value).toBe('12.50');
});

test('an emptied amount is no limit', async () => {
  await room.open(AuthorityPage);
  await write('Largest amount', '');
  await publish();
  expect(await limits()).toEqual([{ role: 'agent', remedy: '*', maxAmount: null }]);
});

test('the example of what a customer is worth is in the currency of the shop', async () => {
  await countIn('JPY');
  await room.open(WorthPage);
  await write(/^Expected lifetime/, '10');
  const example = await screen.findByText(/^Somebody who pays/);
  expect(within(example).queryByText(/\.00/)).toBeNull();
  expect(example.textContent).toContain('pays ¥100 a month is worth ¥1,000');
});

test('filters by what is paid a month count in the currency of the shop', async () => {
  for (const [currency, minor] of [
    ['JPY', 25],
    ['EUR', 2500],
    ['KWD', 25_000],
  ] as const) {
    await countIn(currency);
    await room.open(WorthPage);
    expect(queryOf(readWanted({ value: '25' }), room.shop.now()).valueAtLeast).toBe(minor);
    expect(searchOf(readNarrowing({ value: '25' })).get('valueAtLeast')).toBe(String(minor));
  }
});
