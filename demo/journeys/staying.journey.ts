import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { billingOf, expectOpenToAll, openAccount, pickByKeyboard, tabTo, widget } from './people.ts';
import { openWorld, type World } from './world.ts';

let world: World;
beforeAll(async () => {
  world = await openWorld();
});
afterAll(() => world?.end());

type Leaver = { name: string; subscription: string };

/** A few customers are shown no offer on purpose, so that offers can be measured; then the next one comes along. */
async function untilOffered(leavers: Leaver[], walk: (leaver: Leaver) => Promise<boolean>): Promise<Leaver> {
  for (const leaver of leavers) if (await walk(leaver)) return leaver;
  throw new Error('Nobody was shown an offer.');
}

const isOffered = async (page: Page) => {
  await widget(page)
    .getByRole('heading', { name: /^(Our offer|Thank you for telling us)$/ })
    .waitFor();
  return widget(page).getByRole('heading', { name: 'Our offer' }).isVisible();
};

async function expectNothingCancelled({ name, subscription }: Leaver) {
  expect(await billingOf(world, subscription)).toMatchObject({ state: 'active', cancelCalls: 0, adjustment: expect.any(String) });
  const answer = await fetch(`${world.amendsUrl}/v1/cases?kind=cancellation&limit=100`, {
    headers: { Authorization: `Bearer ${world.site.secretKey}` },
  });
  const { items } = (await answer.json()) as { items: { id: string; customer: { name: string | null } }[] };
  const visit = items.find(({ customer }) => customer.name === name);
  const one = await fetch(`${world.amendsUrl}/v1/cases/${visit?.id}`, { headers: { Authorization: `Bearer ${world.site.secretKey}` } });
  expect(await one.json()).toMatchObject({ reason: 'cancel.too_expensive', cancellation: { outcome: 'accepted_offer' } });
}

test('a customer who finds it too expensive takes the offer, and nothing is cancelled', async () => {
  const page = await world.visitor();
  const panel = widget(page);
  const stayed = await untilOffered(
    [
      { name: 'Fern Holloway', subscription: 'sub_1' },
      { name: 'Jonas Brandt', subscription: 'sub_2' },
    ],
    async ({ name }) => {
      await openAccount(world, page, name);
      await expectOpenToAll(page, 'shop-account');
      await page.getByRole('link', { name: 'Cancel subscription' }).click();
      await panel.getByLabel('It costs too much').check();
      await expectOpenToAll(page, 'widget-cancel-reason');
      await panel.getByRole('button', { name: 'Continue' }).click();
      await panel.getByRole('heading', { name: 'What did you compare it with?' }).waitFor();
      await panel.getByLabel('In your own words').fill('The same tea costs less in the market hall.');
      await expectOpenToAll(page, 'widget-cancel-probe');
      await panel.getByRole('button', { name: 'Continue' }).click();
      await panel.getByLabel('A lower price').check();
      await expectOpenToAll(page, 'widget-cancel-stay');
      await panel.getByRole('button', { name: 'Continue' }).click();
      return isOffered(page);
    },
  );
  expect(await panel.getByRole('button', { name: 'Cancel now' }).isVisible()).toBe(true);
  await expectOpenToAll(page, 'widget-cancel-offer');
  await panel.getByRole('button', { name: 'Accept this offer' }).click();
  await panel.getByRole('heading', { name: 'It stays, on new terms' }).waitFor();
  await expectOpenToAll(page, 'widget-cancel-kept');
  await panel.getByRole('button', { name: 'Done' }).click();
  await page.getByText('Goes on, and this was agreed').waitFor();
  await expectNothingCancelled(stayed);
});

test('the same with the keyboard alone', async () => {
  const page = await world.visitor();
  const panel = widget(page);
  const stayed = await untilOffered(
    [
      { name: 'Amira Haddad', subscription: 'sub_4' },
      { name: 'Ελένη Παππά', subscription: 'sub_3' },
    ],
    async ({ name }) => {
      await openAccount(world, page, name);
      await tabTo(page, page.getByRole('link', { name: 'Cancel subscription' }));
      await page.keyboard.press('Enter');
      await panel.getByRole('button', { name: 'Continue' }).waitFor();
      await pickByKeyboard(page, panel.getByLabel('It costs too much'));
      await page.keyboard.press('Enter');
      await panel.getByRole('heading', { name: 'What did you compare it with?' }).waitFor();
      await tabTo(page, panel.getByLabel('In your own words'));
      await page.keyboard.type('The same tea costs less in the market hall.');
      await tabTo(page, panel.getByRole('button', { name: 'Continue' }));
      await page.keyboard.press('Enter');
      await panel.getByLabel('A lower price').waitFor();
      await tabTo(page, panel.getByLabel('A lower price'));
      await page.keyboard.press('Space');
      await tabTo(page, panel.getByRole('button', { name: 'Continue' }));
      await page.keyboard.press('Enter');
      return isOffered(page);
    },
  );
  await tabTo(page, panel.getByRole('button', { name: 'Accept this offer' }));
  await page.keyboard.press('Enter');
  await panel.getByRole('heading', { name: 'It stays, on new terms' }).waitFor();
  await page.keyboard.press('Escape');
  expect(await panel.count()).toBe(0);
  await expectNothingCancelled(stayed);
});
