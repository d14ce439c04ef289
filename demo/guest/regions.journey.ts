import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { expectOpenToAll, widget } from '../journeys/people.ts';
import { type GuestWorld, openGuestWorld, untilThere } from './guest-world.ts';
import { cancelLink } from './host.ts';

/** One site, five places, five laws. The choice is the server's; the page only says where the customer is. */
const REGIONS = { 'US-MN': 'offers_after_cancel_with_consent', 'US-CA': 'no_offers', FR: 'eu_withdrawal', DE: 'de_button' };

let world: GuestWorld;
beforeAll(async () => {
  world = await openGuestWorld();
  await world.rule({ ruleSet: 'offers_beside_cancel', regions: REGIONS });
});
afterAll(() => world?.end());

const press = (page: Page, name: string) => widget(page).getByRole('button', { name, exact: true }).click();
const says = (page: Page, name: string) => widget(page).getByRole('heading', { name, exact: true }).waitFor();

async function leave(customer: string, region = '') {
  const { page, url } = await world.visit(customer, { body: cancelLink(customer, true).replace('<a ', `<a data-region="${region}" `) });
  await page.goto(url);
  await untilThere(page);
  await page.getByRole('link', { name: 'Cancel subscription' }).click();
  return page;
}

/** Why, compared with what, what would have made them stay; "Cancel now" stands on each screen. */
async function answerAll(page: Page, stay: string) {
  for (const [title, act] of [
    ['Before you go', () => widget(page).getByLabel('It costs too much').check()],
    ['What did you compare it with?', () => widget(page).getByLabel('In your own words').fill('The market hall.')],
    [stay, () => widget(page).getByLabel('A lower price').check()],
  ] as const) {
    await says(page, title);
    expect(await widget(page).getByRole('button', { name: 'Cancel now' }).isVisible()).toBe(true);
    await act();
    await press(page, 'Continue');
  }
}

test('offers beside cancelling: one offer, with its terms in full and “Cancel now” of equal weight', async () => {
  const page = await leave('beside');
  await answerAll(page, 'What would make you stay?');
  await says(page, 'Our offer');
  const [accept, cancel] = await Promise.all(
    ['Accept this offer', 'Cancel now'].map(async (name) => {
      const button = widget(page).getByRole('button', { name });
      const look = await button.evaluate((element) => {
        const { color, backgroundColor, fontSize, fontWeight } = getComputedStyle(element);
        return { color, backgroundColor, fontSize, fontWeight };
      });
      const { height } = (await button.boundingBox())!;
      return { ...look, height };
    }),
  );
  expect(cancel).toEqual(accept);
  await press(page, 'Cancel now');
  await says(page, 'Cancelled');
  expect(world.host.cancelledFor('beside')).toHaveLength(1);
});

test('offers only after cancelling and with consent: nothing is offered before, and the cancellation stands', async () => {
  const page = await leave('after', 'US-MN');
  await answerAll(page, 'What would have made you stay?');
  await says(page, 'Thank you for telling us');
  expect(await widget(page).getByRole('button', { name: 'Accept this offer' }).count()).toBe(0);
  await press(page, 'Cancel now');
  await widget(page).getByRole('heading', { name: 'May we show you an offer?' }).waitFor();
  expect(world.host.cancelledFor('after')).toHaveLength(1);
  await expectOpenToAll(page, 'widget-consent');
  await press(page, 'Yes, show it');
  await says(page, 'Our offer');
  await page.keyboard.press('Escape');
  expect(world.host.cancelledFor('after')).toHaveLength(1);
});

test('no offers: the questions may be answered, and none is made', async () => {
  const page = await leave('none', 'US-CA');
  await answerAll(page, 'What would have made you stay?');
  await says(page, 'Thank you for telling us');
  await press(page, 'Cancel now');
  await says(page, 'Cancelled');
  expect(await widget(page).getByText('offer', { exact: false }).count()).toBe(0);
  expect(world.host.cancelledFor('none')).toHaveLength(1);
});

test('withdrawing under European law: who, which contract, one button, and a receipt to keep', async () => {
  const page = await leave('withdrawn', 'FR');
  await says(page, 'Withdraw from contract here');
  await widget(page).getByLabel('Your name').fill('Camille Laurent');
  expect(await widget(page).getByLabel('Contract or order number').inputValue()).toBe('withdrawn');
  await widget(page).getByLabel('E-mail').fill('camille@customers.example');
  await expectOpenToAll(page, 'widget-withdraw');
  await press(page, 'Confirm withdrawal');
  await says(page, 'Withdrawn');
  const receipt = widget(page).getByRole('link', { name: 'See your receipt' });
  await receipt.waitFor();
  const [kept] = await Promise.all([page.context().waitForEvent('page'), receipt.click()]);
  await kept.waitForLoadState();
  expect(await kept.getByRole('main').innerText()).toContain('Camille Laurent');
  expect(await kept.getByRole('main').innerText()).toMatch(/\b20\d\d\b.*\d{1,2}:\d{2}/s);
});

test('the German cancel page: two buttons, no sign-in, nothing between them, and a receipt', async () => {
  const page = await world.visitor({ javaScript: false });
  await page.goto(`${world.amendsUrl}/s/${world.site.siteKey}/kuendigen?locale=de`);
  await page.getByRole('link', { name: 'Verträge hier kündigen' }).click();
  await page
    .getByLabel(/Ihr Name|Name/)
    .first()
    .fill('Jonas Brandt');
  await page
    .getByLabel(/Vertrag/)
    .first()
    .fill('T-2047');
  await page
    .getByLabel(/E-Mail/)
    .first()
    .fill('jonas@customers.example');
  await page.getByRole('button', { name: 'Jetzt kündigen' }).click();
  await page.waitForURL(/\/r\//);
  const receipt = await page.getByRole('main').innerText();
  expect(receipt).toContain('T-2047');
  expect(receipt).toMatch(/\d{1,2}:\d{2}/);
  const { items } = await world.asMerchant<{ items: { story: string; kind: string }[] }>('/v1/cases?kind=cancellation&limit=100');
  expect(items.filter(({ story }) => story?.includes('T-2047'))).toHaveLength(1);
});
