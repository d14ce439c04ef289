import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type OwnPage, openOwnPage } from './own-page.ts';
import { widget } from './people.ts';
import { openWorld, type World } from './world.ts';

type Told = { name: string; kind?: string; step?: string; number?: string };
type Listening = { told: Told[]; Amends: (...said: unknown[]) => unknown };

/** A site in test mode, and a page that listens to everything the widget tells. */
let world: World;
let shop: OwnPage;
let siteKey: string;
beforeAll(async () => {
  world = await openWorld();
  shop = await openOwnPage(
    () => `<script>
      told = [];
      for (const name of ['open', 'step', 'submitted', 'queued', 'closed', 'error'])
        addEventListener('amends:' + name, ({ detail }) => told.push({ name, kind: detail.kind, step: detail.step, number: detail.number }));
      </script>
      <button data-amends="praise">Praise</button>
      <a href="/own-cancel" data-amends="cancel">Leave</a>
      <script src="${world.amendsUrl}/widget.js" data-site="${siteKey}"></script>`,
  );
  ({ siteKey } = world.cli<{ siteKey: string }>('site', 'create', '--name', 'Trying shop', '--origin', shop.url, '--test'));
});
afterAll(async () => {
  await shop?.end();
  await world?.end();
});

const toldOn = (page: Page) => page.evaluate(() => (window as unknown as Listening).told);
const press = (page: Page, name: string) => widget(page).getByRole('button', { name, exact: true }).click();

async function praise() {
  const page = await world.visitor();
  await page.goto(shop.url);
  await page.getByRole('button', { name: 'Praise' }).click();
  await widget(page).getByLabel('What did we do well?').fill('The tea was hot.');
  return page;
}

test('a site in test mode has a key that says so, and every screen says it too', async () => {
  expect(siteKey).toMatch(/^pk_test_/);
  const page = await praise();
  await widget(page).getByText('Test mode: nothing here reaches anybody.').waitFor();
  await page.keyboard.press('Escape');
  await page.getByRole('link', { name: 'Leave' }).click();
  await widget(page).getByText('Test mode: nothing here reaches anybody.').waitFor();
});

test('the page hears that words were sent, under which number, and that the window closed', async () => {
  const page = await praise();
  await press(page, 'Send');
  await widget(page).getByRole('heading', { name: 'Thank you' }).waitFor();
  const number = await widget(page).locator('b').innerText();
  await press(page, 'Done');
  expect(await toldOn(page)).toEqual([
    { name: 'open', kind: 'praise' },
    { name: 'submitted', kind: 'praise', number },
    { name: 'closed', kind: 'praise' },
  ]);
});

test('the page hears that words had to wait, and later that they were sent', async () => {
  const page = await praise();
  await page.route('**/v1/public/cases', (route) => route.abort());
  await press(page, 'Send');
  await widget(page).getByRole('heading', { name: 'Saved on this device' }).waitFor();
  await page.unroute('**/v1/public/cases');
  await press(page, 'Try again');
  await widget(page).getByRole('heading', { name: 'Thank you' }).waitFor();
  const names = (await toldOn(page)).map(({ name }) => name);
  expect(names).toEqual(['open', 'queued', 'submitted']);
});

test('the page hears every step of the leaving, and that billing refused', async () => {
  const page = await world.visitor();
  await page.goto(shop.url);
  await page.evaluate(() =>
    (window as unknown as Listening).Amends('handle', { handleCancel: () => Promise.reject(new Error('The card service is down.')) }),
  );
  await page.getByRole('link', { name: 'Leave' }).click();
  await press(page, 'Continue');
  await press(page, 'Cancel now');
  await widget(page).getByRole('heading', { name: 'It is not cancelled yet' }).waitFor();
  expect((await toldOn(page)).map(({ name, step }) => (step ? `${name} ${step}` : name))).toEqual([
    'open',
    'step reason',
    'step stay',
    'step cancelling',
    'error',
    'step failed',
  ]);
});
