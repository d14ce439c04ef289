import type { Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { codeNow } from './authenticator.ts';
import { join, openComplaint, PASSWORD, tabTo } from './people.ts';
import { openWorld, type World } from './world.ts';

/** A day at the desk without a mouse: from here on, nothing but keys is sent to the page. */
const TRIAGED = 10;
const CLOSED = 2;
const STORY = 'My card was charged twice for one kettle, 38.00 each time, on market day.';

type CaseAsPrograms = { state: string; outcome: string | null; assignee: { name: string } | null };

let world: World;
let noor: Page;
let lena: Page;
let secret = '';
let kettle = '';
const numbers: string[] = [];
const ideas: string[] = [];

beforeAll(async () => {
  world = await openWorld();
  [noor, lena] = [await world.visitor(), await world.visitor()];
  await join(world, noor, { name: 'Noor', role: 'agent' });
  await join(world, lena, { name: 'Ines', role: 'lead' });
  for (let i = 1; i < TRIAGED - CLOSED; i += 1)
    numbers.push(await openComplaint(world, { story: `Parcel ${i} came too late for market day.`, reason: 'delivery.late' }));
  for (let i = 0; i < CLOSED; i += 1) {
    const number = await openComplaint(world, { kind: 'feedback', story: 'Your stall on market day could open earlier.' });
    numbers.push(number);
    ideas.push(number);
  }
  const contact = { name: 'Jo Marsh', email: 'jo@customers.example' };
  kettle = await openComplaint(world, { story: STORY, reason: 'billing.duplicate', contact });
  numbers.push(kettle);

  // Once, some day before: a second factor.
  await noor.goto(`${world.amendsUrl}/admin/account`);
  await noor.getByRole('button', { name: 'Set up the second factor' }).click();
  await noor.getByLabel('Your password').fill(PASSWORD);
  await noor.getByRole('button', { name: 'Go on' }).click();
  secret = (await noor.getByText('Or type this secret into the app').locator('code').innerText()).replaceAll(' ', '');
  await noor.getByLabel('Code').fill(codeNow(secret));
  await noor.getByRole('button', { name: 'Switch it on' }).click();
  await noor.getByText('The second factor is on.').waitFor();
  await noor.getByRole('button', { name: 'Sign out' }).click();
  await noor.getByRole('heading', { name: 'Sign in' }).waitFor();
});
afterAll(() => world?.end());

async function keys(page: Page, ...pressed: string[]) {
  for (const key of pressed) await page.keyboard.press(key);
}
const focusedCase = (page: Page) =>
  page.evaluate(() => /[A-Z0-9]{3}-[A-Z0-9]{3}$/.exec((document.activeElement as HTMLAnchorElement).href ?? '')?.[0]);
/** Walks through the choices of a list until the wanted one is chosen. */
async function choose(page: Page, list: Locator, label: string) {
  await tabTo(page, list);
  const chosen = () => list.evaluate((select: HTMLSelectElement) => select.selectedOptions[0]?.label ?? '');
  for (let steps = 0; steps < 40 && !(await chosen()).startsWith(label); steps += 1) await page.keyboard.press('ArrowDown');
  expect(await chosen()).toContain(label);
}
/** Waits until a field has the focus that a letter has put there, and writes. */
async function write(page: Page, field: Locator, words: string) {
  await expect.poll(() => field.evaluate((element) => element === document.activeElement)).toBe(true);
  await page.keyboard.type(words);
}
const caseAsPrograms = async (number: string) =>
  (await (
    await fetch(`${world.amendsUrl}/v1/cases/${number}`, { headers: { Authorization: `Bearer ${world.site.secretKey}` } })
  ).json()) as CaseAsPrograms;

test('signing in takes a password and the code of the phone', async () => {
  await tabTo(noor, noor.getByLabel('E-mail'));
  await noor.keyboard.type('noor@shop.example');
  await keys(noor, 'Tab');
  await noor.keyboard.type(PASSWORD);
  await keys(noor, 'Enter');
  await noor.getByRole('heading', { name: 'One more step' }).waitFor();
  await write(noor, noor.getByLabel('Code'), codeNow(secret));
  await keys(noor, 'Enter');
  await noor.getByRole('navigation', { name: 'Main' }).waitFor();
  await keys(noor, 'i');
  await noor.getByRole('heading', { name: 'Our turn', level: 1 }).waitFor();
  expect(await noor.getByRole('link', { name: 'Noor', exact: true }).isVisible()).toBe(true);
});

test('ten cases are triaged with one key each', async () => {
  await keys(noor, '/');
  await noor.keyboard.type('market day');
  await noor.getByRole('heading', { name: 'Found for “market day”' }).waitFor();
  await noor.getByText(`${TRIAGED} cases`, { exact: true }).waitFor();
  await tabTo(noor, noor.getByRole('link').filter({ hasText: 'market day' }).first());

  for (let i = 0; i < TRIAGED; i += 1) {
    const number = await focusedCase(noor);
    expect(numbers).toContain(number);
    await keys(noor, ideas.includes(number!) ? 'c' : 'm');
    if (i < TRIAGED - 1) await expect.poll(() => focusedCase(noor)).not.toBe(number);
  }
  const settled = async () => {
    const seen = await Promise.all(numbers.map(caseAsPrograms));
    return [seen.filter(({ state }) => state === 'closed').length, seen.filter(({ assignee }) => assignee?.name === 'Noor').length];
  };
  await expect.poll(settled, { timeout: 30_000, interval: 500 }).toEqual([CLOSED, TRIAGED - CLOSED]);
});

test('a case is looked into and answered in five parts from a template', async () => {
  await tabTo(noor, noor.getByRole('link', { name: /^Mine/ }));
  await keys(noor, 'Enter');
  await noor.getByRole('heading', { name: 'Mine', level: 1 }).waitFor();
  const row = noor.getByRole('link').filter({ hasText: STORY });
  await row.waitFor();
  const isThere = async () => (await focusedCase(noor)) === kettle;
  for (let steps = 0; steps < TRIAGED && !(await isThere()); steps += 1) await keys(noor, 'j');
  await keys(noor, 'Enter');
  await noor.getByRole('heading', { name: 'Conversation' }).waitFor();
  await keys(noor, 't');
  await noor.getByRole('dialog', { name: 'Look into it' }).waitFor();
  await keys(noor, 'Control+Enter');
  await noor.getByText('You are looking into it.').waitFor();

  await keys(noor, 'a');
  await expect.poll(() => noor.getByLabel('Your answer').evaluate((element) => element === document.activeElement)).toBe(true);
  const template = noor.getByLabel('Template');
  await template.waitFor();
  for (let steps = 0; steps < 5 && !(await template.evaluate((element) => element === document.activeElement)); steps += 1)
    await keys(noor, 'Shift+Tab');
  await choose(noor, template, 'Charged twice');
  expect(await noor.getByLabel('Apology').inputValue()).toContain('We took money that was not ours.');
  await tabTo(noor, noor.getByLabel('Apology'));
  await keys(noor, 'Control+Enter');
  await noor.getByRole('region', { name: 'Conversation' }).getByText('I am sorry, Jo Marsh.', { exact: false }).waitFor();
});

test('an offer above the limit waits for a lead, who says yes from another desk', async () => {
  await keys(noor, 'Escape', 'o');
  await choose(noor, noor.getByLabel('What you offer'), 'Some of my money back');
  await tabTo(noor, noor.getByLabel('Amount', { exact: true }));
  await noor.keyboard.type('76.00');
  await keys(noor, 'Control+Enter');
  await noor.getByText('To ask a second person', { exact: false }).waitFor();
  await tabTo(noor, noor.getByLabel('Why a second person should say yes'));
  await noor.keyboard.type('Both charges, and nobody answered for a week.');
  await keys(noor, 'Control+Enter');
  await noor.getByText('A second person is asked first.', { exact: false }).first().waitFor();

  await lena.getByRole('link', { name: 'Approvals 1 waits' }).waitFor();
  await keys(lena, 'g', 'a');
  await lena.getByText('Both charges, and nobody answered for a week.').waitFor();
  await keys(lena, 'y');
  await lena.getByRole('dialog').waitFor();
  await keys(lena, 'Enter');
  await lena.getByText('Nothing waits for a second person.').waitFor();
  const ladder = noor.getByRole('region', { name: 'Asked, offered, agreed' });
  await ladder.getByText('Waiting for the customer').waitFor();
  expect(await ladder.innerText()).toContain('76.00');
});

test('something is promised, the accepted offer is carried out, and the next case opens', async () => {
  await keys(noor, 'Escape', 'p');
  await write(noor, noor.getByLabel('What is promised'), 'I ring on Friday to hear whether the money has come.');
  await keys(noor, 'Control+Enter');
  await noor.getByText('The promise is kept in the case.').waitFor();

  const customer = await world.visitor();
  await customer.goto((await noor.getByRole('link', { name: 'What the customer sees' }).getAttribute('href')) ?? '');
  await customer.getByText('I ring on Friday').first().waitFor();
  await tabTo(customer, customer.getByRole('button', { name: 'Accept', exact: true }));
  await keys(customer, 'Enter');
  await noor.getByRole('button', { name: 'Mark done with proof' }).waitFor();

  await keys(noor, 'Escape', 'f');
  await noor.getByRole('dialog', { name: 'Mark done with proof' }).waitFor();
  await tabTo(noor, noor.getByLabel('Number or words'));
  await noor.keyboard.type('re_5Gt1');
  await keys(noor, 'Control+Shift+Enter');
  await noor.getByText('Marked as done. The customer is asked to confirm.').waitFor();
  await noor
    .getByText(/Parcel \d came too late/)
    .first()
    .waitFor();
  expect(noor.url()).not.toContain(kettle);
  expect(await caseAsPrograms(kettle)).toMatchObject({ state: 'fulfilled', assignee: { name: 'Noor' } });
});
