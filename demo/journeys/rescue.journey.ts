import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { expectOpenToAll, signIn } from './people.ts';
import { openWorld, type World } from './world.ts';

const DAY_MS = 86_400_000;
/** A little before the server looks after those who came back. */
const BEFORE_THE_LOOK = '04:39:50.000Z';
const dayFromNow = (days: number) => new Date(Date.now() + days * DAY_MS).toISOString().slice(0, 10);

const CUSTOMERS = `externalId,name,email,since,mrr,currency,contactAllowed
rosa,Rosa Lind,rosa@lind.example,2021-03-01,9000.00,EUR,true
tomas,Tomas Berg,tomas@berg.example,2023-05-01,80.00,EUR,true
silent,Sila Enough,sila@enough.example,2022-01-01,70.00,EUR,false
`;
const DEPARTURES = `customer,at,reason,reason_text,revenue,currency
rosa,${dayFromNow(-40)},cancel.low_quality,The lid leaked twice and nobody called back.,9000.00,EUR
tomas,${dayFromNow(-35)},cancel.too_expensive,Cheaper elsewhere.,80.00,EUR
silent,${dayFromNow(-30)},cancel.low_quality,Leave me alone.,70.00,EUR
`;
/** Rosa ordered every ten days until she left. */
const ORDERS = `externalId,customer,at,total,currency
${[100, 90, 80, 70, 60, 50].map((ago) => `rosa-${ago},rosa,${dayFromNow(-ago)},250.00,EUR`).join('\n')}
`;

let world: World;
let omar: Page;
beforeAll(async () => {
  world = await openWorld();
  omar = await world.visitor();
  await signIn(world, omar);
});
afterAll(() => world?.end());

const at = (page: Page, path: string) => page.goto(`${world.amendsUrl}/admin/${path}`);

/** Brings a file in through the staff page. @returns how often it says that lines were rejected */
async function bringIn(page: Page, kind: string, name: string, text: string) {
  await at(page, 'import');
  await page.getByRole('radio', { name: new RegExp(`^${kind}`) }).check();
  await page
    .getByLabel('Drag a CSV or NDJSON file here, or choose it.')
    .setInputFiles({ name, mimeType: 'text/csv', buffer: Buffer.from(text) });
  await page.getByRole('button', { name: 'Import this file' }).click();
  await page.getByRole('link', { name: 'Import another file' }).waitFor();
  return page.getByText('could not be taken').count();
}

/** So many days later, until the server has looked after those who came back and finds Rosa as expected. */
async function laterWhen(days: number, state: string): Promise<Page> {
  await omar.close();
  await world.killAmends('SIGTERM');
  const morning = new Date(`${dayFromNow(days)}T${BEFORE_THE_LOOK}`);
  await world.startAgain(morning);
  const page = await world.visitor();
  await page.clock.setSystemTime(morning);
  await expect.poll(() => stateOfRosa(), { timeout: 45_000, interval: 500 }).toBe(state);
  await signIn(world, page);
  return page;
}

async function stateOfRosa(): Promise<string | undefined> {
  const answer = await fetch(`${world.amendsUrl}/v1/care?limit=100`, { headers: { authorization: `Bearer ${world.site.secretKey}` } });
  const { items } = (await answer.json()) as { items: { customer: { externalId: string }; state: string }[] };
  return items.find(({ customer }) => customer.externalId === 'rosa')?.state;
}

test('customers, their orders and their departures come in from files', async () => {
  expect(await bringIn(omar, 'Customers', 'customers.csv', CUSTOMERS)).toBe(0);
  expect(await bringIn(omar, 'Orders', 'orders.csv', ORDERS)).toBe(0);
  expect(await bringIn(omar, 'Departures', 'departures.csv', DEPARTURES)).toBe(0);
});

test('a cycle shows beforehand who is called, and who is left out and why', async () => {
  await at(omar, 'rescue');
  await omar.getByRole('link', { name: 'Plan a cycle' }).click();
  await omar.getByLabel('From an imported file').check();
  await omar.getByLabel('Left alone, in percent').fill('0');
  await omar.getByLabel(/^Most valuable customers for Omar/).selectOption('1');
  const dry = omar.getByRole('region', { name: 'What it would be' });
  await dry.getByText(/Omar.*most valuable/).click();
  await dry.getByText('Rosa Lind').waitFor();
  await dry.getByText(/^Left out/).click();
  await dry.getByText('Sila Enough').waitFor();
  await dry.getByText('Do not want to be contacted').first().waitFor();
  await expectOpenToAll(omar, 'staff-rescue-new');
  await omar.getByRole('button', { name: 'Plan this cycle' }).click();
  await omar
    .getByRole('dialog')
    .getByRole('button', { name: /^Plan \d+ calls?$/ })
    .click();
  await omar.getByRole('link', { name: /Rosa Lind/ }).waitFor();
  await expectOpenToAll(omar, 'staff-rescue-cycle');
});

test('the call goes in its order on a phone, ends with one tap, and can be taken back', async () => {
  await omar.setViewportSize({ width: 390, height: 844 });
  await omar.getByRole('link', { name: /Rosa Lind/ }).click();
  await omar.getByRole('heading', { name: 'Rosa Lind', level: 1 }).waitFor();
  await omar.getByRole('blockquote').getByText('The lid leaked twice and nobody called back.').waitFor();
  await omar.getByRole('button', { name: 'I am making this call' }).click();
  await omar.getByText('You are making this call').waitFor();
  await omar.getByRole('button', { name: 'Only then, an offer' }).click();
  await omar.getByText('Not yet: 5 steps come first.').waitFor();
  await expectOpenToAll(omar, 'staff-call');
  await omar.setViewportSize({ width: 390, height: 844 });
  await omar.getByRole('button', { name: 'Apologise, in your own name' }).click();
  await omar.getByRole('checkbox', { name: 'Done' }).check();
  await omar.getByRole('checkbox', { name: 'Done' }).check();
  await omar.getByLabel('What you said back').fill('The lid leaked twice, and we did not call back.');
  await omar.getByLabel('They confirmed it').check();
  await omar.getByLabel('In their words').fill('Would try again with the new lid.');
  await omar.reload();
  expect(await omar.getByLabel('In their words').inputValue()).toBe('Would try again with the new lid.');
  await omar.getByRole('button', { name: 'Came back' }).click();
  await omar.getByRole('heading', { name: 'Outcome: Came back' }).waitFor();
  await omar.getByRole('button', { name: 'Take it back' }).click();
  await omar.getByRole('heading', { name: 'How did it go?' }).waitFor();
  await omar.getByRole('button', { name: 'Came back' }).click();
  await omar.getByText('Welcome back.', { exact: false }).waitFor();
  await omar.getByText('The lid leaked twice, and we did not call back.').waitFor();
  await expectOpenToAll(omar, 'staff-call-returned');
  await omar.setViewportSize({ width: 1280, height: 900 });
});

test('the cycle, the plan and the care know of the return', async () => {
  await at(omar, 'rescue');
  await omar.getByText('1 came back').waitFor();
  await omar.getByText('Too few to tell').waitFor();
  await expectOpenToAll(omar, 'staff-rescue');
  await at(omar, 'rescue/plan');
  await omar.getByText('1 call made this week').waitFor();
  await expectOpenToAll(omar, 'staff-plan');
  await at(omar, 'rescue/care');
  const rosa = omar.getByRole('article', { name: 'Rosa Lind' });
  await rosa.getByText('Watched over').waitFor();
  await rosa.getByRole('button', { name: 'Check-in done: After two weeks' }).waitFor();
});

test('whoever may be about to go is taken off the list with a reason, and put back', async () => {
  await at(omar, 'rescue/watch');
  const first = omar.getByRole('article').first();
  await first.waitFor({ timeout: 45_000 }); // the orders of a new shop are looked over within seconds
  await first.getByRole('button', { name: 'No reason to worry' }).click();
  await omar.getByLabel('Why not').fill('Moves house, told us so.');
  await expectOpenToAll(omar, 'staff-watch-dismiss');
  await omar.getByRole('button', { name: 'Take off the list' }).click();
  await first.getByText('Moves house, told us so.').waitFor();
  await first.getByRole('button', { name: 'Back on the list' }).click();
  await first.getByRole('button', { name: 'Write a letter' }).click();
  await first.getByLabel('Letter', { exact: true }).fill('We have missed you. Is anything wrong?');
  await expectOpenToAll(omar, 'staff-watch');
  await first.getByRole('button', { name: 'Send this letter' }).click();
  await first.getByText('Contacted').waitFor();
});

test('what was put right is told to those it went wrong for, after every letter was seen', async () => {
  await at(omar, 'rescue/problems/new');
  await omar.getByLabel('What goes wrong').fill('It costs too much');
  await omar.getByLabel('Reasons that belong to it').selectOption('cancel.too_expensive');
  await omar.getByLabel(/^What is done about it/).fill('There is a smaller plan now.');
  await omar.getByLabel('How it stands').selectOption('fixed');
  await expectOpenToAll(omar, 'staff-problem-new');
  await omar.getByRole('button', { name: 'Save' }).click();
  await omar.getByRole('button', { name: 'Draft the letters' }).click();
  await omar.getByRole('button', { name: 'Draft letters to those who came since' }).waitFor();
  await expectOpenToAll(omar, 'staff-problem');
  await at(omar, 'rescue/problems');
  await omar.getByRole('link', { name: 'It costs too much' }).waitFor();
  await expectOpenToAll(omar, 'staff-problems');
});

test('some of the loyal are drawn, and named before anybody is asked', async () => {
  await at(omar, 'rescue/loyal');
  await omar.getByRole('button', { name: 'See whom' }).click();
  await omar.getByRole('button', { name: /^Ask \d+ customers?$/ }).waitFor();
  await expectOpenToAll(omar, 'staff-loyal');
});

test('three months later she is seen to slip away, with the figures, and the words with her are noted', async () => {
  omar = await laterWhen(95, 'slipping');
  await at(omar, 'rescue/care');
  const rosa = omar.getByRole('article', { name: 'Rosa Lind' });
  await rosa.getByText('Slipping away').waitFor();
  await rosa.getByText(/Before, they ordered every 10 days\./).waitFor();
  await expectOpenToAll(omar, 'staff-care');
  for (const which of ['After two weeks', 'After a month', 'After three months']) {
    await rosa.getByLabel(/^What they said/).fill(`${which}: she was away.`);
    await rosa.getByRole('button', { name: `Check-in done: ${which}` }).click();
    await rosa.getByText(`${which}: she was away.`).waitFor();
  }
  await rosa.getByText('Watched over').waitFor();
});

test('after six months it is said that she stayed, and the last check-in is made', async () => {
  omar = await laterWhen(190, 'kept');
  await at(omar, 'rescue/care');
  const rosa = omar.getByRole('article', { name: 'Rosa Lind' });
  await rosa.getByText('Stayed').waitFor();
  await rosa.getByLabel(/^What they said/).fill('Happy with the new lid.');
  await rosa.getByRole('button', { name: 'Check-in done: After six months' }).click();
  await rosa.getByText('Happy with the new lid.').waitFor();
  expect(await rosa.getByText(/^Done on /).count()).toBe(4);
  await at(omar, 'rescue');
  await omar
    .getByText(/€9,000\.00/)
    .first()
    .waitFor();
});
