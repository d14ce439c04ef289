import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { billingOf, expectOpenToAll, openAccount, widget } from './people.ts';
import { openWorld, type World } from './world.ts';

let world: World;
beforeAll(async () => {
  world = await openWorld();
});
afterAll(() => world?.end());

const cancelLink = (page: Page) => page.getByRole('link', { name: 'Cancel subscription' });

/** On the shop's own cancel page: cancels there, unless the click already did. */
async function finishOnTheShopsPage(page: Page) {
  await page.waitForURL(`${world.shopUrl}/account/cancel`);
  const button = page.getByRole('button', { name: 'Cancel now' });
  if (await button.isVisible()) await button.click();
  await page.getByRole('heading', { name: 'Your Tea club is cancelled' }).waitFor();
}

test('cancelling at once works from the first screen, and billing is asked once however often somebody clicks', async () => {
  const page = await world.visitor();
  await openAccount(world, page, 'Fern Holloway');
  await cancelLink(page).click();
  const cancelNow = widget(page).getByRole('button', { name: 'Cancel now' });
  await cancelNow.waitFor();
  await cancelNow.evaluate((button: HTMLButtonElement) => {
    for (let clicks = 0; clicks < 3; clicks += 1) button.click();
  });
  await widget(page).getByRole('heading', { name: 'Cancelled', exact: true }).waitFor();
  await expectOpenToAll(page, 'widget-cancelled');
  expect(await billingOf(world, 'sub_1')).toMatchObject({ state: 'cancelled', cancelCalls: 1 });
});

test('when billing refuses, the widget says so and the shop’s own page is still there', async () => {
  const page = await world.visitor();
  await openAccount(world, page, 'Amira Haddad');
  await fetch(`${world.shopUrl}/billing/subscriptions/sub_4/refusal`, { method: 'PUT', body: '{"refuse":true}' });
  await cancelLink(page).click();
  await widget(page).getByRole('button', { name: 'Cancel now' }).click();
  await widget(page).getByRole('heading', { name: 'It is not cancelled yet' }).waitFor();
  await expectOpenToAll(page, 'widget-cancel-failed');
  expect(await billingOf(world, 'sub_4')).toMatchObject({ state: 'active', cancelCalls: 1 });
  await fetch(`${world.shopUrl}/billing/subscriptions/sub_4/refusal`, { method: 'PUT', body: '{"refuse":false}' });
  await widget(page).getByRole('button', { name: 'Cancel now' }).click();
  await widget(page).getByRole('heading', { name: 'Cancelled', exact: true }).waitFor();
  expect(await billingOf(world, 'sub_4')).toMatchObject({ state: 'cancelled', cancelCalls: 2 });
});

test('with our script blocked, the link leads to the shop’s own cancel page', async () => {
  const page = await world.visitor();
  await page.route('**/widget.js', (route) => route.abort());
  await openAccount(world, page, 'Jonas Brandt');
  await cancelLink(page).click();
  await finishOnTheShopsPage(page);
  expect(await billingOf(world, 'sub_2')).toMatchObject({ state: 'cancelled', cancelCalls: 1 });
});

test('without any script at all, too', async () => {
  const page = await world.visitor({ javaScript: false });
  await page.goto(`${world.shopUrl}/account`);
  await page.getByLabel('Customer').selectOption({ label: 'Jonas Brandt' });
  await page.getByRole('button', { name: 'Sign in' }).click();
  await page.getByRole('button', { name: 'Start again' }).click();
  await cancelLink(page).click();
  await finishOnTheShopsPage(page);
  expect(await billingOf(world, 'sub_2')).toMatchObject({ state: 'cancelled', cancelCalls: 2 });
});

test('with our server killed while the page is open, the link leads there as well', async () => {
  const page = await world.visitor();
  await openAccount(world, page, 'Ελένη Παππά');
  await page.waitForFunction(() => 'Amends' in window);
  await world.killAmends();
  await cancelLink(page).click();
  await finishOnTheShopsPage(page);
  expect(await billingOf(world, 'sub_3')).toMatchObject({ state: 'cancelled', cancelCalls: 1 });
});
