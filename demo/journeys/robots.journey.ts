import type { Page, Request } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type OwnPage, openOwnPage } from './own-page.ts';
import { widget } from './people.ts';
import { openWorld, type World } from './world.ts';

/** A shop that asks every unknown visitor for a proof of work. */
let world: World;
let shop: OwnPage;
let siteKey: string;
let secretKey: string;
beforeAll(async () => {
  world = await openWorld();
  shop = await openOwnPage(
    (nonce) =>
      `<button data-amends="complaint">Complain</button><script ${nonce} src="${world.amendsUrl}/widget.js" data-site="${siteKey}"></script>`,
  );
  ({ siteKey, secretKey } = world.cli<{ siteKey: string; secretKey: string }>(
    'site',
    'create',
    '--name',
    'Asking shop',
    '--origin',
    shop.url,
    '--challenge',
  ));
});
afterAll(async () => {
  await shop?.end();
  await world?.end();
});

type Sent = { idempotencyKey: string; challenge?: string };
const sentIn = (request: Request) => JSON.parse(request.postData()!) as Sent;

/** Opens the form on a page of that shop; `asked` is what the page asks of anybody, `posted` what it sends. */
async function visit({ policy = '', page }: { policy?: string; page?: Page } = {}) {
  const visitor = page ?? (await world.visitor());
  const asked: string[] = [];
  const posted: Sent[] = [];
  visitor.on('request', (request) => {
    asked.push(`${request.method()} ${new URL(request.url()).pathname}`);
    if (request.method() === 'POST' && request.url().endsWith('/cases')) posted.push(sentIn(request));
  });
  await visitor.goto(`${shop.url}/?policy=${encodeURIComponent(policy)}`);
  await visitor.getByRole('button', { name: 'Complain' }).click();
  await widget(visitor).getByLabel('What happened?').waitFor();
  return { page: visitor, asked, posted };
}

const write = (page: Page, story: string) => widget(page).getByLabel('What happened?').fill(story);
const send = (page: Page) => widget(page).getByRole('button', { name: 'Send', exact: true }).click();
const isReceived = (page: Page) => widget(page).getByRole('heading', { name: 'We have it' }).waitFor();
const challenges = (asked: string[]) => asked.filter((one) => one === 'GET /v1/public/challenge');

async function arrivalsOf(story: string): Promise<number> {
  const answer = await fetch(`${world.amendsUrl}/v1/cases?limit=100`, { headers: { Authorization: `Bearer ${secretKey}` } });
  const { items } = (await answer.json()) as { items: { story: string }[] };
  return items.filter((one) => one.story === story).length;
}

test('the proof is begun with the first letter, and the story arrives without anybody noticing', async () => {
  const { page, asked, posted } = await visit();
  expect(asked.filter((one) => /proof|challenge/.test(one))).toEqual([]);
  const challenged = page.waitForResponse(/\/challenge\?/);
  await write(page, 'The kettle leaks.');
  await challenged;
  expect(posted).toEqual([]);
  await send(page);
  await isReceived(page);
  expect(challenges(asked)).toHaveLength(1);
  expect(posted).toHaveLength(1);
  expect(await arrivalsOf('The kettle leaks.')).toBe(1);
});

test('under a policy that allows no worker it is solved on the page, and nothing is reported', async () => {
  const policy = `default-src 'none'; script-src 'nonce-r4nd0m' 'strict-dynamic'; connect-src ${world.amendsUrl}; require-trusted-types-for 'script'`;
  const { page } = await visit({ policy });
  await page.evaluate(() => {
    Object.assign(window, { violations: [] });
    addEventListener('securitypolicyviolation', (event) =>
      (window as unknown as { violations: string[] }).violations.push(event.violatedDirective),
    );
  });
  await write(page, 'The spout drips.');
  await send(page);
  await isReceived(page);
  expect(page.workers()).toEqual([]);
  expect(await page.evaluate(() => (window as unknown as { violations: string[] }).violations)).toEqual([]);
  expect(await arrivalsOf('The spout drips.')).toBe(1);
});

test('a policy without a nonce that forbids workers only makes it slower', async () => {
  const { page } = await visit({ policy: `script-src ${world.amendsUrl}; worker-src 'none'` });
  await write(page, 'The handle is loose.');
  await send(page);
  await isReceived(page);
  expect(await arrivalsOf('The handle is loose.')).toBe(1);
});

test('a proof that is not taken is made again by itself, for the same story', async () => {
  const { page, posted } = await visit();
  let refusals = 0;
  await page.route('**/v1/public/cases', async (route) => {
    refusals += 1;
    if (refusals > 1) return route.continue();
    // Somebody else's proof: the server itself refuses it.
    return route.continue({ postData: JSON.stringify({ ...sentIn(route.request()), challenge: 'bm90aGluZw==' }) });
  });
  await write(page, 'The lid is missing.');
  await send(page);
  await isReceived(page);
  expect(posted).toHaveLength(2);
  expect(posted[1]!.idempotencyKey).toBe(posted[0]!.idempotencyKey);
  expect(posted[1]!.challenge).not.toBe(posted[0]!.challenge);
  expect(await arrivalsOf('The lid is missing.')).toBe(1);
});

test('when the site begins to ask in the middle of the writing, nobody is troubled', async () => {
  const page = await world.visitor();
  await page.route(/\/v1\/public\/sites\//, async (route) => {
    const answer = await route.fetch();
    await route.fulfill({ response: answer, json: { ...((await answer.json()) as object), challenge: false } });
  });
  await visit({ page });
  await write(page, 'The whistle is silent.');
  await send(page);
  await isReceived(page);
  expect(await arrivalsOf('The whistle is silent.')).toBe(1);
});

test('closing the panel ends the work', async () => {
  const { page } = await visit();
  await page.route(/\/challenge\?/, async (route) => {
    const answer = await route.fetch();
    const unsolvable = { ...((await answer.json()) as object), challenge: '0'.repeat(64), maxnumber: 1e9 };
    await route.fulfill({ response: answer, json: unsolvable });
  });
  const working = page.waitForEvent('worker');
  await write(page, 'Never mind.');
  const worker = await working;
  const ended = new Promise((resolve) => worker.once('close', resolve));
  await page.keyboard.press('Escape');
  await ended;
  expect(page.workers()).toEqual([]);
});
