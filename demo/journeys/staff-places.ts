import type { Page, Request } from 'playwright-core';
import { join, openComplaint, signIn } from './people.ts';
import type { World } from './world.ts';

/**
 * One screen of the staff page. `:id` is whatever the list above it leads to first, `:case` a case with all there is to show.
 * `then` brings up what is not there at once.
 */
export type StaffPlace = { name: string; path: string; door?: true; then?: (page: Page) => Promise<unknown> };

const settings = [
  'authority',
  'audit',
  'calendars',
  'clocks',
  'keys',
  'knowledge',
  'knowledge/:id',
  'mail',
  'offers',
  'privacy',
  'reasons',
  'rescue',
  'routing',
  'rule-sets',
  'signatories',
  'sites',
  'sites/:id',
  'team',
  'teams',
  'templates',
  'texts',
  'webhooks',
  'worth',
];
const lists = [
  'approvals',
  'mentions',
  'outbox',
  'customers',
  'customers/:id',
  'departures',
  'import',
  'import/:id',
  'account',
  'sites',
  'settings',
];
const winningBack = [
  '',
  '/new',
  '/plan',
  '/care',
  '/watch',
  '/problems',
  '/problems/new',
  '/problems/:id',
  '/loyal',
  '/keep-in-touch',
  '/:id',
  '/:id/calls/:callId',
];
const figures = ['', '/departures', '/reasons', '/journey', '/offers', '/team', '/recovery'];

const plain = (path: string): StaffPlace => ({ name: path.replaceAll('/', '-').replaceAll(':', ''), path: `/admin/${path}` });
const row = (page: Page) => page.locator('[data-case]').first();

/** Every screen and everything that opens over one; found without words, because they are looked at in every language. */
export const STAFF_PLACES: StaffPlace[] = [
  { name: 'inbox', path: '/admin?view=open' },
  { name: 'case', path: '/admin/cases/:case' },
  ...lists.map(plain),
  ...figures.map((figure) => plain(`insight${figure}`)),
  ...winningBack.map((part) => plain(`rescue${part}`)),
  ...settings.map((section) => plain(`settings/${section}`)),
  { name: 'nowhere', path: '/admin/no-such-page' },
  { name: 'inbox-empty', path: '/admin?view=broken-promises' },
  { name: 'inbox-filters', path: '/admin?view=open', then: (page) => page.locator('[aria-controls="filter-panel"]').click() },
  {
    name: 'inbox-bulk',
    path: '/admin?view=open',
    async then(page) {
      await row(page).focus();
      await page.keyboard.press('x');
      await page.keyboard.press('j');
      await page.keyboard.press('x');
    },
  },
  { name: 'palette', path: '/admin/cases/:case', then: (page) => page.keyboard.press('Control+k') },
  { name: 'keys', path: '/admin', then: (page) => page.keyboard.press('?') },
  { name: 'act', path: '/admin/cases/:case', then: (page) => page.keyboard.press('e') },
  { name: 'answer', path: '/admin/cases/:case', then: (page) => page.keyboard.press('a') },
  { name: 'offer', path: '/admin/cases/:case', then: (page) => page.keyboard.press('o') },
  { name: 'sign-in', path: '/admin', door: true },
  { name: 'join', path: '/admin/join?token=none', door: true },
  { name: 'setup', path: '/admin/setup?token=none', door: true },
  { name: 'link', path: '/admin/link?token=none', door: true },
];

/** Waits until nothing has been on its way to the server for a moment. The line on which the server speaks stays open. */
export function watchTraffic(page: Page) {
  const underWay = new Set<Request>();
  let changedAt = 0;
  const isAwaited = (request: Request) => request.resourceType() !== 'eventsource';
  const gone = (request: Request) => {
    if (underWay.delete(request)) changedAt = performance.now();
  };
  page.on('request', (request) => {
    if (!isAwaited(request)) return;
    underWay.add(request);
    changedAt = performance.now();
  });
  page.on('requestfinished', gone);
  page.on('requestfailed', gone);
  page.on('framenavigated', () => underWay.clear());
  return async function settled(quietMs = 200) {
    for (let looks = 0; looks < 300; looks += 1) {
      if (underWay.size === 0 && performance.now() - changedAt > quietMs) return;
      await page.waitForTimeout(30);
    }
    throw new Error(`${page.url()} never comes to rest: ${[...underWay].map((request) => request.url()).join(', ')}`);
  };
}

/** What the screens are shown with: a case with an answer, a note that names the owner, a promise, and an offer that waits for a yes. */
export async function furnish(world: World, owner: Page): Promise<{ case: string }> {
  await signIn(world, owner);
  const number = await openComplaint(world, {
    story: 'I bought one kettle and was charged twice, 38.00 each time. The bank shows both, and nobody answers my mails.',
    reason: 'billing.duplicate',
    contact: { name: 'Jo Marsh', email: 'jo@customers.example' },
    asked: [{ remedy: 'refund.full', amount: { amount: 3800, currency: 'EUR' } }],
  });
  const noor = await world.visitor();
  await join(world, noor, { name: 'Noor', role: 'agent' });
  await noor.evaluate(
    async ([wanted]) => {
      const act = async (what: string, body: object) => {
        const found = (await (await fetch(`/staff/cases/${wanted}`)).json()) as { id: string; version: number };
        const answer = await fetch(`/staff/cases/${found.id}/${what}`, {
          method: 'POST',
          headers: { 'Content-Type': 'application/json', 'Idempotency-Key': crypto.randomUUID() },
          body: JSON.stringify({ ...body, version: found.version }),
        });
        if (!answer.ok) throw new Error(await answer.text());
      };
      const team = (await (await fetch('/staff/team')).json()) as { items: { id: string; name: string }[] };
      const omar = team.items.find(({ name }) => name.startsWith('Omar'))!;
      await act('messages', { text: 'Thank you for writing. I am looking for the second charge now.' });
      await act('notes', { text: `@${omar.name} the till did it again.`, mentions: [omar.id] });
      await act('promises', { text: 'I write again by Friday.', dueAt: new Date(Date.now() + 3 * 86_400_000).toISOString() });
      await act('offers', {
        remedy: 'refund.full',
        amount: { amount: 7600, currency: 'EUR' },
        requestApproval: true,
        approvalNote: 'Both charges, for the trouble.',
      });
    },
    [number] as const,
  );
  await noor.context().close();
  return { case: number };
}

/** @returns where a place is: its `:id` is what the list above it leads to first, and one that is not there when the list is empty */
export async function addressOf(page: Page, { path }: StaffPlace, shown: { case: string }, settled: () => Promise<void>): Promise<string> {
  const [list, rest] = path.split(':id');
  if (rest === undefined || !list) return path.replace(':case', shown.case);
  await page.goto(new URL(list.slice(0, -1), page.url()).href);
  await settled();
  const links = page.getByRole('main').getByRole('link');
  const hrefs = await links.evaluateAll((all) => all.map((link) => link.getAttribute('href') ?? ''));
  const own = new Set(STAFF_PLACES.map((place) => place.path));
  const found = hrefs.find((href) => href.startsWith(list) && !own.has(href) && !href.slice(list.length).includes('/'));
  return (found ?? `${list}none`) + rest.replace(':callId', 'none');
}
