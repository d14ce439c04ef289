import type { Locator, Page } from 'playwright-core';
import { expect } from 'vitest';
import { lookAt, type World } from './world.ts';

/** The widget over a page. */
export const widget = (page: Page) => page.locator('amends-panel').getByRole('dialog');

/** No barrier for anybody, in light, dark and on a phone; leaves a picture of each. */
export async function expectOpenToAll(page: Page, name: string) {
  expect.soft(await lookAt(page, name), name).toEqual([]);
}

/** Fern looks at her order and says that she was charged twice. */
export async function complainAboutOrder(world: World, page: Page, { story, amount }: { story: string; amount: string }) {
  await page.goto(`${world.shopUrl}/orders/1042`);
  await page.getByRole('button', { name: 'Something wrong with this order?' }).click();
  const form = widget(page);
  await form.getByLabel('What kind of problem is it?').selectOption({ label: 'I was charged twice' });
  await form.getByLabel('What happened?').fill(story);
  await form.getByLabel('All my money back', { exact: true }).check();
  await form.getByLabel(/^All my money back: Amount/).fill(amount);
  return form;
}

export async function signIn(world: World, page: Page, who: { email: string; password: string } = world.admin) {
  await page.goto(`${world.amendsUrl}/admin`);
  await page.getByLabel('E-mail').fill(who.email);
  await page.getByLabel('Password').fill(who.password);
  await page.getByRole('button', { name: 'Sign in' }).click();
  await page.getByRole('navigation', { name: 'Views' }).waitFor();
}

export const PASSWORD = 'four ordinary words here';

/** Somebody new follows their invitation and is in. */
export async function join(world: World, page: Page, { name, role }: { name: string; role: string }) {
  const email = `${name.toLowerCase()}@shop.example`;
  const { url } = world.cli<{ url: string }>('staff', 'invite', '--email', email, '--role', role);
  await page.goto(url);
  await page.getByLabel('Your name, as customers read it').fill(name);
  await page.getByLabel('Password').fill(PASSWORD);
  await page.getByRole('button', { name: 'Join' }).click();
  await page.getByRole('navigation', { name: 'Views' }).waitFor();
  return { email, password: PASSWORD };
}

/** A complaint as the widget sends it. */
export async function openComplaint(world: World, { story, ...more }: { story: string } & Record<string, unknown>): Promise<string> {
  const answer = await fetch(`${world.amendsUrl}/v1/public/cases`, {
    method: 'POST',
    headers: { 'Content-Type': 'text/plain', Origin: world.shopUrl },
    body: JSON.stringify({ siteKey: world.site.siteKey, kind: 'complaint', story, locale: 'en', ...more }),
  });
  if (!answer.ok) throw new Error(await answer.text());
  return ((await answer.json()) as { case: { number: string } }).case.number;
}

/** Opens a tab of the composer on the case page. */
export async function compose(page: Page, tab: string): Promise<Locator> {
  // A tab with unsent words says so in its name.
  await page.getByRole('tab', { name: new RegExp(`^${tab}`) }).click();
  return page.getByRole('tabpanel');
}

export async function offer(page: Page, { what, amount, message }: { what: string; amount: string; message: string }) {
  const form = await compose(page, 'Offer');
  await form.getByLabel('What you offer').selectOption({ label: what });
  await form.getByLabel('Amount', { exact: true }).fill(amount);
  await form.getByLabel('What you say with it').fill(message);
  await form.getByRole('button', { name: 'Send offer' }).click();
  await page.getByText(message).first().waitFor();
}

/** Walks with the Tab key until the wanted thing has the focus, as somebody without a mouse does. */
export async function tabTo(page: Page, wanted: Locator) {
  for (let steps = 0; steps < 120; steps += 1) {
    const isThere = await wanted.evaluate((element) => {
      const root = element.getRootNode() as Document | ShadowRoot;
      return root.activeElement === element;
    });
    if (isThere) return;
    await page.keyboard.press('Tab');
  }
  throw new Error(`The Tab key never reaches ${wanted.toString()}`);
}

/** Chooses one of several round buttons with the keyboard alone. */
export async function pickByKeyboard(page: Page, wanted: Locator) {
  await tabTo(page, wanted.locator('xpath=ancestor::fieldset').getByRole('radio').first());
  await page.keyboard.press('Space');
  for (let steps = 0; steps < 40 && !(await wanted.isChecked()); steps += 1) await page.keyboard.press('ArrowDown');
  expect(await wanted.isChecked()).toBe(true);
}

/** Opens the shop's account page as one of its customers. */
export async function openAccount(world: World, page: Page, name: string) {
  await page.goto(`${world.shopUrl}/account`);
  await page.getByLabel('Customer').selectOption({ label: name });
  await page.getByRole('button', { name: 'Sign in' }).click();
  await page.getByRole('heading', { name: `Hello, ${name.split(' ')[0]}` }).waitFor();
}

/** What the shop's own billing says. */
export async function billingOf(world: World, subscription: string) {
  const answer = await fetch(`${world.shopUrl}/billing/subscriptions/${subscription}`);
  return (await answer.json()) as { state: 'active' | 'cancelled'; cancelCalls: number; adjustment: string | null };
}
