import { afterAll, beforeAll, test } from 'vitest';
import { expectOpenToAll, signIn, widget } from './people.ts';
import { openWorld, type World } from './world.ts';

let world: World;
beforeAll(async () => {
  world = await openWorld();
});
afterAll(() => world?.end());

test.each([
  ['list', '/'],
  ['product', '/products/bread-knife'],
  ['order', '/orders/1042'],
  ['cancel', '/account/cancel'],
  ['nothing', '/no-such-page'],
])('the shop’s page "%s" is open to all', async (name, path) => {
  const page = await world.visitor();
  await page.goto(world.shopUrl + path);
  await page.getByRole('heading', { level: 1 }).waitFor();
  await expectOpenToAll(page, `shop-${name}`);
  await page.context().close();
});

test.each([
  ['feedback', 'Tell us what you think', 'It would help to see when a box leaves.'],
  ['praise', 'Say something kind', 'The knife came sharpened, with a note from Lena.'],
])('%s can be written and sent', async (name, button, words) => {
  const page = await world.visitor();
  await page.goto(world.shopUrl);
  await page.getByRole('button', { name: button }).click();
  await widget(page).getByRole('textbox').first().fill(words);
  await expectOpenToAll(page, `widget-${name}`);
  await widget(page).getByRole('button', { name: 'Send' }).click();
  await widget(page)
    .getByRole('heading', { name: /^(We have it|Thank you)$/ })
    .waitFor();
  await expectOpenToAll(page, `widget-${name}-sent`);
  await page.context().close();
});

test.each(['complaint', 'feedback', 'praise', 'cancel'])('the plain page for %s needs no script', async (kind) => {
  const page = await world.visitor();
  await page.goto(`${world.amendsUrl}/s/${world.site.siteKey}/${kind}`);
  await page.getByRole('heading', { level: 1 }).waitFor();
  await page.getByRole('button').first().waitFor();
  await expectOpenToAll(page, `plain-${kind}`);
  await page.context().close();
});

test('a link to no case says what to do', async () => {
  const page = await world.visitor();
  await page.goto(`${world.amendsUrl}/c/ct_nobody`);
  await page.getByRole('heading', { name: 'We cannot find this case' }).waitFor();
  await expectOpenToAll(page, 'status-nothing');
});

test('staff pages beside the inbox are open to all', async () => {
  const page = await world.visitor();
  await signIn(world, page);
  for (const name of ['Approvals', 'Mentions', 'Outbox', 'Sites']) {
    await page.goto(`${world.amendsUrl}/admin/${name.toLowerCase()}`);
    await page.getByRole('heading', { name, level: 1 }).waitFor();
    await expectOpenToAll(page, `staff-${name.toLowerCase()}`);
  }
});
