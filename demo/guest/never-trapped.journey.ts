import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { widget } from '../journeys/people.ts';
import { type GuestWorld, openGuestWorld, untilThere } from './guest-world.ts';
import { cancelLink } from './host.ts';
import type { Line, Weather } from './weather.ts';

/** Nobody waits longer than this for us … */
const PROMISED_MS = 3000;
/** … plus what a busy machine takes to click and to carry a request. */
const MACHINE_MS = 3000;

let world: GuestWorld;
beforeAll(async () => {
  world = await openGuestWorld();
});
afterAll(() => world?.end());

let visits = 0;
async function come({ handled = true, before }: { handled?: boolean; before?: (line: Line, page: Page) => unknown } = {}) {
  const customer = `customer-${++visits}`;
  const { page, line, url } = await world.visit(customer, { body: cancelLink(customer, handled) });
  await before?.(line, page);
  const link = page.getByRole('link', { name: 'Cancel subscription' });
  return { customer, page, line, url, link };
}
type Visit = Awaited<ReturnType<typeof come>>;

const press = (page: Page, name: string) => widget(page).getByRole('button', { name, exact: true }).click();
const says = (page: Page, name: string) => widget(page).getByRole('heading', { name, exact: true }).waitFor();

/** The merchant was asked to cancel exactly once, soon enough, and is not asked again afterwards. */
async function expectCancelledOnce({ customer, page }: Visit, askedAt: number) {
  await vi.waitFor(() => expect(world.host.cancelledFor(customer)).toHaveLength(1), { timeout: 10_000, interval: 50 });
  expect(world.host.cancelledFor(customer)[0]!.at - askedAt).toBeLessThan(PROMISED_MS + MACHINE_MS);
  await page.waitForTimeout(400);
  expect(world.host.cancelledFor(customer)).toHaveLength(1);
  await page.context().close();
}

describe('before our window is there', () => {
  const PARTS: [part: string, what: RegExp][] = [
    ['the pasted script', /widget\.js/],
    ['the window', /\/widget\/app-/],
    ['the part for leaving', /\/widget\/cancel-/],
    ['the sentences', /\/widget\/words-/],
    ['the settings of the site', /\/v1\/public\/sites\//],
  ];
  const WAYS: Weather[] = ['blocked', '404', '500', 'hang', 'garbage', 'cut short'];
  const rows = PARTS.flatMap(([part, what]) => WAYS.map((weather, at) => ({ part, what, weather, handled: at % 2 === 0 })));

  test.concurrent.each(rows)('$part: $weather', async ({ what, weather, handled }) => {
    const visit = await come({ handled, before: (line) => line.set(what, weather) });
    // A script that hangs must not keep the page from loading, either.
    await visit.page.goto(visit.url, { waitUntil: 'commit' });
    await visit.link.waitFor();
    if (!what.test('widget.js')) await untilThere(visit.page);
    const askedAt = Date.now();
    await visit.link.click({ noWaitAfter: true });
    await expectCancelledOnce(visit, askedAt);
  });

  test.concurrent('the whole server is gone', async () => {
    const visit = await come();
    await visit.page.goto(visit.url);
    await untilThere(visit.page);
    await visit.line.end();
    const askedAt = Date.now();
    await visit.link.click();
    await expectCancelledOnce(visit, askedAt);
  });

  test.concurrent('everything is slow, but comes: the window opens and one click cancels', async () => {
    const visit = await come({ before: (line) => line.set(/./, 'slow') });
    await visit.page.goto(visit.url);
    await untilThere(visit.page);
    await visit.link.click();
    await says(visit.page, 'Before you go');
    const askedAt = Date.now();
    await press(visit.page, 'Cancel now');
    await expectCancelledOnce(visit, askedAt);
  });
});

describe('while somebody is on the way out', () => {
  const WAYS: Weather[] = ['blocked', '404', '500', 'hang', 'garbage'];
  const CALLS: [call: string, what: RegExp][] = [
    ['opening the visit', /POST .*\/cancellations/],
    ['writing down an answer', /PUT .*\/answer/],
    ['writing down the end', /PUT .*\/outcome/],
  ];
  const rows = CALLS.flatMap(([call, what], first) =>
    WAYS.map((weather, at) => ({ call, what, weather, handled: (first + at) % 2 === 0 })),
  );

  test.concurrent.each(rows)('$call: $weather', async ({ what, weather, handled }) => {
    const visit = await come({ handled, before: (line) => line.set(what, weather) });
    const { page } = visit;
    await page.goto(visit.url);
    await untilThere(page);
    await visit.link.click();
    await says(page, 'Before you go');
    await widget(page).getByLabel('I moved', { exact: false }).first().check();
    await press(page, 'Continue');
    await widget(page).getByRole('heading', { name: 'Before you go' }).waitFor({ state: 'detached' });
    const askedAt = Date.now();
    await press(page, 'Cancel now');
    await expectCancelledOnce(visit, askedAt);
  });

  test.concurrent.each(['blocked', '404', '500', 'hang', 'garbage'] as const)(
    'an offer that is taken while the line is %s: the truth is said, and cancelling still works',
    async (weather) => {
      const visit = await come({ before: (line) => line.set(/PUT .*\/offers\//, weather) });
      const { page } = visit;
      await page.goto(visit.url);
      await untilThere(page);
      await visit.link.click();
      await walkToOffer(page);
      await press(page, 'Accept this offer');
      await widget(page)
        .getByText('We do not know yet whether the offer is in place.')
        .waitFor({ timeout: PROMISED_MS + MACHINE_MS });
      expect(world.host.cancelledFor(visit.customer)).toEqual([]);
      const askedAt = Date.now();
      await press(page, 'Cancel now');
      await expectCancelledOnce(visit, askedAt);
    },
  );

  test.concurrent.each([true, false])(
    'offline from the first screen on (with the shop’s billing in our hands: %s), nothing is claimed that is not so',
    async (handled) => {
      const visit = await come({ handled });
      const { page } = visit;
      await page.goto(visit.url);
      await untilThere(page);
      await visit.link.click();
      await says(page, 'Before you go');
      await page.context().setOffline(true);
      await press(page, 'Cancel now');
      if (handled) await says(page, 'It is not cancelled yet');
      else await vi.waitFor(() => expect(page.url()).toMatch(/^chrome-error:/), { timeout: PROMISED_MS + MACHINE_MS });
      expect(world.host.cancelledFor(visit.customer)).toEqual([]);
      await page.context().setOffline(false);
      if (!handled) return page.context().close(); // the browser's own page says so and tries again
      const askedAt = Date.now();
      await press(page, 'Cancel now');
      await expectCancelledOnce(visit, askedAt);
    },
  );
});

/** Opens the window and answers until there is an offer. Nobody here is known by name, so nobody is held out. */
async function walkToOffer(page: Page) {
  await widget(page).getByLabel('It costs too much').check();
  await press(page, 'Continue');
  await says(page, 'What did you compare it with?');
  await press(page, 'Continue');
  await says(page, 'What would make you stay?');
  await press(page, 'Continue');
  await says(page, 'Our offer');
}

describe('whatever the page or the customer does', () => {
  async function open(visit: Visit) {
    await visit.page.goto(visit.url);
    await untilThere(visit.page);
    await visit.link.click();
    await says(visit.page, 'Before you go');
  }

  test.concurrent('listeners of the page that throw change nothing', async () => {
    const visit = await come({
      before: (_, page) =>
        page.addInitScript(() => {
          for (const name of ['open', 'step', 'submitted', 'queued', 'closed', 'error'])
            addEventListener(`amends:${name}`, () => {
              throw new Error('A listener of the page.');
            });
        }),
    });
    await open(visit);
    await press(visit.page, 'Continue');
    await says(visit.page, 'What would make you stay?');
    const askedAt = Date.now();
    await press(visit.page, 'Cancel now');
    await says(visit.page, 'Cancelled');
    await expectCancelledOnce(visit, askedAt);
  });

  test.concurrent('billing that refuses is admitted, and asked again only when the customer asks again', async () => {
    const visit = await come();
    world.host.refuse(visit.customer);
    await open(visit);
    await press(visit.page, 'Cancel now');
    await says(visit.page, 'It is not cancelled yet');
    expect(await widget(visit.page).getByRole('link', { name: 'Cancel on our page' }).getAttribute('href')).toContain(
      `/cancel/${visit.customer}`,
    );
    await visit.page.waitForTimeout(500);
    expect(world.host.cancelledFor(visit.customer)).toHaveLength(1);
    world.host.relent(visit.customer);
    await press(visit.page, 'Cancel now');
    await says(visit.page, 'Cancelled');
    expect(world.host.cancelledFor(visit.customer)).toHaveLength(2);
    await visit.page.context().close();
  });

  test.concurrent('a handler that breaks before it begins is a refusal, not a crash', async () => {
    const visit = await come({ handled: false });
    await visit.page.goto(visit.url);
    await untilThere(visit.page);
    await visit.page.evaluate(() =>
      (window as unknown as { Amends: (...said: unknown[]) => void }).Amends('handle', {
        handleCancel: () => {
          throw new Error('billing is not defined');
        },
      }),
    );
    await visit.link.click();
    await press(visit.page, 'Cancel now');
    await says(visit.page, 'It is not cancelled yet');
    const askedAt = Date.now();
    await widget(visit.page).getByRole('link', { name: 'Cancel on our page' }).click();
    await expectCancelledOnce(visit, askedAt);
  });

  test.concurrent('billing that never answers: nobody reads “Cancelled”, and the shop’s own page is offered', async () => {
    const visit = await come({ handled: false });
    await visit.page.goto(visit.url);
    await untilThere(visit.page);
    await visit.page.evaluate(() =>
      (window as unknown as { Amends: (...said: unknown[]) => void }).Amends('handle', { handleCancel: () => new Promise(() => {}) }),
    );
    await visit.link.click();
    await press(visit.page, 'Cancel now');
    await says(visit.page, 'Cancelling…');
    const askedAt = Date.now() + 6000;
    await widget(visit.page).getByRole('link', { name: 'Cancel on our page' }).click();
    await expectCancelledOnce(visit, askedAt);
  });

  test.concurrent('clicking twice on the link and five times on the button cancels once', async () => {
    const visit = await come();
    await visit.page.goto(visit.url);
    await untilThere(visit.page);
    await visit.link.dblclick();
    await says(visit.page, 'Before you go');
    expect(await visit.page.locator('amends-panel').count()).toBe(1);
    const askedAt = Date.now();
    await widget(visit.page)
      .getByRole('button', { name: 'Cancel now' })
      .evaluate((button: HTMLButtonElement) => Array.from({ length: 5 }, () => button.click()));
    await says(visit.page, 'Cancelled');
    await expectCancelledOnce(visit, askedAt);
  });

  test.concurrent('two links for one subscription open one window, and cancel once', async () => {
    const visit = await come();
    await visit.page.goto(visit.url);
    await untilThere(visit.page);
    await visit.link.evaluate((link: HTMLAnchorElement) => {
      const twin = link.cloneNode(true) as HTMLAnchorElement;
      link.after(twin);
      link.click();
      twin.click();
    });
    await says(visit.page, 'Before you go');
    expect(await visit.page.locator('amends-panel').count()).toBe(1);
    const askedAt = Date.now();
    await press(visit.page, 'Cancel now');
    await expectCancelledOnce(visit, askedAt);
  });

  test.concurrent('in two tabs at once, billing hears of it once, and both tabs say so', async () => {
    const visit = await come();
    const other = await visit.page.context().newPage();
    await open(visit);
    await other.goto(visit.url);
    await untilThere(other);
    await other.getByRole('link', { name: 'Cancel subscription' }).click();
    await says(other, 'Before you go');
    const askedAt = Date.now();
    await Promise.all(
      [visit.page, other].map((page) =>
        widget(page)
          .getByRole('button', { name: 'Cancel now' })
          .evaluate((button: HTMLButtonElement) => button.click()),
      ),
    );
    await says(visit.page, 'Cancelled');
    await says(other, 'Cancelled');
    await expectCancelledOnce(visit, askedAt);
  });

  test.concurrent('going back and forward again changes nothing, and cancelling works afterwards', async () => {
    const visit = await come();
    await visit.page.goto(`${world.host.url}/`);
    await open(visit);
    await visit.page.goBack();
    expect(world.host.cancelledFor(visit.customer)).toEqual([]);
    await visit.page.goForward();
    if (!(await widget(visit.page).isVisible())) {
      await untilThere(visit.page);
      await visit.link.click();
    }
    const askedAt = Date.now();
    await press(visit.page, 'Cancel now');
    await expectCancelledOnce(visit, askedAt);
  });

  test.concurrent.each(['Escape', 'Close'] as const)(
    'leaving the window by %s changes nothing and says so; the link works again',
    async (way) => {
      const visit = await come();
      await open(visit);
      if (way === 'Escape') await visit.page.keyboard.press('Escape');
      else await press(visit.page, 'Close');
      await visit.page.getByText('Nothing was changed.').waitFor();
      expect(world.host.cancelledFor(visit.customer)).toEqual([]);
      await visit.link.click();
      const askedAt = Date.now();
      await press(visit.page, 'Cancel now');
      await expectCancelledOnce(visit, askedAt);
    },
  );
});
