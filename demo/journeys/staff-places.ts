import type { Page, Request } from 'playwright-core';
import { PASSWORD } from './people.ts';
import { type Shown, WITH_SECOND_STEP } from './staff-shop.ts';

/** One screen of the staff page, by the path it is known under. `then` brings up what is not there at once. */
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
  '/:id/calls/:done',
];
const figures = ['', '/departures', '/reasons', '/journey', '/offers', '/team', '/recovery'];

const plain = (path: string): StaffPlace => ({ name: path.replaceAll('/', '-').replaceAll(':', ''), path: `/admin/${path}` });
const row = (page: Page) => page.locator('[data-case]').first();

/** Presses one thing after the other, the first that fits each time, and waits for the dialog that asks. */
const asks = (name: string, path: string, ...pressed: string[]): StaffPlace => ({
  name,
  path: `/admin/${path}`,
  async then(page) {
    for (const one of pressed) await page.locator(`main ${one}`).first().click();
    await page.locator('dialog[open]').waitFor();
  },
});
const DIALOG = '[aria-haspopup="dialog"]';
/** The button of a cycle whose preview is there. */
const PREVIEWED = '.wb-aside .primary:not([aria-disabled="true"])';

/** What opens over a screen before something is done that matters. */
const questions = [
  asks('approve', 'approvals', '[data-key="yes"]'),
  asks('refuse', 'approvals', '[data-key="no"]'),
  asks('decide-departure', 'departures', '.dep-acts button:nth-of-type(4)'),
  { ...asks('view-forget', '', DIALOG), path: '/admin?own=:view' },
  asks('never-left', 'customers/:id', DIALOG),
  asks('watch-dismiss', 'rescue/watch', 'article .button.plain'),
  asks('problem-send', 'rescue/problems/:id', '[aria-labelledby="wb-letters"] .act-buttons .primary'),
  asks('loyal-ask', 'rescue/loyal', '.act-buttons .primary', '.act-buttons .primary:nth-of-type(2)'),
  asks('keep-in-touch-send', 'rescue/keep-in-touch', '.button.primary'),
  asks('plan-cycle', 'rescue/new', PREVIEWED),
  asks('coaching-take-back', 'insight/team', DIALOG),
  asks('key-revoke', 'settings/keys', `table ${DIALOG}`),
  asks('webhook-remove', 'settings/webhooks', DIALOG),
  asks('site-secret', 'settings/sites/:id', DIALOG),
  asks('team-remove', 'settings/team', '.acc-list .grave'),
  asks('settings-back', 'settings/worth', '.doc-history summary', '.doc-history .card .button.small'),
  {
    name: 'person-erase',
    path: '/admin/settings/privacy',
    async then(page) {
      await page.locator('#privacy-q').fill('Nils Castell');
      await page.keyboard.press('Enter');
      await page.locator('.house-person').click();
      await page.locator(`main ${DIALOG}.grave`).click();
      await page.locator('dialog[open]').waitFor();
    },
  },
  {
    name: 'settings-publish',
    path: '/admin/settings/rescue',
    async then(page) {
      await page.locator('main input[type="number"]').first().fill('7');
      await page.locator('.doc-bar .primary').click();
      await page.locator('dialog[open]').waitFor();
    },
  },
  {
    name: 'settings-discard',
    path: '/admin/settings/authority',
    async then(page) {
      await page.locator('main .doc-form input[type="number"]').first().fill('8');
      await page.locator('.doc-bar .plain').click();
      await page.locator('dialog[open]').waitFor();
    },
  },
] satisfies StaffPlace[];

/** What unfolds in a screen. */
const unfolded = [
  { name: 'rescue-new', path: '/admin/rescue/new', then: (page) => page.locator(PREVIEWED).waitFor() },
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
  { name: 'case-more', path: '/admin/cases/:case', then: (page) => page.locator('.menu summary').first().click() },
  { name: 'palette', path: '/admin/cases/:case', then: (page) => page.keyboard.press('Control+k') },
  { name: 'keys', path: '/admin', then: (page) => page.keyboard.press('?') },
  { name: 'act', path: '/admin/cases/:case', then: (page) => page.keyboard.press('e') },
  { name: 'answer', path: '/admin/cases/:case', then: (page) => page.keyboard.press('a') },
  { name: 'offer', path: '/admin/cases/:case', then: (page) => page.keyboard.press('o') },
  {
    name: 'second-factor-password',
    path: '/admin/account',
    then: (page) => page.locator('[aria-labelledby="second-factor"] .primary').click(),
  },
  {
    name: 'keep-in-touch-letter',
    path: '/admin/rescue/keep-in-touch',
    then: (page) => page.locator('main details summary').first().click(),
  },
  { name: 'problem-letter', path: '/admin/rescue/problems/:id', then: (page) => page.locator('details.wb-letter summary').first().click() },
  { name: 'testimonial', path: '/admin/rescue/loyal', then: (page) => page.locator('main article details summary').first().click() },
  { name: 'template', path: '/admin/settings/templates', then: (page) => page.locator('main .house-fold summary').first().click() },
  { name: 'webhook-change', path: '/admin/settings/webhooks', then: (page) => page.locator('main details summary').first().click() },
] satisfies StaffPlace[];

const doors = [
  { name: 'sign-in', path: '/admin', door: true },
  {
    name: 'second-step',
    path: '/admin',
    door: true,
    async then(page) {
      await page.locator('#email').fill(WITH_SECOND_STEP);
      await page.locator('#password').fill(PASSWORD);
      await page.keyboard.press('Enter');
      await page.locator('#code').waitFor();
    },
  },
  { name: 'join', path: '/admin/join?token=none', door: true },
  { name: 'setup', path: '/admin/setup?token=none', door: true },
  { name: 'link', path: '/admin/link?token=none', door: true },
] satisfies StaffPlace[];

/** Every screen and everything that opens over one; found without words, because they are looked at in every language. */
export const STAFF_PLACES: StaffPlace[] = [
  { name: 'inbox', path: '/admin?view=open' },
  { name: 'case', path: '/admin/cases/:case' },
  ...lists.map(plain),
  ...figures.map((figure) => plain(`insight${figure}`)),
  ...winningBack.map((part) => plain(`rescue${part}`)),
  ...settings.map((section) => plain(`settings/${section}`)),
  { name: 'nowhere', path: '/admin/no-such-page' },
  { name: 'customer-gone', path: '/admin/customers/nobody' },
  { name: 'inbox-empty', path: '/admin?view=broken-promises' },
  ...unfolded,
  ...questions,
  ...doors,
];

/** @returns where a place is shown */
export const addressOf = ({ path }: StaffPlace, shown: Shown): string => shown[path] ?? path;

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
