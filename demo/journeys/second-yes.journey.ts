import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { expectOpenToAll, signIn } from './people.ts';
import { openWorld, type World } from './world.ts';

let world: World;
let number: string;
let noor: Page;
beforeAll(async () => {
  world = await openWorld();
  const answer = await fetch(`${world.amendsUrl}/v1/public/cases`, {
    method: 'POST',
    headers: { 'Content-Type': 'text/plain', Origin: world.shopUrl },
    body: JSON.stringify({ siteKey: world.site.siteKey, kind: 'complaint', story: 'The kettle burnt my table.', locale: 'en' }),
  });
  ({ number } = ((await answer.json()) as { case: { number: string } }).case);
  const invited = world.cli<{ url: string }>('staff', 'invite', '--email', 'noor@shop.example', '--role', 'agent');
  noor = await world.visitor();
  await noor.goto(invited.url);
  await noor.getByLabel('Your name, as customers read it').fill('Noor');
  await noor.getByLabel('Password').fill('four ordinary words here');
  await noor.getByRole('button', { name: 'Join' }).click();
  await noor.getByRole('navigation', { name: 'Views' }).waitFor();
});
afterAll(() => world?.end());

test('an answer begun in five parts is noticed, previewed, and still there after a reload', async () => {
  await noor.goto(`${world.amendsUrl}/admin/cases/${number}`);
  await noor.getByRole('heading', { name: 'Conversation' }).waitFor();
  await noor.keyboard.press('a');
  await noor.getByLabel('Five parts').check();
  await noor.getByLabel('Apology').fill('We are sorry if you feel bad about your table.');
  await noor.getByRole('button', { name: /^Write instead/ }).waitFor();
  await noor.getByText('As the customer reads it (English)').click();
  await expectOpenToAll(noor, 'staff-five-parts');
  await noor.reload();
  expect(await noor.getByLabel('Apology').inputValue()).toBe('We are sorry if you feel bad about your table.');
  await noor.getByRole('button', { name: /^Write instead/ }).click();
  await noor.getByRole('button', { name: 'Send answer' }).click();
  await noor.getByRole('region', { name: 'Conversation' }).getByText('I am sorry for what went wrong.').waitFor();
});

test('an offer above the limit is refused with the way on, waits, and goes out with a yes given by keyboard alone', async () => {
  await noor.keyboard.press('Escape');
  await noor.getByRole('tab', { name: /^Offer/ }).click();
  await noor.getByLabel('What you offer').selectOption({ value: 'compensation' });
  await noor.getByLabel('Amount', { exact: true }).fill('990.00');
  await noor.getByRole('button', { name: 'Send offer' }).click();
  await noor.getByText('To ask a second person', { exact: false }).waitFor();
  await noor.getByLabel('Why a second person should say yes').fill('A table costs that much.');
  await noor.getByRole('button', { name: 'Send offer' }).click();
  await noor.getByText('A second person is asked first.', { exact: false }).first().waitFor();

  const owner = await world.visitor();
  await signIn(world, owner);
  await owner.goto(`${world.amendsUrl}/admin/approvals`);
  const card = owner.getByRole('article');
  await card.getByText('A table costs that much.').waitFor();
  await expectOpenToAll(owner, 'staff-approvals');
  await owner.keyboard.press('y');
  await owner.getByRole('dialog').waitFor();
  await expectOpenToAll(owner, 'staff-approve');
  await owner.keyboard.press('Enter');
  await owner.getByText('Nothing waits for a second person.').waitFor();

  await noor.getByRole('region', { name: 'Asked, offered, agreed' }).getByText('Waiting for the customer').waitFor();
});
