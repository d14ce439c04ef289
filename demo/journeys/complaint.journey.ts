import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { complainAboutOrder, expectOpenToAll, offer, signIn, widget } from './people.ts';
import { openWorld, type World } from './world.ts';

const STORY = 'I bought one kettle and my card was charged twice, 38.00 each time. The bank shows both. Please return one of them.';

type CaseAsPrograms = {
  number: string;
  state: string;
  outcome: string;
  asked: { remedy: string; amount?: { amount: number } }[];
  offered: { state: string; money?: { amount: number } }[];
  agreed: { remedy: string; amount?: { amount: number; currency: string } } | null;
};

let world: World;
let customer: Page;
let staff: Page;
beforeAll(async () => {
  world = await openWorld();
  customer = await world.visitor();
  staff = await world.visitor();
});
afterAll(() => world?.end());

/** The steps belong together: each goes on where the one before ended. */
let statusUrl = '';
let number = '';

test('the customer says what happened and what would make it right', async () => {
  const form = await complainAboutOrder(world, customer, { story: STORY, amount: '38.00' });
  await expectOpenToAll(customer, 'widget-complaint');
  await form.getByRole('button', { name: 'Send' }).click();
  await form.getByRole('heading', { name: 'We have it' }).waitFor();
  await expectOpenToAll(customer, 'widget-receipt');
  statusUrl = (await form.getByRole('link', { name: 'Follow your case' }).getAttribute('href')) ?? '';
  number = /\b[A-Z0-9]{3}-[A-Z0-9]{3}\b/.exec(await form.innerText())?.[0] ?? '';
  expect(number).not.toBe('');
  await form.getByRole('button', { name: 'Done' }).click();
  expect(await widget(customer).count()).toBe(0);
});

test('staff find it in the inbox with a proposal that says why', async () => {
  await signIn(world, staff);
  await expectOpenToAll(staff, 'staff-inbox');
  await staff.getByRole('searchbox').fill(number);
  await staff.getByRole('link').filter({ hasText: 'I bought one kettle' }).click();
  const proposals = staff.getByRole('region', { name: 'What would put it right' });
  const first = proposals.getByRole('listitem').first();
  await first.waitFor();
  expect(await staff.getByText(STORY).first().isVisible()).toBe(true);
  expect(await first.innerText()).toContain('All my money back');
  expect(await first.innerText()).toMatch(/asked for/i);
  await expectOpenToAll(staff, 'staff-case');
});

test('staff offer less, the customer reads it on the status page and asks for all of it', async () => {
  await offer(staff, { what: 'Some of my money back', amount: '20.00', message: 'We can return 20.00 today.' });
  await customer.goto(statusUrl);
  await customer.getByText('We can return 20.00 today.').waitFor();
  await expectOpenToAll(customer, 'status-offer');
  await customer.getByText('Ask for something else').click();
  await customer.getByLabel('Amount').fill('38.00');
  await customer.getByLabel('In your own words').fill('Both charges were for one kettle. I need one of them back in full.');
  await customer.getByRole('button', { name: 'Send this to us' }).click();
  await customer.getByText('It is our turn').waitFor();
});

test('staff see the counter without reloading and offer all of it', async () => {
  await staff.getByText('I need one of them back in full.').first().waitFor();
  await offer(staff, { what: 'All my money back', amount: '38.00', message: 'You are right. All of it goes back today.' });
  const ladder = staff.getByRole('region', { name: 'Asked, offered, agreed' });
  expect(await ladder.innerText()).toMatch(/Countered[\s\S]*Waiting for the customer/);
});

test('the customer accepts, staff do it and show proof', async () => {
  await customer.goto(statusUrl);
  await customer.getByText('You are right. All of it goes back today.').waitFor();
  await customer.getByRole('button', { name: 'Accept', exact: true }).click();
  await customer.getByRole('heading', { name: 'What we agreed' }).waitFor();
  await staff.getByRole('button', { name: 'Mark done with proof' }).click();
  const dialog = staff.getByRole('dialog');
  await dialog.getByLabel('Number or words').fill('re_3PqK42');
  await expectOpenToAll(staff, 'staff-proof');
  await dialog.getByRole('button', { name: 'It is done' }).click();
  await staff.getByText('Marked as done.', { exact: false }).first().waitFor();
  expect(await staff.getByRole('region', { name: 'Asked, offered, agreed' }).innerText()).toContain('re_3PqK42');
});

test('the customer confirms, and the case is closed as put right in full', async () => {
  await customer.goto(statusUrl);
  await customer.getByRole('heading', { name: 'Was it put right?' }).waitFor();
  await expectOpenToAll(customer, 'status-confirm');
  await customer.getByRole('button', { name: /^Yes/ }).click();
  await customer.getByText('You were right, and we put it right').first().waitFor();
  await expectOpenToAll(customer, 'status-closed');
  await staff.getByText('Closed: Put right in full').waitFor();

  const answer = await fetch(`${world.amendsUrl}/v1/cases/${number}`, { headers: { Authorization: `Bearer ${world.site.secretKey}` } });
  const kept = (await answer.json()) as CaseAsPrograms;
  expect(kept).toMatchObject({ number, state: 'closed', outcome: 'upheld_full' });
  expect(kept.asked).toMatchObject([{ remedy: 'refund.full', amount: { amount: 3800 } }]);
  expect(kept.offered.map(({ state, money }) => [state, money?.amount])).toEqual([
    ['countered', 2000],
    ['accepted', 3800],
  ]);
  expect(kept.agreed).toMatchObject({ remedy: 'refund.full', amount: { amount: 3800, currency: 'EUR' } });
});
