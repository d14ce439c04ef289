import { readFileSync } from 'node:fs';
import axe from 'axe-core';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { signIn } from './people.ts';
import { addressOf, STAFF_PLACES, type StaffPlace, watchTraffic } from './staff-places.ts';
import { furnish, type Shown } from './staff-shop.ts';
import { openWorld, type World } from './world.ts';

const NARROWEST = { width: 320, height: 640 };
const DESK = { width: 1280, height: 900 };
/** What nobody sees moving: a sum of less than this is a rounded pixel. */
const STILL = 0.001;
const AT_ONCE = 2;
const WITHIN = STAFF_PLACES.filter(({ door }) => !door);

type Shift = { value: number; what: string[] };

let world: World;
let shown: Shown;
beforeAll(async () => {
  world = await openWorld();
  shown = await furnish(world, await world.visitor());
});
afterAll(() => world?.end());

/** A page that remembers what moved on it while nobody touched it. */
async function watchedPage(page: Page) {
  await page.addInitScript(() => {
    const shifts: Shift[] = [];
    Object.assign(window, { shifts });
    type Entry = {
      value: number;
      hadRecentInput: boolean;
      sources: { node: Node | null; previousRect: DOMRectReadOnly; currentRect: DOMRectReadOnly }[];
    };
    new PerformanceObserver((list) => {
      for (const { value, hadRecentInput, sources } of list.getEntries() as unknown as Entry[])
        if (!hadRecentInput)
          shifts.push({
            value,
            what: sources.map(
              ({ node, previousRect: was, currentRect: is }) =>
                `“${(node?.textContent ?? '').trim().slice(0, 30)}” from ${was.x},${was.y} to ${is.x},${is.y}`,
            ),
          });
    }).observe({ type: 'layout-shift', buffered: true });
  });
  return page;
}

/** On a screen, or in the dialog that is open over it: nothing behind that can be reached. */
async function barriersOn(page: Page, onlyColours: boolean): Promise<string[]> {
  if (!(await page.evaluate(() => 'axe' in window))) await page.evaluate(axe.source);
  const { violations } = await page.evaluate(
    (colours) =>
      (window as unknown as { axe: typeof axe }).axe.run(document.querySelector('dialog[open]') ?? document, {
        resultTypes: ['violations'],
        ...(colours && { runOnly: ['color-contrast'] }),
      }),
    onlyColours,
  );
  return violations.flatMap(({ id, help, nodes }) => nodes.map(({ target }) => `${id}: ${help} at ${target.flat().join(' ')}`));
}

const shiftsOn = (page: Page) =>
  page.evaluate((still) => {
    const { shifts } = window as unknown as { shifts: Shift[] };
    return shifts.filter(({ value }) => value > still).map(({ value, what }) => `moves by ${value.toFixed(4)}: ${what.join(' | ')}`);
  }, STILL);

/** What makes the page, or the dialog over it, wider than its window. */
const tooWideOn = (page: Page) =>
  page.evaluate(() => {
    const root = document.documentElement;
    const shown = document.querySelector<HTMLElement>('dialog[open]') ?? root;
    const edge = Math.min(root.clientWidth, shown.getBoundingClientRect().right);
    if (root.scrollWidth <= root.clientWidth && shown.scrollWidth <= shown.clientWidth) return [];
    const wide = [...shown.querySelectorAll<HTMLElement>('*')].filter((element) => element.getBoundingClientRect().right > edge + 1);
    const names = wide.slice(-3).map((element) => `${element.localName} “${element.textContent.trim().slice(0, 30)}”`);
    return [`is ${shown.scrollWidth} px wide in ${shown.clientWidth}: ${names.join(', ')}`];
  });

/** All that is wrong with one place, in words; whatever it opens is closed again. */
async function troublesOf(page: Page, place: StaffPlace, settled: () => Promise<void>): Promise<string[]> {
  await page.setViewportSize(DESK);
  await page.emulateMedia({ colorScheme: 'light' });
  if (place.then) {
    await place.then(page);
    await settled();
  }
  const troubles = await barriersOn(page, false);
  await page.emulateMedia({ colorScheme: 'dark' });
  troubles.push(...(await barriersOn(page, true)).map((barrier) => `dark: ${barrier}`));
  await page.setViewportSize(NARROWEST);
  troubles.push(...(await tooWideOn(page)).map((trouble) => `narrow: ${trouble}`));
  if (place.then) await page.keyboard.press('Escape');
  return troubles;
}

/** All that is wrong where these places are: the screen itself, then what opens over it, one after the other. */
async function troublesAt(page: Page, places: StaffPlace[], settled: () => Promise<void>): Promise<string[]> {
  const [first] = places;
  await page.setViewportSize(DESK);
  await page.emulateMedia({ colorScheme: 'light' });
  await page.goto(world.amendsUrl + addressOf(first!, shown));
  await page.getByRole('heading', { level: 1 }).first().waitFor();
  await settled();
  const troubles = (await shiftsOn(page)).map((trouble) => `${first!.name}: ${trouble}`);
  for (const place of places) {
    // One that does not come up should not hide what is wrong with the others.
    const found = await troublesOf(page, place, settled).catch((error: unknown) => [String(error).split('\n')[0]]);
    troubles.push(...found.map((trouble) => `${place.name}: ${trouble}`));
  }
  return troubles;
}

test('every screen of the staff page is in the list', () => {
  const routes = readFileSync(new URL('../../server/admin/routes.ts', import.meta.url), 'utf8');
  const paths = [...routes.matchAll(/\bpath: '([^']+)'/g)].map(([, path]) => path!);
  expect(paths.length).toBeGreaterThan(20);
  expect(STAFF_PLACES.map(({ path }) => path)).toEqual(expect.arrayContaining(paths));
});

test('every screen can be read out and read, stands still while it loads, and fits on the narrowest phone', async () => {
  const troubles: string[] = [];
  const left = [...Map.groupBy(WITHIN, ({ path }) => path).values()];
  let seen = 0;
  async function walk() {
    const page = await watchedPage(await world.visitor());
    const settled = watchTraffic(page);
    await signIn(world, page);
    for (let places = left.shift(); places; places = left.shift()) {
      const { name } = places[0]!;
      troubles.push(...(await troublesAt(page, places, settled).catch((error: unknown) => [`${name}: ${String(error).split('\n')[0]}`])));
      seen += places.length;
    }
    await page.context().close();
  }
  await Promise.all(Array.from({ length: AT_ONCE }, walk));
  expect(troubles).toEqual([]);
  expect(seen).toBe(WITHIN.length);
}, 240_000);

test('the doors can be read out and read, too', async () => {
  const page = await watchedPage(await world.visitor());
  const settled = watchTraffic(page);
  const troubles: string[] = [];
  for (const place of STAFF_PLACES.filter(({ door }) => door)) troubles.push(...(await troublesAt(page, [place], settled)));
  expect(troubles).toEqual([]);
});
