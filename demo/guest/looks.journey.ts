import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import axe from 'axe-core';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type GuestWorld, openGuestWorld } from './guest-world.ts';
import { type Screen, SCREENS, walkThrough } from './screens.ts';

/** `npm run looks` shows every screen; every day's run shows those where most can go wrong. */
const WANTED: readonly Screen[] =
  process.env.LOOKS === 'all' ? SCREENS : ['complaint-unfolded', 'complaint-refused', 'leaving-reason', 'leaving-offer'];
const FOLDER = fileURLToPath(new URL('../screenshots/out/looks/', import.meta.url));

type Browsing = Parameters<GuestWorld['visitor']>[0];
const LOOKS: Record<string, Browsing & { locale?: string }> = {
  light: {},
  dark: { dark: true },
  'forced-colours': { forcedColors: true },
  'right-to-left': { locale: 'ur' },
  '320px': { width: 320, height: 568 },
  // What a desk shows at 200 % is what half the desk shows on a sharper screen.
  'zoom-200': { width: 640, height: 450, sharpness: 2 },
};

let world: GuestWorld;
beforeAll(async () => {
  mkdirSync(FOLDER, { recursive: true });
  world = await openGuestWorld();
  await world.rule({
    ruleSet: 'offers_beside_cancel',
    regions: { 'US-MN': 'offers_after_cancel_with_consent', FR: 'eu_withdrawal', DE: 'de_button' },
  });
});
afterAll(() => world?.end());

/** What a screen reader would stumble over, in words. */
async function barriersOn(page: Page): Promise<string[]> {
  await page.evaluate(axe.source);
  const { violations } = await page.evaluate(() =>
    (window as unknown as { axe: typeof axe }).axe.run(document, {
      resultTypes: ['violations'],
      rules: { 'target-size': { enabled: true } },
    }),
  );
  return violations.flatMap(({ id, help, nodes }) => nodes.map(({ target }) => `${id}: ${help} at ${target.flat().join(' ')}`));
}

/** What does not fit: something wider than the window, or a word cut off. */
const overflowOn = (page: Page) =>
  page.locator('amends-panel').evaluate((panel) => {
    const found: string[] = [];
    const dialog = panel.shadowRoot!.querySelector('dialog');
    if (dialog && dialog.scrollWidth > dialog.clientWidth)
      found.push(`the window scrolls sideways: ${dialog.scrollWidth} px in ${dialog.clientWidth}`);
    for (const button of panel.shadowRoot!.querySelectorAll('button, select, input:not([tabindex="-1"]), textarea')) {
      const { left, right } = button.getBoundingClientRect();
      if (right > innerWidth + 1 || left < -1)
        found.push(`${button.localName} “${button.textContent || (button as HTMLInputElement).name}” leaves the screen`);
    }
    return found;
  });

/** Walks the whole screen by Tab: what cannot be reached, shows no focus, or is hidden behind something when it has it. */
async function keyboardTroubleOn(page: Page): Promise<string[]> {
  await page.locator('amends-panel').evaluate((panel) => {
    const all = [
      ...panel.shadowRoot!.querySelectorAll<HTMLElement>('a[href], button, input:not([tabindex="-1"]), select, textarea, summary'),
    ];
    const radios = new Map<string, HTMLElement>();
    const wanted = all.filter((element) => {
      if (!element.checkVisibility()) return false;
      if (!(element instanceof HTMLInputElement) || element.type !== 'radio') return true;
      const group = radios.get(element.name);
      if (!group || element.checked) radios.set(element.name, element);
      return false; // arrow keys walk within a group; the group has one stop
    });
    Object.assign(window, { unreached: new Set([...wanted, ...radios.values()]), troubles: [] });
  });
  for (let steps = 0; steps < 160; steps += 1) {
    await page.keyboard.press('Tab');
    const left = await page.locator('amends-panel').evaluate((panel) => {
      const { unreached, troubles } = window as unknown as { unreached: Set<Element>; troubles: string[] };
      const root = panel.shadowRoot!;
      const focused = root.activeElement as HTMLElement | null;
      if (!focused || !unreached.has(focused)) return unreached.size;
      unreached.delete(focused);
      const name = `${focused.localName} “${(focused.textContent || (focused as HTMLInputElement).name).trim().slice(0, 40)}”`;
      if (getComputedStyle(focused).outlineStyle === 'none') troubles.push(`${name} shows no focus`);
      const { left: x, top: y, width, height } = focused.getBoundingClientRect();
      const points = [0.1, 0.5, 0.9].flatMap((across) =>
        [0.1, 0.5, 0.9].map((down) => root.elementFromPoint(x + width * across, y + height * down)),
      );
      const isSeen = points.some(
        (there) => there && (there === focused || focused.contains(there) || (there.localName === 'label' && there.contains(focused))),
      );
      if (!isSeen) troubles.push(`${name} is hidden when it has the focus`);
      return unreached.size;
    });
    if (left === 0) break;
  }
  return page.evaluate(() => {
    const { unreached, troubles } = window as unknown as { unreached: Set<Element>; troubles: string[] };
    return [
      ...troubles,
      ...[...unreached].map(
        (element) => `the Tab key never reaches ${element.localName} “${element.textContent || (element as HTMLInputElement).name}”`,
      ),
    ];
  });
}

describe.concurrent('every screen can be seen, read out and used by keyboard alone', () => {
  test.each(Object.entries(LOOKS))(
    '%s',
    async (name, { locale = 'en', ...browsing }) => {
      const page = await world.visitor(browsing);
      const troubles: string[] = [];
      const seen = new Set<Screen>();
      await walkThrough(world, { name, locale, page }, WANTED, async (screen) => {
        await page.screenshot({ path: join(FOLDER, `${screen}-${name}.png`) });
        const found = [...(await barriersOn(page)), ...(await overflowOn(page)), ...(await keyboardTroubleOn(page))];
        troubles.push(...found.map((trouble) => `${screen}: ${trouble}`));
        seen.add(screen);
      });
      await page.context().close();
      expect(troubles).toEqual([]);
      expect(seen).toEqual(new Set(WANTED));
    },
    600_000,
  );
});
