import '../fixtures/window.ts';
import { fireEvent, screen, waitFor, within } from '@testing-library/preact';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import type { Offers } from '#shared/contracts/insights.ts';
import type { Recovery, RecoveryRow } from '#shared/contracts/rescue.ts';
import { leavePages } from '../fixtures/screen.tsx';
import { openInsightRoom } from './fixtures/insight-room.tsx';

const usd = (amount: number) => ({ amount, currency: 'USD' });
let room: Awaited<ReturnType<typeof openInsightRoom>>;
let number: string;
beforeAll(async () => {
  room = await openInsightRoom();
  await room.leave([
    { name: 'Ada', at: '2026-01-10T10:00:00.000Z', revenue: usd(1000), lifetimeValue: usd(24_000), reason: 'cancel.moved' },
    {
      name: 'Bela',
      at: '2026-02-01T00:00:00.000Z',
      revenue: usd(5000),
      lifetimeValue: usd(90_000),
      reason: 'cancel.too_expensive',
      reasonText: 'Half the price next door.',
    },
    { name: 'Cleo', at: '2026-02-20T00:00:00.000Z', revenue: { amount: 9900, currency: 'EUR' }, reason: 'cancel.too_expensive' },
    { name: 'Dora', at: '2025-03-05T00:00:00.000Z', revenue: usd(3000), lifetimeValue: usd(30_000), reason: 'cancel.moved' },
  ]);
  const atCheckout = { kind: 'complaint', area: { touchpoint: 'checkout', rating: 2 } };
  number = await room.complain(atCheckout);
  const { client } = room.jonas();
  const { id, version } = await client.findCase(number);
  const taken = await client.act('take', id, { reason: 'delivery.not_received', version });
  const said = await client.act('say', id, { text: 'I am looking for your kettle.', version: taken.version });
  const promised = await client.act('promise', id, { text: 'I call you', dueAt: '2026-03-04T12:00:00Z', version: said.version });
  await client.act('settle_promise', id, { state: 'kept', version: promised.version }, promised.promises[0]!.id);
}, 60_000);
afterEach(() => {
  leavePages();
  expect(room.shop.failures).toEqual([]);
});
afterAll(() => room.close());

const figure = (name: RegExp) => screen.findByRole('figure', { name });
const row = async (table: string | RegExp, first: string | RegExp) =>
  within(await screen.findByRole('table', { name: table }))
    .getByRole('rowheader', { name: first })
    .closest('tr')!.textContent;
const card = async (heading: string) => (await screen.findByRole('heading', { name: heading })).parentElement!.textContent;

test('the overview says what was lost, against the time before, and each figure says how it is counted', async () => {
  room.open('/admin/insight?from=2026-01-01&to=2026-02-28');
  const lost = await card('Revenue lost a month');
  expect(lost).toContain('$60.00');
  expect(lost).toContain('$0.00 in the period before');
  expect(await card('Customers lost')).toContain('2');
  expect(await card('Lifetime value lost')).toContain('$1,140.00');
  expect(screen.getAllByText('How this is counted').length).toBeGreaterThanOrEqual(5);
  const reasons = await figure(/The dearest reasons/);
  expect(
    within(reasons)
      .getAllByRole('listitem')
      .map((item) => item.textContent),
  ).toEqual([expect.stringContaining('$50.00'), expect.stringContaining('$10.00')]);
  expect(await card('Customers kept by offers')).toContain('Too few to tell: 0 of 30');
});

test('a viewer reads the overview too, without figures about people', async () => {
  room.open('/admin/insight', room.viktor());
  await screen.findByRole('heading', { name: 'Customers kept by offers' });
  expect(screen.queryByRole('heading', { name: /promises kept/i })).toBeNull();
});

test('a sudden rise is named with what was to be expected, and leads to a case', async () => {
  const rise = {
    kind: 'reason',
    id: 'product.damaged',
    day: '2026-03-01',
    at: '2026-03-01T12:00:00.000Z',
    count: 14,
    expected: 2.4,
    customers: 13,
  };
  room.open('/admin/insight', room.answering('/staff/insights/spikes', { items: [{ ...rise, cases: ['case_1'] }] }));
  await screen.findByText(/14 cases where 2.4 were to be expected, of 13 customers/);
  expect(screen.getByRole('link', { name: 'Open one of the cases' }).getAttribute('href')).toBe('/admin/cases/case_1');
});

test('money of another currency is named, and never added', async () => {
  room.open('/admin/insight/departures?from=2026-01-01&to=2026-02-28');
  await screen.findByText(/€99.00 a month of 1 customer/);
  fireEvent.click(screen.getByRole('link', { name: 'Show the figures in EUR' }));
  await screen.findByText(/\$60.00 a month of 2 customers/);
  expect(location.search).toContain('currency=EUR');
});

test('months are bars and a table, and a month leads to the names of who left in it', async () => {
  room.open('/admin/insight/departures?from=2026-01-01&to=2026-02-28');
  const months = await figure(/^Revenue lost a month/);
  expect(within(months).getAllByRole('listitem')).toHaveLength(2);
  expect(await row('Customers lost, period by period', 'February 2026')).toContain('$900.00');
  fireEvent.click(within(months).getByRole('link', { name: 'February 2026' }));
  const names = await screen.findByRole('table', { name: 'Who left in February 2026' });
  expect(
    within(names)
      .getAllByRole('rowheader')
      .map((name) => name.textContent),
  ).toEqual(['Bela', 'Cleo']);
  expect(names.textContent).toContain('Half the price next door.');
  expect(document.activeElement?.textContent).toBe('Who left in February 2026');
  expect(location.search).toContain('show=2026-02');
});

test('long lists of names come page by page, and none is left out', async () => {
  const maya = room.maya();
  const few = (path: string) => (path.includes('period=') ? `${path}&limit=1` : path);
  room.open('/admin/insight/departures?show=2026-02', { send: (path, init) => maya.send(few(path), init) });
  fireEvent.click(await screen.findByRole('button', { name: 'Show more' }));
  await screen.findByRole('rowheader', { name: 'Cleo' });
  expect(screen.getByRole('rowheader', { name: 'Bela' })).toBeDefined();
  expect(screen.queryByRole('button', { name: 'Show more' })).toBeNull();
});

test('every drawing can be had as CSV and JSON, for the same days', async () => {
  room.open('/admin/insight/departures?from=2026-01-01&to=2026-02-28');
  const link = await screen.findByRole<HTMLAnchorElement>('link', { name: 'Download as CSV' });
  const answer = await room.maya().send(link.getAttribute('href')!, {});
  expect(answer.headers.get('content-type')).toContain('text/csv');
  expect((await answer.text()).split('\r\n').slice(1, 3)).toEqual([
    expect.stringMatching(/^2026-01,1,10,240,/),
    expect.stringMatching(/^2026-02,1,50,900,/),
  ]);
  expect(screen.getByRole('link', { name: 'Download as JSON' }).getAttribute('href')).toContain('format=json');
});

test('where nobody left, the page says how figures come in', async () => {
  room.open('/admin/insight/departures?from=2020-01-01&to=2020-01-31');
  await screen.findByText(/Nobody left in this time/);
  expect(screen.getByRole('link', { name: 'Import a file' })).toBeDefined();
});

test('days that cannot be are refused in words, and one can try again', async () => {
  room.open('/admin/insight/departures?from=2026-02-28&to=2026-01-01');
  expect((await screen.findByRole('alert')).textContent).toContain('choose an end after the beginning');
  expect(screen.getByRole('button', { name: 'Try again' })).toBeDefined();
});

test('reasons are ranked by money, warn of small numbers, and lead to the people behind them', async () => {
  room.open('/admin/insight/reasons?from=2026-01-01&to=2026-02-28');
  const ranked = await figure(/Revenue lost a month/);
  const [dearest] = within(ranked).getAllByRole('listitem');
  expect(dearest!.textContent).toContain('$50.00');
  expect(dearest!.textContent).toContain('small number');
  expect(await row('Reasons, the dearest first', 'It costs too much')).toContain('83.3%');
  fireEvent.click(within(dearest!).getByRole('link'));
  const names = await screen.findByRole('table', { name: /^Who is behind/ });
  expect(names.textContent).toContain('Bela');
  expect(screen.getByRole('link', { name: /Problem areas/ }).getAttribute('href')).toBe('/admin/rescue/problems');
});

test('reasons can be read in customers’ own words, or of one kind only', async () => {
  room.open('/admin/insight/reasons?from=2026-01-01&to=2026-02-28');
  fireEvent.click(await screen.findByRole('link', { name: 'Their own words' }));
  expect(await row('Reasons, the dearest first', 'Half the price next door.')).toContain('$50.00');
  room.open('/admin/insight/reasons?kind=complaint');
  await figure(/Cases/);
  await screen.findByText(/ranked by cases/);
});

test('steps of the journey are told with their cases, ratings and complaints', async () => {
  room.open('/admin/insight/journey');
  await figure(/What is said about each step/);
  const checkout = await row('Steps, the busiest first', 'Checkout');
  expect(checkout).toContain('2 (1 answer)');
  expect(checkout).toContain('Too short to draw');
});

test('the way of a step through the months is a line that says the same in words', async () => {
  const step = { complaints: 1, effort: { mean: 2, count: 4 }, satisfaction: { mean: null, count: 0 } };
  const month = (period: string, cases: number, mean: number | null) => ({ ...step, period, cases, rating: { mean, count: 4 } });
  const periods = [month('2026-01', 4, 2), month('2026-02', 6, null), month('2026-03', 9, 4.5)];
  const journey = { from: null, until: null, timeZone: 'UTC', by: 'month', items: [{ touchpoint: 'checkout', periods }] };
  room.open('/admin/insight/journey', room.answering('/staff/insights/journey', journey));
  await screen.findByRole('img', { name: 'From 4 in January 2026 to 9 in March 2026' });
  const ratings = screen.getByRole('img', { name: 'From 2 in January 2026 to 4.5 in March 2026' });
  expect(ratings.querySelectorAll('.ins-stroke')).toHaveLength(2);
});

test('where nobody was shown an offer, nothing is drawn, and the page says so', async () => {
  room.open('/admin/insight/offers');
  expect((await screen.findByText(/No offer was shown to anybody/)).closest('.card')).not.toBeNull();
  expect(screen.queryByRole('figure')).toBeNull();
});

const kept = (days: number, known: boolean): Offers['total']['kept'][number] => ({
  days,
  offered: { of: known ? 100 : 12, kept: known ? 80 : 10, waiting: 3 },
  accepted: { of: 40, kept: 36, waiting: 0 },
  heldOut: { of: known ? 50 : 12, kept: known ? 30 : 9, waiting: 1 },
  lift: known ? { difference: 0.2, low: 0.04, high: 0.35 } : null,
  tooFew: !known,
  incremental: known ? { customers: 20, low: 4, high: 35 } : null,
});
const offered = {
  shown: 103,
  accepted: 40,
  declined: 60,
  heldOut: 51,
  cost: usd(12_300),
  kept: [kept(30, true), kept(60, true), kept(90, false)],
};

test('offers are told by customers kept, with the interval, and where there are too few, that there are', async () => {
  const told: Offers = {
    currency: 'USD',
    from: null,
    until: null,
    timeZone: 'UTC',
    total: offered,
    byRemedy: [{ ...offered, remedy: 'discount.percent' }],
    items: [{ ...offered, remedy: 'discount.percent', reason: 'cancel.too_expensive' }],
    otherCurrencies: [{ amount: 500, currency: 'EUR' }],
  };
  room.open('/admin/insight/offers', room.answering('/staff/insights/offers', told));
  const headline = await card('Customers kept by offers');
  expect(headline).toContain('20After 60 days; with 95 % certainty between 4 and 35.');
  const drawn = await figure(/More customers kept/);
  expect(
    within(drawn)
      .getAllByRole('listitem')
      .map((item) => item.textContent),
  ).toEqual([
    expect.stringContaining('+20 points +4 points … +35 points'),
    expect.stringContaining('+20 points'),
    'After 90 daysToo few to tell: 12 of 30',
  ]);
  expect(await row('Who is still here', '30 days')).toContain('80% (80 of 100)');
  await screen.findByText(/Costs in other currencies.*€5.00/);
});

test('the team sees its answers and promises; a viewer is told why not', async () => {
  room.open('/admin/insight/team');
  expect(await row('Everybody, the busiest first', 'Jonas')).toContain('100% (1 of 1)');
  room.open('/admin/insight/team', room.viktor());
  await screen.findByText('Figures about people are for them and their leads.');
  expect(screen.queryByRole('link', { name: 'Team' })).toBeNull();
});

test('a coaching note is written, read by its reader, seen by nobody else, and taken back', async () => {
  const desk = room.open('/admin/insight/team');
  (await screen.findByText('Write a note')).closest('details')!.open = true;
  const send = () => fireEvent.click(screen.getByRole('button', { name: 'Send the note' }));
  fireEvent.input(screen.getByLabelText('Number of the case'), { target: { value: number } });
  send();
  await waitFor(() => expect(screen.getByLabelText('Note').getAttribute('aria-invalid')).toBe('true'));
  expect(screen.getByLabelText<HTMLInputElement>('Number of the case').value).toBe(number);
  fireEvent.input(screen.getByLabelText('Note'), { target: { value: 'Kind words. Next time name the day.' } });
  send();
  await waitFor(() => expect(desk.said.value).toBe('The note is with Jonas.'));

  room.open('/admin/insight/team', room.jonas());
  fireEvent.click(await screen.findByRole('button', { name: 'I have read it' }));
  await screen.findByText(/^Read on/);

  room.open('/admin/insight/team');
  fireEvent.click(await screen.findByRole('button', { name: 'Take the note back' }));
  fireEvent.click(await screen.findByRole('button', { name: 'Take it back' }));
  await screen.findByText('There is no note for you or from you.');
});

test('winning back is held against those who were left alone', async () => {
  room.open('/admin/insight/recovery');
  await screen.findByText('No rescue cycle has been planned yet.');
  const line: RecoveryRow = {
    key: 'cyc_1',
    name: 'March',
    planned: 60,
    contacted: 50,
    returned: 18,
    rate: 0.3,
    interval: { low: 0.2, high: 0.42 },
    revenueWonBack: [usd(90_000), { amount: 5000, currency: 'EUR' }],
    lifetimeWonBack: [],
    control: { customers: 40, returned: 4, rate: 0.1 },
    difference: { value: 0.2, low: 0.03, high: 0.34 },
    tooFewToTell: false,
  };
  const few: RecoveryRow = { ...line, key: 'cancel.moved', planned: 9, difference: null, tooFewToTell: true };
  const told: Recovery = { all: { ...line, key: 'all', name: '' }, cycles: [line], reasons: [few] };
  room.open('/admin/insight/recovery', room.answering('/staff/insights/recovery', told));
  expect(await card('More came back than without a call')).toContain('+20 points');
  expect(await row('By cycle', 'March')).toContain('$900.00 and €50.00');
  expect((await figure(/^By reason/)).textContent).toContain('Too few to tell: 9 of 30');
});
