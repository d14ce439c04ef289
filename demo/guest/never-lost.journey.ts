import { SignJWT } from 'jose';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { widget } from '../journeys/people.ts';
import { type GuestWorld, openGuestWorld, untilThere } from './guest-world.ts';
import type { Line, Weather } from './weather.ts';

const PHONE = '+44 20 7946 0123';
const SENDING = /POST \/v1\/public\/cases/;
const UPLOADING = /POST \/v1\/public\/uploads/;

let world: GuestWorld;
beforeAll(async () => {
  world = await openGuestWorld();
});
afterAll(() => world?.end());

let visits = 0;
/** Somebody opens the complaint form and writes a story nobody else writes. */
async function write({ before, line }: { before?: (line: Line) => unknown; line?: Line } = {}) {
  const story = `Story ${++visits}: the lid came off the kettle, “and the tea went over my papers”.\nTwice — 2 × 3,50 €.`;
  const came = await world.visit(`story-${visits}`);
  before?.(line ?? came.line);
  await came.page.goto(came.url);
  await open(came.page);
  await widget(came.page).getByLabel('What happened?').fill(story);
  return { ...came, story, form: widget(came.page) };
}
type Writer = Awaited<ReturnType<typeof write>>;

async function open(page: Page) {
  await untilThere(page);
  await page.getByRole('button', { name: 'Complain' }).click();
  await widget(page).getByLabel('What happened?').waitFor();
}
const send = (page: Page) => widget(page).getByRole('button', { name: 'Send', exact: true }).click();
const says = (page: Page, name: string) => widget(page).getByRole('heading', { name }).waitFor();

async function expectArrivedOnce({ story, page }: Pick<Writer, 'story' | 'page'>) {
  await vi.waitFor(async () => expect(await world.arrivalsOf(story)).toHaveLength(1), { timeout: 15_000, interval: 150 });
  await page.waitForTimeout(600);
  expect(await world.arrivalsOf(story)).toHaveLength(1);
}

/** Nothing arrived, and every word is in the form again. */
async function expectRestored(page: Page, story: string) {
  await vi.waitFor(async () => expect(await widget(page).getByLabel('What happened?').inputValue()).toBe(story), { timeout: 5000 });
  await widget(page).getByText('What you wrote last time is still here.').waitFor();
  expect(await world.arrivalsOf(story)).toEqual([]);
}

/** There is one clipboard: those who copy take turns. */
let turn: Promise<unknown> = Promise.resolve();

/** The words themselves, the telephone and a button that copies them. */
async function expectInHand({ page, story }: Writer) {
  const form = widget(page);
  await form.getByRole('button', { name: 'Copy my words' }).waitFor();
  expect(await form.getByText(`You can also call ${PHONE}`).isVisible()).toBe(true);
  await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
  const copied = turn.then(async () => {
    await form.getByRole('button', { name: 'Copy my words' }).click();
    await form.getByText('Copied').waitFor();
    return page.evaluate(() => navigator.clipboard.readText());
  });
  turn = copied.catch(() => {});
  expect(await copied).toBe(story);
}

describe('before somebody can write', () => {
  test.concurrent.each(['blocked', '500', 'hang', 'garbage'] as const)(
    'the settings of the site (%s) are not needed to be heard',
    async (weather) => {
      const writer = await write({ before: (line) => line.set(/\/v1\/public\/sites\//, weather) });
      await send(writer.page);
      await says(writer.page, 'We have it');
      await expectArrivedOnce(writer);
      await writer.page.context().close();
    },
  );

  test.concurrent.each(['blocked', '404', 'hang'] as const)(
    'our window does not come (%s): the plain form does, in a tab of its own',
    async (weather) => {
      const { page, line, url } = await world.visit(`no-window-${weather}`);
      line.set(/\/widget\/app-/, weather);
      await page.goto(url);
      await untilThere(page);
      const [form] = await Promise.all([page.context().waitForEvent('page'), page.getByRole('button', { name: 'Complain' }).click()]);
      const story = `Written on the plain form (${weather}).`;
      await form.getByLabel('What happened?').fill(story);
      await form.getByRole('button', { name: 'Send' }).click();
      await expectArrivedOnce({ page: form, story });
      expect(page.url()).toBe(url);
      await page.context().close();
    },
  );
});

describe('while somebody writes', () => {
  test.concurrent('reloading the page keeps every word', async () => {
    const { page, story } = await write();
    await page.reload();
    await open(page);
    await expectRestored(page, story);
    await send(page);
    await expectArrivedOnce({ page, story });
    await page.context().close();
  });

  test.concurrent('closing the tab keeps every word', async () => {
    const { page, story, url } = await write();
    const context = page.context();
    await page.close();
    const next = await context.newPage();
    await next.goto(url);
    await open(next);
    await expectRestored(next, story);
    await context.close();
  });

  test.concurrent('closing the window by Escape keeps every word', async () => {
    const { page, story } = await write();
    await page.keyboard.press('Escape');
    await open(page);
    await expectRestored(page, story);
    await page.context().close();
  });

  test.concurrent('going back and forward keeps every word', async () => {
    const { page, story } = await write();
    await page.goto(`${world.host.url}/`);
    await page.goBack();
    if (!(await widget(page).isVisible())) await open(page);
    await vi.waitFor(async () => expect(await widget(page).getByLabel('What happened?').inputValue()).toBe(story));
    await page.context().close();
  });

  test.concurrent('somebody who wants nothing kept can have it forgotten', async () => {
    const { page, story } = await write();
    await page.reload();
    await open(page);
    await expectRestored(page, story);
    await widget(page).getByRole('button', { name: 'Forget it' }).click();
    await vi.waitFor(async () => expect(await widget(page).getByLabel('What happened?').inputValue()).toBe(''));
    await page.reload();
    await open(page);
    expect(await widget(page).getByLabel('What happened?').inputValue()).toBe('');
    await page.context().close();
  });

  test.concurrent('going offline, sending and coming back sends it by itself', async () => {
    const { page, story } = await write();
    await page.context().setOffline(true);
    await send(page);
    await says(page, 'Saved on this device');
    expect(await widget(page).getByText(story).isVisible()).toBe(true);
    await page.context().setOffline(false);
    await says(page, 'We have it');
    await expectArrivedOnce({ page, story });
    await page.context().close();
  });
});

describe('while it is being sent', () => {
  const busy: Weather = { status: 429, headers: { 'Retry-After': '1' }, json: { code: 'request.too_many', detail: 'That is very often.' } };
  const PASSING: [what: string, weather: Weather][] = [
    ['the line is cut', 'blocked'],
    ['the server fails', '500'],
    ['a hotel answers in our place', 'garbage'],
    ['the answer is cut short', 'cut short'],
    ['it is taken and the answer is lost', 'lost'],
    ['too many are writing at once', busy],
    ['the server is being restarted', { status: 503, json: {} }],
  ];
  test.concurrent.each(PASSING)('%s: the customer reads the truth, and it arrives once without another click', async (_, weather) => {
    const writer = await write({ before: (line) => line.set(SENDING, weather, 1) });
    await send(writer.page);
    await says(writer.page, 'We have it');
    await expectArrivedOnce(writer);
    const calls = writer.line.seen.filter(({ what }) => SENDING.test(what));
    expect(calls.length).toBeGreaterThan(1);
    await writer.page.context().close();
  });

  test.concurrent('told to come back in two seconds, it does not ask sooner', async () => {
    const later: Weather = { status: 429, headers: { 'Retry-After': '2' }, json: {} };
    const writer = await write({ before: (line) => line.set(SENDING, later, 1) });
    await send(writer.page);
    await says(writer.page, 'Saved on this device');
    await expectArrivedOnce(writer);
    const [first, second] = writer.line.seen.filter(({ what }) => SENDING.test(what));
    expect(second!.at - first!.at).toBeGreaterThanOrEqual(1900);
    await writer.page.context().close();
  });

  test.concurrent('nobody answers: it is kept on the device, and the words are at hand', async () => {
    const writer = await write({ before: (line) => line.set(SENDING, 'blocked') });
    await send(writer.page);
    await says(writer.page, 'Saved on this device');
    expect(await writer.form.getByText(writer.story).isVisible()).toBe(true);
    await expectInHand(writer);
    writer.line.clear();
    await writer.form.getByRole('button', { name: 'Try again' }).click();
    await says(writer.page, 'We have it');
    await expectArrivedOnce(writer);
    await writer.page.context().close();
  });

  test.concurrent.each(['reload', 'close'] as const)('a %s while it is on its way: the next visit sends it, once', async (way) => {
    const writer = await write({ before: (line) => line.set(SENDING, 'hang', 1) });
    const { page, line, url, story } = writer;
    await send(page);
    await vi.waitFor(() => expect(line.seen.some(({ what }) => SENDING.test(what))).toBe(true));
    const context = page.context();
    if (way === 'close') await page.close();
    const next = way === 'close' ? await context.newPage() : page;
    await next.goto(url);
    await expectArrivedOnce({ page: next, story });
    expect(await next.evaluate(() => localStorage.getItem('amends'))).toBeNull();
    await context.close();
  });

  test.concurrent('the tab closes when it was taken and the answer is lost: still once', async () => {
    const writer = await write({ before: (line) => line.set(SENDING, 'lost') });
    const { page, line, url, story } = writer;
    await send(page);
    await vi.waitFor(async () => expect(await world.arrivalsOf(story)).toHaveLength(1), { timeout: 5000 });
    const context = page.context();
    await page.close();
    line.clear();
    const next = await context.newPage();
    await next.goto(url);
    await vi.waitFor(() => expect(line.seen.filter(({ what }) => SENDING.test(what)).length).toBeGreaterThan(1), { timeout: 5000 });
    await expectArrivedOnce({ page: next, story });
    await context.close();
  });

  test.concurrent('two quick clicks on “Send” send it once', async () => {
    const writer = await write({ before: (line) => line.set(SENDING, 'slow') });
    await writer.form.getByRole('button', { name: 'Send' }).evaluate((button: HTMLButtonElement) => {
      button.click();
      button.click();
    });
    await says(writer.page, 'We have it');
    await expectArrivedOnce(writer);
    await writer.page.context().close();
  });

  const REFUSALS: [what: string, weather: Weather][] = [
    ['too large for us', { status: 413, json: { code: 'request.too_large', detail: 'That is too large.' } }],
    ['the site’s key was withdrawn', { status: 404, json: { code: 'site.not_found', detail: 'There is no site with this key.' } }],
    [
      'the page may not use the key any more',
      { status: 403, json: { code: 'origin.not_allowed', detail: 'Pages of this shop may not use this key.' } },
    ],
  ];
  test.concurrent.each(REFUSALS)('%s: the words come back, with the telephone and a button to copy them', async (_, weather) => {
    const writer = await write({ before: (line) => line.set(SENDING, weather) });
    await send(writer.page);
    await writer.form.getByText('Please look at this again:').waitFor();
    expect(await writer.form.getByLabel('What happened?').inputValue()).toBe(writer.story);
    await expectInHand(writer);
    expect(await world.arrivalsOf(writer.story)).toEqual([]);
    await writer.page.reload();
    await open(writer.page);
    await expectRestored(writer.page, writer.story);
    await writer.page.context().close();
  });

  test.concurrent('one field is refused: it is marked, and after mending it arrives once', async () => {
    const writer = await write();
    await writer.form.getByText('How we can reach you').click();
    await writer.form.getByLabel('E-mail', { exact: true }).fill('ann@example');
    await send(writer.page);
    await writer.form.getByText('Please look at this again:').waitFor();
    expect(await writer.form.getByLabel('E-mail', { exact: true }).getAttribute('aria-invalid')).toBe('true');
    expect(await writer.form.getByLabel('What happened?').inputValue()).toBe(writer.story);
    await writer.form.getByLabel('E-mail', { exact: true }).fill('ann@example.com');
    await send(writer.page);
    await says(writer.page, 'We have it');
    await expectArrivedOnce(writer);
    await writer.page.context().close();
  });

  test.concurrent.each([
    ['expired', 'sub', -60],
    ['nonsense', '', 0],
  ])('a sign-in that is %s stops nobody: the story arrives, unidentified', async (kind, sub, lifeSeconds) => {
    const { siteKey, identitySecret } = world.site;
    const at = Math.floor(Date.now() / 1000);
    const token =
      kind === 'expired'
        ? await new SignJWT({ sub: `${sub}-1` })
            .setProtectedHeader({ alg: 'HS256' })
            .setIssuedAt(at - 3600)
            .setExpirationTime(at + lifeSeconds)
            .sign(new TextEncoder().encode(identitySecret))
        : `${siteKey}.not.a.token`;
    const story = `An ${kind} sign-in, and a true story.`;
    const { page, url } = await world.visit(`identity-${kind}`);
    await page.goto(url);
    await untilThere(page);
    await page.evaluate((given) => (window as unknown as { Amends: (...said: unknown[]) => void }).Amends('identify', given), token);
    await open(page);
    await widget(page).getByLabel('What happened?').fill(story);
    await send(page);
    await says(page, 'We have it');
    await expectArrivedOnce({ page, story });
    await page.context().close();
  });
});

describe('while a photo is on its way', () => {
  async function writeWithPhoto(weather: Weather, times = Infinity) {
    const writer = await write({ before: (line) => line.set(UPLOADING, weather, times) });
    await writer.form.getByText('Photos or papers', { exact: true }).click();
    await writer.form
      .getByLabel('Add photos or papers')
      .setInputFiles({ name: 'receipt.txt', mimeType: 'text/plain', buffer: Buffer.from('Paid 38.00 twice') });
    await writer.form.getByRole('button', { name: 'Remove receipt.txt' }).waitFor();
    return writer;
  }

  async function expectArrivedWithPhoto({ story, page }: Pick<Writer, 'story' | 'page'>) {
    await expectArrivedOnce({ story, page });
    const [arrived] = await world.arrivalsOf(story);
    const kept = await world.asMerchant<{ files?: { name: string }[] }>(`/v1/cases/${arrived!.number}`);
    expect(kept.files?.map(({ name }) => name)).toEqual(['receipt.txt']);
  }

  const busy: Weather = { status: 429, headers: { 'Retry-After': '1' }, json: {} };
  const PASSING: [what: string, weather: Weather][] = [
    ['the line is cut', 'blocked'],
    ['the server fails', '500'],
    ['a hotel answers in our place', 'garbage'],
    ['it is taken and the answer is lost', 'lost'],
    ['too many are writing at once', busy],
  ];
  test.concurrent.each(PASSING)('%s: it arrives with its story, once', async (_, weather) => {
    const writer = await writeWithPhoto(weather, 1);
    await send(writer.page);
    await says(writer.page, 'We have it');
    await expectArrivedWithPhoto(writer);
    await writer.page.context().close();
  });

  test.concurrent('going offline: both wait on the device, and go together', async () => {
    const writer = await writeWithPhoto('fair');
    await writer.page.context().setOffline(true);
    await send(writer.page);
    await says(writer.page, 'Saved on this device');
    await writer.page.context().setOffline(false);
    await says(writer.page, 'We have it');
    await expectArrivedWithPhoto(writer);
    await writer.page.context().close();
  });

  test.concurrent.each(['reload', 'close'] as const)('a %s: the next visit sends both, once', async (way) => {
    const { page, line, url, story } = await writeWithPhoto('hang', 1);
    await send(page);
    await vi.waitFor(() => expect(line.seen.some(({ what }) => UPLOADING.test(what))).toBe(true));
    const context = page.context();
    if (way === 'close') await page.close();
    const next = way === 'close' ? await context.newPage() : page;
    await next.goto(url);
    await expectArrivedWithPhoto({ page: next, story });
    await context.close();
  });

  test.concurrent.each([
    ['too large', 413, 'A file may have 10 MB at most.'],
    ['of a kind we cannot take', 415, 'We can take pictures, PDF and plain text.'],
  ])('it is %s: the words come back with the reason, and arrive without it', async (_, status, detail) => {
    const writer = await writeWithPhoto({ status, json: { code: 'upload.refused', detail, errors: [{ path: 'file', message: detail }] } });
    await send(writer.page);
    await writer.form.getByText(detail).waitFor();
    expect(await writer.form.getByLabel('What happened?').inputValue()).toBe(writer.story);
    await writer.form.getByRole('button', { name: 'Remove receipt.txt' }).click();
    await send(writer.page);
    await says(writer.page, 'We have it');
    await expectArrivedOnce(writer);
    await writer.page.context().close();
  });
});

describe('when the server is killed', () => {
  test('while people write and while it is on its way: everything arrives once, by itself', async () => {
    const writing = await write();
    const sending = await write({ before: (line) => line.set(SENDING, 'slow') });
    const leaver = await world.visit('killed-while-leaving', {
      body: '<a href="/cancel/killed" data-amends="cancel" data-subscription="killed" data-touchpoint="killed-while-leaving">Cancel subscription</a>',
    });
    await leaver.page.goto(leaver.url);
    await untilThere(leaver.page);
    await leaver.page.evaluate(() =>
      (window as unknown as { Amends: (...said: unknown[]) => void }).Amends('handle', {
        handleCancel: () => fetch('/billing/killed', { method: 'POST' }),
      }),
    );
    await leaver.page.getByRole('link', { name: 'Cancel subscription' }).click();
    await widget(leaver.page).getByLabel('I moved or changed work').check();

    await send(sending.page);
    await vi.waitFor(() => expect(sending.line.seen.some(({ what }) => SENDING.test(what))).toBe(true));
    await world.killAmends('SIGKILL');
    await send(writing.page);
    for (const { page } of [writing, sending]) await says(page, 'Saved on this device');
    await widget(leaver.page).getByRole('button', { name: 'Cancel now' }).click();
    await says(leaver.page, 'Cancelled');

    await world.startAgain();
    for (const writer of [writing, sending]) await expectArrivedOnce(writer);
    expect(world.host.cancelledFor('killed')).toHaveLength(1);
    await vi.waitFor(
      async () => {
        const { items } = await world.asMerchant<{ items: { number: string; area: { touchpoint?: string } | null }[] }>(
          '/v1/cases?kind=cancellation&limit=100',
        );
        const left = items.filter(({ area }) => area?.touchpoint === 'killed-while-leaving');
        expect(left).toHaveLength(1);
        expect(await world.asMerchant(`/v1/cases/${left[0]!.number}`)).toMatchObject({
          reason: 'cancel.moved',
          cancellation: { outcome: 'cancelled' },
        });
      },
      { timeout: 15_000, interval: 250 },
    );
    for (const { page } of [writing, sending, leaver]) await page.context().close();
  });
});
