import type { Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { widget } from '../journeys/people.ts';
import { type GuestWorld, openGuestWorld, untilThere } from './guest-world.ts';
import { cancelLink, pageWith, snippet } from './host.ts';
import { HOSTILE_CSS, WATCHED } from './hostile-css.ts';

let world: GuestWorld;
beforeAll(async () => {
  world = await openGuestWorld();
});
afterAll(() => world?.end());

type Amends = (...said: unknown[]) => unknown;
const complain = (page: Page) => page.getByRole('button', { name: 'Complain' }).click();
const story = (page: Page) => widget(page).getByLabel('What happened?');

async function host(
  path: string,
  html: (amends: string) => string,
  { headers, page }: { headers?: Record<string, string>; page?: Page } = {},
) {
  const line = await world.line();
  const visitor = page ?? (await world.visitor());
  const url = world.host.show(`/${path}`, html(line.url), headers);
  return { page: visitor, line, url };
}
const plain =
  (more: { head?: string; body?: string } = {}) =>
  (amends: string) =>
    pageWith({ amends, siteKey: world.site.siteKey, ...more });

describe('a page with hostile styles', () => {
  /** What the browser made of everything in our window, as a screen of the complaint form has it. */
  async function looksOf(path: string, head: string) {
    const { page, url } = await host(path, plain({ head }));
    await page.goto(url);
    await untilThere(page);
    await page.getByRole('button', { name: 'Complain', includeHidden: true }).evaluate((button: HTMLButtonElement) => button.click());
    await widget(page).getByLabel('What kind of problem is it?').waitFor();
    const looks = await page.locator('amends-panel').evaluate((panel, properties) => {
      const found: Record<string, Record<string, string>> = {};
      for (const [at, element] of [...panel.shadowRoot!.querySelectorAll('*')].entries()) {
        const computed = getComputedStyle(element);
        found[`${at} ${element.localName}`] = Object.fromEntries(properties.map((name) => [name, computed.getPropertyValue(name)]));
      }
      const behind = getComputedStyle(panel.shadowRoot!.querySelector('dialog')!, '::backdrop');
      found['::backdrop'] = Object.fromEntries(
        ['background-color', 'display', 'opacity'].map((name) => [name, behind.getPropertyValue(name)]),
      );
      return found;
    }, WATCHED);
    const box = await widget(page).boundingBox();
    await page.context().close();
    return { looks, box };
  }

  test(`cannot change one of ${WATCHED.length} properties of anything in our window`, async () => {
    expect(WATCHED.length).toBeGreaterThanOrEqual(34);
    const clean = await looksOf('clean', '');
    const hostile = await looksOf('hostile', `<style>${HOSTILE_CSS}</style>`);
    expect(Object.keys(clean.looks).length).toBeGreaterThan(40);
    expect(hostile.looks).toEqual(clean.looks);
    expect(hostile.box).toEqual(clean.box);
  });
});

describe('a page with a strict content policy', () => {
  const POLICIES: [name: string, policy: (amends: string) => string][] = [
    [
      "style-src 'self'",
      (amends) =>
        `default-src 'self'; style-src 'self'; script-src 'self' ${amends}; connect-src 'self' ${amends}; base-uri 'none'; object-src 'none'`,
    ],
    [
      'scripts by nonce only',
      (amends) =>
        `default-src 'none'; script-src 'nonce-r4nd0m'; style-src 'self'; connect-src 'self' ${amends}; img-src 'self'; base-uri 'none'; form-action 'self'`,
    ],
    [
      'trusted types',
      (amends) =>
        `default-src 'self'; style-src 'self'; script-src 'nonce-r4nd0m' ${amends}; connect-src 'self' ${amends}; require-trusted-types-for 'script'; trusted-types 'none'`,
    ],
  ];

  test.each(POLICIES)('%s: complaining and cancelling work, and the browser has nothing to report', async (name, policy) => {
    const path = `policy-${name.replaceAll(/\W+/g, '-')}`;
    const line = await world.line();
    const page = await world.visitor();
    const told: string[] = [];
    page.on('console', (message) => /content.security|trusted/i.test(message.text()) && told.push(message.text()));
    await page.exposeFunction('report', (violation: string) => told.push(violation));
    await page.addInitScript(() =>
      document.addEventListener('securitypolicyviolation', ({ effectiveDirective, blockedURI }) =>
        (window as unknown as { report: (what: string) => void }).report(`${effectiveDirective} ${blockedURI}`),
      ),
    );
    world.host.show(`/${path}.js`, `(${handOver.toString()})(${JSON.stringify(path)})`);
    const html = `<!doctype html><html lang="en"><head><title>A strict shop</title>
${snippet({ amends: line.url, siteKey: world.site.siteKey }, ' nonce="r4nd0m"')}<script nonce="r4nd0m" src="/${path}.js"></script></head>
<body><h1>A strict shop</h1><button data-amends="complaint">Complain</button> ${cancelLink(path, false)}</body></html>`;
    const url = world.host.show(`/${path}`, html, { 'Content-Security-Policy': policy(line.url) });
    await page.goto(url);
    await untilThere(page);
    await complain(page);
    const words = `Written under the policy “${name}”.`;
    await story(page).fill(words);
    await widget(page).getByText('Photos or papers', { exact: true }).click();
    await widget(page).getByLabel('Add photos or papers').setInputFiles({ name: 'dot.png', mimeType: 'image/png', buffer: DOT });
    await widget(page).getByRole('button', { name: 'Remove dot.png' }).waitFor();
    await widget(page).getByRole('button', { name: 'Send', exact: true }).click();
    await widget(page).getByRole('heading', { name: 'We have it' }).waitFor();
    await widget(page).getByRole('button', { name: 'Done' }).click();
    await page.getByRole('link', { name: 'Cancel subscription' }).click();
    await widget(page).getByRole('button', { name: 'Cancel now' }).click();
    await widget(page).getByRole('heading', { name: 'Cancelled', exact: true }).waitFor();
    expect(await world.arrivalsOf(words)).toHaveLength(1);
    expect(world.host.cancelledFor(path)).toHaveLength(1);
    expect(told).toEqual([]);
    await page.context().close();
  });

  /** Runs on the page. */
  function handOver(customer: string) {
    const given = window as unknown as { Amends?: Amends & { q?: unknown[] } };
    given.Amends ??= (...said: unknown[]) => ((given.Amends as { q?: unknown[] }).q ??= []).push(said);
    given.Amends('handle', { handleCancel: () => fetch(`/billing/${customer}`, { method: 'POST' }) });
  }
});

describe('a page with things of its own open', () => {
  test('our window works over a modal window of the page, and leaves it as it was', async () => {
    const body = `<dialog id="own"><h2>Your basket</h2><input aria-label="Voucher"><button data-amends="complaint">Help</button></dialog><script>document.querySelector('#own').showModal()</script>`;
    const { page, url } = await host('modal', plain({ body }));
    await page.goto(url);
    await untilThere(page);
    const help = page.getByRole('button', { name: 'Help' });
    await help.click();
    await story(page).click();
    await page.keyboard.type('Written over the basket.');
    expect(await story(page).inputValue()).toBe('Written over the basket.');
    await page.keyboard.press('Escape');
    await widget(page).waitFor({ state: 'detached' });
    expect(await page.locator('#own').evaluate((own: HTMLDialogElement) => own.open)).toBe(true);
    expect(await help.evaluate((button) => document.activeElement === button)).toBe(true);
    await page.getByLabel('Voucher').fill('still works');
    await page.context().close();
  });

  test('shortcuts of the page hear nothing of what is typed with us, and cannot swallow it', async () => {
    const { page, url } = await host('keys', plain());
    await page.goto(url);
    await untilThere(page);
    await page.evaluate(() => {
      const heard: string[] = [];
      Object.assign(window, { heard });
      for (const target of [document, document.documentElement, document.body])
        for (const name of ['keydown', 'keypress', 'keyup'] as const)
          for (const capture of [true, false])
            target.addEventListener(
              name,
              (event) => {
                heard.push(`${name} ${(event as KeyboardEvent).key}`);
                event.preventDefault();
                event.stopPropagation();
              },
              capture,
            );
      // The focus trap of a page's own modal window.
      document.addEventListener('focusin', (event) => {
        if ((event.target as Element).localName === 'amends-panel') document.querySelector<HTMLElement>('[data-amends]')!.focus();
      });
    });
    await page.getByRole('button', { name: 'Complain' }).click();
    await story(page).click();
    await page.keyboard.type('j k / ? Enter');
    await page.keyboard.press('Enter');
    await page.keyboard.type('gg');
    expect(await story(page).inputValue()).toBe('j k / ? Enter\ngg');
    await page.keyboard.press('Escape');
    await widget(page).waitFor({ state: 'detached' });
    const heard = await page.evaluate(() => (window as unknown as { heard: string[] }).heard);
    expect(heard.filter((key) => !key.startsWith('keyup'))).toEqual([]);
    expect(heard.length).toBeLessThanOrEqual(6); // letting go of Escape belongs to the page again
    await page.context().close();
  });

  test('a router that swaps the whole body neither closes our window nor loses a word, and new buttons work', async () => {
    const { page, url, line } = await host('turbo', plain());
    await page.goto(url);
    await untilThere(page);
    await complain(page);
    await story(page).fill('Half a sentence');
    await page.evaluate(
      (again) => {
        const next = document.createElement('body');
        next.innerHTML = '<h1>The next page</h1><button data-amends="praise">Say something kind</button>';
        const script = document.createElement('script');
        Object.assign(script, again);
        script.dataset.site = again.site;
        next.append(script);
        history.pushState({}, '', '/turbo?next');
        document.body.replaceWith(next);
      },
      { src: `${line.url}/widget.js`, site: world.site.siteKey },
    );
    await page.getByRole('heading', { name: 'The next page', includeHidden: true }).waitFor({ state: 'attached' });
    expect(await story(page).inputValue()).toBe('Half a sentence');
    await story(page).fill('Half a sentence, then the other half.');
    await page.keyboard.press('Escape');
    await widget(page).waitFor({ state: 'detached' });
    await page.getByRole('button', { name: 'Say something kind' }).click();
    await widget(page).getByRole('heading', { name: 'What was good?' }).waitFor();
    expect(await page.locator('amends-panel').count()).toBe(1);
    await page.context().close();
  });
});

describe('a page that embeds us more than once', () => {
  const openings = (page: Page) =>
    page.addInitScript(() => {
      Object.assign(window, { opened: 0 });
      addEventListener('amends:open', () => void ((window as unknown as { opened: number }).opened += 1));
    });
  const opened = (page: Page) => page.evaluate(() => (window as unknown as { opened: number }).opened);

  test('the same script twice is one widget', async () => {
    const { page, url } = await host('twice', (amends) => plain({ body: snippet({ amends, siteKey: world.site.siteKey }) })(amends));
    await openings(page);
    await page.goto(url, { waitUntil: 'networkidle' });
    await complain(page);
    await story(page).waitFor();
    expect(await page.locator('amends-panel').count()).toBe(1);
    expect(await opened(page)).toBe(1);
    await page.context().close();
  });

  test('two sites on one page: each button speaks for its own', async () => {
    const second = world.cli<{ siteKey: string }>('site', 'create', '--name', 'The other shop', '--origin', world.host.url);
    const { page, url, line } = await host('two-sites', (amends) =>
      plain({
        body: `${snippet({ amends, siteKey: second.siteKey })}${[world.site, second].map(({ siteKey }, at) => `<button data-amends="complaint" data-site="${siteKey}">Ask shop ${at + 1}</button>`).join(' ')}`,
      })(amends),
    );
    await openings(page);
    await page.goto(url, { waitUntil: 'networkidle' });
    for (const [button, words, siteKey] of [
      ['Ask shop 1', 'For the first site.', world.site.siteKey],
      ['Ask shop 2', 'For the second site.', second.siteKey],
    ] as const) {
      await page.getByRole('button', { name: button, exact: true }).click();
      await story(page).fill(words);
      await widget(page).getByRole('button', { name: 'Send', exact: true }).click();
      await widget(page).getByRole('heading', { name: 'We have it' }).waitFor();
      await widget(page).getByRole('button', { name: 'Done' }).click();
      const sent = line.seen.filter(({ what, body }) => what.startsWith('POST') && body.includes(words));
      expect(sent.map(({ body }) => (JSON.parse(body) as { siteKey: string }).siteKey)).toEqual([siteKey]);
    }
    expect(await opened(page)).toBe(2);
    await page.context().close();
  });
});

describe('a good neighbour', () => {
  /** Counts listeners as the browser does: by target, name, function and capture, and until they are removed or aborted. */
  const countListeners = (page: Page) =>
    page.addInitScript(() => {
      const listeners = new Map<EventTarget, Set<string>>();
      const names = new WeakMap<object, number>();
      let next = 0;
      const keyOf = (name: string, heard: object, options?: boolean | AddEventListenerOptions) => {
        if (!names.has(heard)) names.set(heard, (next += 1));
        return `${name} ${names.get(heard)} ${typeof options === 'object' ? !!options.capture : !!options}`;
      };
      const { addEventListener: add, removeEventListener: remove } = EventTarget.prototype;
      EventTarget.prototype.addEventListener = function (name, heard, options) {
        if (heard && (this === undefined || this === window || this instanceof Node)) {
          const target = this ?? window;
          const held = listeners.get(target) ?? new Set();
          const key = keyOf(name, heard, options);
          listeners.set(target, held.add(key));
          if (typeof options === 'object' && options.signal) add.call(options.signal, 'abort', () => held.delete(key));
        }
        return add.call(this ?? window, name, heard, options);
      };
      EventTarget.prototype.removeEventListener = function (name, heard, options) {
        if (heard) listeners.get(this ?? window)?.delete(keyOf(name, heard, options));
        return remove.call(this ?? window, name, heard, options);
      };
      Object.assign(window, {
        listening: () =>
          [window, document, document.documentElement, document.body].map((target) =>
            [...(listeners.get(target) ?? [])].map((key) => key.split(' ')[0]).sort(),
          ),
      });
    });

  const stateOf = (page: Page) =>
    page.evaluate(async () => ({
      html: document.documentElement.outerHTML,
      globals: Object.getOwnPropertyNames(window).sort(),
      handlers: Object.keys(Window.prototype)
        .concat(Object.keys(window))
        .filter((name) => name.startsWith('on') && (window as unknown as Record<string, unknown>)[name]),
      listening: (window as unknown as { listening: () => string[][] }).listening(),
      storage: [
        Object.keys(localStorage),
        Object.keys(sessionStorage),
        document.cookie,
        (await indexedDB.databases()).map(({ name }) => name),
      ],
      history: [history.length, String(history.pushState), String(history.replaceState)],
      focus: document.activeElement?.textContent,
    }));

  test('Amends("remove") leaves the page as it was: document, listeners, globals, storage', async () => {
    const { page, url, line } = await host('removed', (amends) =>
      plain()(amends).replace(snippet({ amends, siteKey: world.site.siteKey }), ''),
    );
    await countListeners(page);
    await page.goto(url);
    const press = (button: Locator) => button.evaluate((element: HTMLElement) => (element.focus(), element.click()));
    const complainButton = page.getByRole('button', { name: 'Complain' });
    await press(page.getByRole('heading', { name: 'A shop' })); // whoever drives the browser has listeners, too
    await complainButton.focus();
    const before = await stateOf(page);
    await page.evaluate(
      async ({ src, site }) => {
        const script = document.createElement('script');
        script.src = src;
        script.dataset.site = site;
        const loaded = new Promise((resolve) => (script.onload = resolve));
        document.head.append(script);
        await loaded;
        script.remove(); // the tag is the page's own
      },
      { src: `${line.url}/widget.js`, site: world.site.siteKey },
    );
    expect((await stateOf(page)).globals.filter((name) => !before.globals.includes(name))).toEqual(['Amends']);
    await press(complainButton);
    await story(page).fill('Kept on this device until it is forgotten.');
    await page.keyboard.press('Escape');
    await press(page.getByRole('button', { name: 'Praise' }));
    await widget(page).getByLabel('What did we do well?').fill('The tea.');
    await complainButton.evaluate((button) => button.focus());
    await page.evaluate(() => (window as unknown as { Amends: Amends }).Amends('remove'));
    await complainButton.focus();
    await expect.poll(() => stateOf(page)).toEqual(before);
    await press(complainButton);
    await page.waitForTimeout(300);
    expect(await page.locator('amends-panel').count()).toBe(0);
    await page.context().close();
  });

  test('before anybody acts: one request, no cookie, nothing stored; pointing at a button fetches, and nothing more', async () => {
    const { page, url, line } = await host('quiet', plain({ body: cancelLink('quiet', false) }));
    await countListeners(page);
    await page.goto(url, { waitUntil: 'networkidle' });
    const kept = () =>
      page.evaluate(async () => [
        document.cookie,
        localStorage.length,
        sessionStorage.length,
        (await indexedDB.databases()).length,
        (await caches.keys()).length,
      ]);
    expect(line.seen.map(({ what }) => what)).toEqual(['GET /widget.js']);
    expect(await kept()).toEqual(['', 0, 0, 0, 0]);
    expect(await page.context().cookies()).toEqual([]);
    await page.getByRole('button', { name: 'Complain' }).hover();
    await expect.poll(() => line.seen.length).toBe(4);
    await page.waitForTimeout(300);
    expect(line.seen.every(({ what, body }) => what.startsWith('GET') && body === '')).toBe(true);
    expect(await kept()).toEqual(['', 0, 0, 0, 0]);
    await page.context().close();
  });

  test('the address it reports has neither query nor hash', async () => {
    const { page, url, line } = await host('address', plain());
    await page.goto(`${url}?token=secret#chapter`);
    await untilThere(page);
    await complain(page);
    await story(page).fill('From a page with a secret in its address.');
    await widget(page).getByRole('button', { name: 'Send', exact: true }).click();
    await widget(page).getByRole('heading', { name: 'We have it' }).waitFor();
    expect(
      line.seen.filter(({ what, body }) => (what + body).includes('secret=') || body.includes('token=secret') || body.includes('#chapter')),
    ).toEqual([]);
    const sent = line.seen.find(({ what }) => what === 'POST /v1/public/cases')!;
    expect((JSON.parse(sent.body) as { area: { url: string } }).area.url).toBe(url);
    await page.context().close();
  });
});

const DOT = Buffer.from('iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mP8z8BQDwAEhQGAhKmMIQAAAABJRU5ErkJggg==', 'base64');
