import { afterAll, beforeAll, expect, test } from 'vitest';
import { expectOpenToAll, openAccount, signIn, tabTo, widget } from './people.ts';
import { openWorld, type World } from './world.ts';

let world: World;
beforeAll(async () => {
  world = await openWorld();
});
afterAll(() => world?.end());

test('a shop adds a reason and an answer of its own; a customer gives them when leaving, and staff read both', async () => {
  const staff = await world.visitor();
  await signIn(world, staff);
  await staff.goto(`${world.amendsUrl}/admin/settings/reasons`);
  await staff.locator('summary', { has: staff.getByRole('heading', { name: 'Leaving' }) }).click();
  // Without a mouse: opened, written and added, the next at once.
  await tabTo(staff, staff.getByRole('button', { name: 'Add a narrower reason beneath “I do not use it enough”' }));
  await staff.keyboard.press('Enter');
  await staff.getByLabel('What this narrower reason is called').waitFor();
  await staff.keyboard.type('I only need it in winter');
  await staff.keyboard.press('Enter');
  await staff.keyboard.press('Escape');

  const own = staff.getByRole('group', { name: 'I only need it in winter', exact: true });
  await own.locator('summary').click();
  await own.getByRole('button', { name: 'Change question and answers' }).click();
  await own.getByLabel('Question', { exact: true }).fill('When shall we wake it up?');
  await own.getByRole('button', { name: 'Add an answer after “I only need it in winter”' }).click();
  await own.getByLabel('What customers answer').fill('With the first frost');
  await staff.keyboard.press('Enter');
  await own.getByRole('button', { name: 'Move With the first frost up' }).click();
  await expectOpenToAll(staff, 'staff-own-reasons');
  await staff.getByRole('button', { name: 'Publish…' }).click();
  await staff.getByRole('dialog').getByRole('button', { name: 'Publish', exact: true }).click();
  await staff.getByText('Version 1 is in force.').waitFor();

  await staff.goto(`${world.amendsUrl}/admin/settings/offers`);
  const offers = staff.getByRole('group', { name: 'I only need it in winter', exact: true });
  await offers.getByText('The offers of “I do not use it enough” are used.').waitFor();
  await offers.locator('summary').click();
  await offers.getByRole('group', { name: 'With the first frost' }).getByRole('button', { name: 'Set offers for this answer' }).click();
  await expectOpenToAll(staff, 'staff-own-offers');

  const page = await world.visitor();
  const panel = widget(page);
  await openAccount(world, page, 'Fern Holloway');
  await page.getByRole('link', { name: 'Cancel subscription' }).click();
  await panel.getByLabel('I only need it in winter').check();
  await panel.getByRole('button', { name: 'Continue' }).click();
  await panel.getByRole('heading', { name: 'When shall we wake it up?' }).waitFor();
  expect(await panel.getByRole('radio').evaluateAll((all) => all.map((one) => (one as HTMLInputElement).value))).toEqual([
    'for_now',
    'with_the_first_frost',
    'for_good',
  ]);
  await panel.getByLabel('With the first frost').check();
  await panel.getByRole('button', { name: 'Cancel now' }).click();
  await panel.getByRole('button', { name: 'Done' }).waitFor();

  await staff.goto(`${world.amendsUrl}/admin/?view=cancellations`);
  await staff
    .getByRole('link', { name: /Fern Holloway.*I only need it in winter/ })
    .first()
    .click();
  await staff.getByRole('heading', { level: 1, name: 'Fern Holloway: I only need it in winter' }).waitFor();
  await staff.getByText('With the first frost').waitFor();
});
