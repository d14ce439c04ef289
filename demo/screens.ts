import { mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Page } from 'playwright-core';
import { addressOf, STAFF_PLACES, watchTraffic } from './journeys/staff-places.ts';
import { furnish } from './journeys/staff-shop.ts';
import { openWorld, type World } from './journeys/world.ts';

/**
 * Pictures of every screen of the staff page, of a small shop that is made for them: `npm run screens`, or
 * `npm run screens -- inbox case` for those whose names begin so, and `LOOK=phone` for one look.
 */
const LOOKS: Record<string, Parameters<World['visitor']>[0]> = {
  desktop: {},
  phone: { width: 390, height: 844 },
  dark: { dark: true },
  'right-to-left': { locale: 'ur' },
  'forced-colors': { forcedColors: true },
  wide: { width: 3840, height: 2160 },
};
const FOLDER = fileURLToPath(new URL('screenshots/out/staff/', import.meta.url));

const wanted = process.argv.slice(2);
const places = STAFF_PLACES.filter(({ name }) => wanted.length === 0 || wanted.some((one) => name.startsWith(one)));
const looks = Object.entries(LOOKS).filter(([name]) => !process.env.LOOK || name === process.env.LOOK);
if (wanted.length === 0 && looks.length > 1) rmSync(FOLDER, { recursive: true, force: true });
mkdirSync(FOLDER, { recursive: true });

/** In any language: the fields stand in this order. */
async function comeIn(world: World, page: Page) {
  await page.goto(`${world.amendsUrl}/admin`);
  await page.locator('#email').fill(world.admin.email);
  await page.locator('#password').fill(world.admin.password);
  await page.keyboard.press('Enter');
  await page.locator('#search').waitFor();
}

const world = await openWorld();
let made = 0;
const missed: string[] = [];
try {
  const owner = await world.visitor();
  const shown = await furnish(world, owner);
  for (const [look, browsing] of looks) {
    const inside = await world.visitor(browsing);
    const outside = await world.visitor(browsing);
    await comeIn(world, inside);
    const rests = new Map([inside, outside].map((page) => [page, watchTraffic(page)]));
    for (const place of places) {
      const page = place.door ? outside : inside;
      const settled = rests.get(page)!;
      try {
        await page.goto(world.amendsUrl + addressOf(place, shown));
        await page.getByRole('heading', { level: 1 }).first().waitFor();
        await settled();
        await place.then?.(page);
        await settled();
        const fullPage = (await page.locator('dialog[open]').count()) === 0;
        await page.screenshot({ path: join(FOLDER, `${place.name}-${look}.png`), fullPage });
        made += 1;
      } catch (error) {
        missed.push(`${place.name}-${look}: ${String(error).split('\n')[0]}`);
      }
    }
    await inside.context().close();
    await outside.context().close();
    console.log(`${look}: done`);
  }
} finally {
  await world.end();
}
console.log(`${made} pictures in ${FOLDER}`);
for (const one of missed) console.error(one);
process.exitCode = missed.length > 0 ? 1 : 0;
