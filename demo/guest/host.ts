import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { createAdaptorServer } from '@hono/node-server';
import { Hono } from 'hono';

type HostPage = { html: string; headers?: Record<string, string> };

/** Somebody's web site that embeds the widget: its pages, its own cancel page and its billing, which counts. */
export async function openHost() {
  const pages = new Map<string, HostPage>();
  const cancelled: { customer: string; how: 'own page' | 'billing'; at: number }[] = [];
  const refusing = new Set<string>();

  const app = new Hono()
    .get('/cancel/:customer', (c) => {
      cancelled.push({ customer: c.req.param('customer'), how: 'own page', at: Date.now() });
      return c.html('<!doctype html><html lang="en"><title>Cancelled</title><h1>Cancelled on the shop’s own page</h1>');
    })
    .post('/billing/:customer', (c) => {
      cancelled.push({ customer: c.req.param('customer'), how: 'billing', at: Date.now() });
      return refusing.has(c.req.param('customer')) ? c.json({}, 503) : c.json({ cancelled: true });
    })
    .get('/favicon.ico', (c) => c.body(null, 204))
    .get('*', (c) => {
      const { pathname } = new URL(c.req.url);
      const page = pages.get(pathname);
      if (!page) return c.notFound();
      const type = pathname.endsWith('.js') ? 'text/javascript' : pathname.endsWith('.css') ? 'text/css' : 'text/html';
      return c.body(page.html, 200, { 'Content-Type': `${type}; charset=utf-8`, 'Cache-Control': 'no-store', ...page.headers });
    });
  const server = createAdaptorServer({ fetch: app.fetch });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;

  return {
    url,
    /** Puts a page up and answers its address. */
    show(path: string, html: string, headers?: Record<string, string>): string {
      pages.set(path, { html, headers });
      return url + path;
    },
    /** How the merchant was asked to cancel for this customer, in order. */
    cancelledFor: (customer: string) => cancelled.filter((one) => one.customer === customer),
    refuse: (customer: string) => refusing.add(customer),
    relent: (customer: string) => refusing.delete(customer),
    async end() {
      server.close();
      if ('closeAllConnections' in server) server.closeAllConnections();
      await once(server, 'close');
    },
  };
}
export type Host = Awaited<ReturnType<typeof openHost>>;

type Embedding = { amends: string; siteKey: string; head?: string; body?: string; lang?: string; locale?: string };

/** The snippet as the admin page gives it out. */
export const snippet = ({ amends, siteKey, locale }: Embedding, more = '') =>
  `<script async src="${amends}/widget.js" data-site="${siteKey}"${locale ? ` data-locale="${locale}"` : ''}${more}></script>`;

/** A plain page with the snippet and a button for every kind. */
export function pageWith(embedding: Embedding): string {
  const { head = '', body = '', lang = 'en' } = embedding;
  return `<!doctype html>
<html lang="${lang}">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><title>A shop</title>
${head}${snippet(embedding)}</head>
<body>
<main>
<h1>A shop</h1>
<p><button type="button" data-amends="complaint" data-touchpoint="checkout" data-order="1042">Complain</button>
<button type="button" data-amends="feedback">Suggest</button>
<button type="button" data-amends="praise">Praise</button></p>
${body}
</main>
</body>
</html>`;
}

/** A link that leads to the shop's own cancel page without Amends; `handled`: Amends is given the shop's billing, too. */
export const cancelLink = (customer: string, handled: boolean) =>
  `<a href="/cancel/${customer}" data-amends="cancel" data-subscription="${customer}">Cancel subscription</a>${handled ? billing(customer) : ''}`;

/** As the README tells merchants: said to the queue, whether or not our script is there yet, or ever. */
const billing = (customer: string) => `<script>
window.Amends ??= function () { (Amends.q ??= []).push(arguments) };
Amends('handle', { handleCancel: async () => {
  const answer = await fetch('/billing/${customer}', { method: 'POST', keepalive: true });
  if (!answer.ok) throw new Error('The card service is down.');
} });
</script>`;
