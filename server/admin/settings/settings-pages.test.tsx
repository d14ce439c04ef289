import '../fixtures/window.ts';
import { configure, fireEvent, screen, waitFor, within } from '@testing-library/preact';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { AuthorityPage, limitSentence } from './authority-page.tsx';
import { CalendarsPage } from './calendars-page.tsx';
import { ClocksPage } from './clocks-page.tsx';
import { choose, openSettingsRoom, press, publish, tick, write } from './fixtures/settings-room.tsx';
import { OffersPage } from './offers-page.tsx';
import { SettingsOverview } from './overview-page.tsx';
import { ReasonsPage } from './reasons-page.tsx';
import { RescuePage } from './rescue-page.tsx';
import { RoutingPage } from './routing-page.tsx';
import { RuleSetsPage } from './rule-sets-page.tsx';
import { TeamsPage } from './teams-page.tsx';
import { TextsPage } from './texts-page.tsx';
import { WorthPage } from './worth-page.tsx';

configure({ asyncUtilTimeout: 8000 }); // A busy machine is slow, not wrong.

let room: Awaited<ReturnType<typeof openSettingsRoom>>;
beforeAll(async () => {
  room = await openSettingsRoom();
});
beforeEach(() => room.begin());
afterAll(() => room.close());
const document = async (name: string) => (await room.published(name)).document as Record<string, unknown>;
const group = (name: string | RegExp) => screen.findByRole('group', { name }, { timeout: 8000 });

test('the overview finds a page by a word for what it does', async () => {
  await room.open(SettingsOverview);
  await write('Search the settings', 'refunds');
  const page = screen.getByRole('heading', { level: 1 }).parentElement!;
  expect(
    within(page)
      .getAllByRole('link')
      .map(({ textContent }) => textContent),
  ).toEqual([expect.stringContaining('Limits')]);
  await write('Search the settings', 'gravity');
  expect(screen.getAllByText('Nothing is called like that.').length).toBeGreaterThan(0);
});

test('a limit is set in money and percent, and said in a sentence', async () => {
  await room.open(AuthorityPage);
  await write('Largest amount', '12.50');
  await write('Largest share of the loss, in percent', '80');
  expect(screen.getByText('An agent may give anything alone, up to $12.50 each time and 80% of what it cost the customer.')).toBeTruthy();
  await press('Add a limit');
  await publish();
  expect((await document('authority')).limits).toEqual([
    { role: 'agent', remedy: '*', maxAmount: 1250, maxShareOfLoss: 0.8 },
    { role: 'agent', remedy: '*', maxAmount: 5000 },
  ]);
});

test('what is typed is left alone on its way to a number', async () => {
  await room.open(AuthorityPage);
  await write('Largest amount', '12.0');
  await screen.findByText(/up to \$12.00 each time/);
  expect(screen.getByLabelText<HTMLInputElement>('Largest amount').value).toBe('12.0');
});

test('a limit without any bound says so', () => {
  expect(limitSentence({ role: 'lead', remedy: 'repair', maxAmount: null }, () => 'Have it repaired')).toBe(
    'A lead may give “Have it repaired” without a limit.',
  );
});

test('a country gets its own order of cancelling', async () => {
  await room.open(RuleSetsPage);
  await write('Add a country or region', 'de');
  await press('Add');
  await choose('Order in Germany', 'de_button');
  await publish();
  expect((await document('rule-sets')).regions).toEqual({ 'US-MN': 'offers_after_cancel_with_consent', DE: 'de_button' });
});

test('changing one offer makes the usual offers the shop’s own, and one click brings the usual ones back', async () => {
  await room.open(OffersPage);
  const price = await group('It costs too much');
  await write('Percent less', '15', within(price).getAllByRole('group', { name: 'First offer' })[0]);
  await write('Hold-out, in percent', '10');
  await publish();
  const own = (await document('offers')) as { offersFor: Record<string, unknown>; holdOutShare: number };
  expect(own.offersFor['cancel.too_expensive']).toEqual([{ remedy: 'discount', percent: 15, months: 3 }, { remedy: 'human_contact' }]);
  expect(own.offersFor['cancel.unused']).toEqual([{ remedy: 'pause_subscription', months: 3 }, { remedy: 'plan_change' }]);
  expect(own.holdOutShare).toBe(0.1);

  await press('Go back to the usual offers');
  await publish();
  expect('offersFor' in (await document('offers'))).toBe(false);
});

test('a reason is called by the shop’s word in one language, another is hidden, and words of a file find theirs', async () => {
  await room.open(ReasonsPage);
  await choose('Language', 'de');
  await write('Es kam zu spät', 'Lieferung zu spät');
  await tick('Shown: Es ist nie angekommen');
  await write('Their words', 'Competitor made better offer');
  await choose('mean this reason', 'cancel.switched_service');
  await publish();
  expect(await document('reasons')).toEqual({
    own: [],
    probes: {},
    labels: { de: { 'delivery.late': 'Lieferung zu spät' } },
    hidden: ['delivery.not_received'],
    mappings: { 'Competitor made better offer': 'cancel.switched_service' },
  });
});

test('a routing rule is built without code, tried on past cases, and published', async () => {
  const number = await room.complain();
  await room.open(RoutingPage);
  await press('Add a rule');
  const rule = await group('Rule 1: New rule');
  await write('Name of the rule', 'Lost parcels', rule);
  await choose('Add a condition', 'reason', rule);
  await choose('Reason', 'delivery.not_received', rule);
  await choose('Add a condition', 'amountAtLeast', rule);
  await write('Amount at least', '20', rule);
  await write('Currency of “Amount at least”', 'EUR', rule);
  await choose('Severity', 'high', rule);

  await press('Try these rules');
  expect((await screen.findByText(/case would be different|cases would be different/)).textContent).toBe('1 case would be different.');
  expect(screen.getByRole('link', { name: number })).toBeTruthy();
  expect(screen.getByText('Lost parcels: 1 case')).toBeTruthy();
  expect((await room.published('routing')).version).toBe(0);

  await publish();
  expect((await document('routing')).rules).toMatchObject([
    {
      name: 'Lost parcels',
      enabled: true,
      when: { reason: ['delivery.not_received'], amountAtLeast: { amount: 2000, currency: 'EUR' } },
      then: { severity: 'high' },
    },
  ]);
});

test('rules change places by buttons, and a copy stands behind its original', async () => {
  await room.open(RoutingPage);
  for (const [i, name] of ['First', 'Second'].entries()) {
    await press('Add a rule');
    await write('Name of the rule', name, await group(`Rule ${i + 1}: New rule`));
  }
  await press('Move rule 2 up');
  await press('Duplicate rule 1');
  await press('Remove rule 3');
  await publish();
  expect(((await document('routing')).rules as { name: string }[]).map(({ name }) => name)).toEqual(['Second', 'Second (copy)']);
});

test('a team gets members with room for so many cases, and somebody is away', async () => {
  const desk = await room.open(TeamsPage);
  const jonas = desk.session.team.value.find(({ name }) => name === 'Jonas')!.id;
  await press('Add a team');
  const team = await group('New team');
  await write('Name of the team', 'Night', team);
  await choose('Add a member', jonas, team);
  await write('Jonas: open cases at most', '12', team);
  await choose('Who', jonas);
  await write('From', '2026-04-01T09:00');
  await write('Until', '2026-04-03T09:00');
  await press('Add this away time');
  await publish();
  const { teams, away } = (await document('routing')) as { teams: object[]; away: object[] };
  expect(teams).toMatchObject([{ name: 'Night', members: [{ staff: jonas, capacity: 12 }] }]);
  expect(away).toEqual([
    { staff: jonas, from: new Date('2026-04-01T09:00').toISOString(), to: new Date('2026-04-03T09:00').toISOString() },
  ]);
});

test('hours with a lunch break are set in a time zone, and the next opening is shown before they count', async () => {
  await room.open(CalendarsPage);
  await choose('Time zone', 'Europe/Athens');
  await choose('Monday: closes', '13:00');
  await press('Add hours on Monday');
  const monday = await group('Monday');
  const [, opens] = within(monday).getAllByLabelText('Monday: opens');
  fireEvent.change(opens!, { target: { value: '14:00' } });
  const [, closes] = within(monday).getAllByLabelText('Monday: closes');
  fireEvent.change(closes!, { target: { value: '00:00' } });
  await write('Add a closed day', '2026-03-03');
  await press('Add', screen.getByLabelText('Add a closed day').parentElement!);
  await waitFor(() => expect(screen.getByText('Opens next').parentElement!.textContent).toMatch(/2 Mar|Mar 2/));
  await publish();
  const { calendars } = (await document('calendars')) as {
    calendars: Record<string, { timeZone: string; holidays: string[]; week: { mon: object[] } }>;
  };
  expect(calendars.default).toMatchObject({ timeZone: 'Europe/Athens', holidays: ['2026-03-03'] });
  expect(calendars.default?.week.mon).toEqual([
    { from: '09:00', to: '13:00' },
    { from: '14:00', to: '24:00' },
  ]);
});

test('a clock is given another length, one is not kept, and a legal profile says that it is no advice', async () => {
  await room.open(ClocksPage);
  await write('First answer', '4');
  await choose('Unit of “Keep in the loop”', '');
  await choose('Legal profile', 'uk_fca');
  expect((await screen.findByText('A final answer within 56 days of receipt.')).closest('.notice')!.textContent).toContain(
    'This is not legal advice.',
  );
  await publish();
  const { policies, legalProfile } = (await document('clocks')) as { policies: Record<string, object>; legalProfile: string };
  expect(policies.default).toMatchObject({ first_reply: { businessHours: 4 }, keep_in_loop: null, decision: { businessDays: 5 } });
  expect(legalProfile).toBe('uk_fca');
});

test('a sentence of the widget is replaced in one language, with a warning where something would not be filled in', async () => {
  await room.open(TextsPage);
  await write('Search the texts', 'here for you');
  await write('{name} is here for you.', 'Somebody is here for you.');
  await screen.findByText('{name} is missing and will not be filled in.');
  await write('{name} is here for you.', 'Ask {name}.');
  await publish();
  expect(await document('texts')).toEqual({ texts: { en: { personHere: 'Ask {name}.' } } });
});

test('what a customer is worth follows the margin and the lifetime that are set', async () => {
  await room.open(WorthPage);
  await write('Margin, in percent', '60');
  await write(/Expected lifetime, in months/, '24');
  expect(screen.getByText('Somebody who pays $100.00 a month is worth $1,440.00: $100.00 × 0.6 × 24.')).toBeTruthy();
  await publish();
  expect(await document('worth')).toMatchObject({ margin: 0.6, expectedLifetimeMonths: 24 });
});

test('the rules of winning back are set', async () => {
  const desk = await room.open(RescuePage);
  const maya = desk.session.team.value.find(({ name }) => name === 'Maya')!.id;
  await write('Days between two contacts', '90');
  await choose('People at the top who call the most valuable', maya);
  await tick('Tell those who left when their reason is fixed');
  await publish();
  expect(await document('rescue')).toMatchObject({ coolDownDays: 90, executives: [maya], fixNotices: { enabled: false } });
});
