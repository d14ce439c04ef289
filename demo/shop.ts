import { readFileSync } from 'node:fs';
import { serve } from '@hono/node-server';
import { type Context, Hono } from 'hono';
import { getCookie, setCookie } from 'hono/cookie';
import { createBilling } from './shop/billing.ts';
import { CLUB_PRICE, CUSTOMERS, ORDERS, PRODUCTS } from './shop/goods.ts';
import { signIdentity } from './shop/identity.ts';
import { type Html, page } from './shop/layout.ts';
import { accountPage, cancelPage, notFoundPage, orderPage, productList, productPage, refusedPage } from './shop/pages.ts';

const asset = (name: string, type: string) => ({ type, text: readFileSync(new URL(`./shop/assets/${name}`, import.meta.url), 'utf8') });

/**
 * A small shop that embeds Amends by its public snippet and bills for itself.
 * @param amendsUrl where Amends runs, without a slash at the end
 * @param basePath where the shop is mounted, '' when it stands alone
 */
export function createShop({
  amendsUrl,
  siteKey,
  identitySecret,
  basePath: base = '',
  now = () => new Date(),
}: {
  amendsUrl: string;
  siteKey: string;
  identitySecret: string;
  basePath?: string;
  now?: () => Date;
}) {
  const billing = createBilling(
    CUSTOMERS.map(({ subscription, plan }) => ({ subscription, plan, price: CLUB_PRICE })),
    now,
  );
  const assets = {
    'shop.css': asset('shop.css', 'text/css; charset=utf-8'),
    'shop.js': asset('shop.js', 'text/javascript; charset=utf-8'),
  };
  const policy = [
    "default-src 'none'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'; img-src 'self' data: blob:; style-src 'self'",
    `script-src 'self' ${amendsUrl}`,
    `connect-src 'self' ${amendsUrl}`,
  ].join('; ');

  const customerOf = (c: Context) => CUSTOMERS.find(({ id }) => id === getCookie(c, 'shop_customer')) ?? CUSTOMERS[0]!;
  const subscriptionOf = (c: Context) => billing.find(customerOf(c).subscription)!;

  async function show(c: Context, title: string, body: Html, status: 200 | 404 | 502 = 200): Promise<Response> {
    const customer = customerOf(c);
    const identity = await signIdentity(customer, identitySecret, now());
    c.header('Cache-Control', 'no-store');
    c.header('Content-Security-Policy', policy);
    return c.html(page({ base, amendsUrl, siteKey, customer, identity, now: now() }, title, body), status);
  }

  const app = new Hono()
    .get('/', (c) => show(c, 'Kitchen', productList(base)))
    .get('/products/:id', (c) => {
      const product = PRODUCTS.find(({ id }) => id === c.req.param('id'));
      return product ? show(c, product.name, productPage(product)) : show(c, 'Not found', notFoundPage(base), 404);
    })
    .get('/orders/:number', (c) => {
      const order = ORDERS.find(({ number, customer }) => number === c.req.param('number') && customer === customerOf(c).id);
      return order ? show(c, `Order ${order.number}`, orderPage(base, order)) : show(c, 'Not found', notFoundPage(base), 404);
    })
    .get('/account', (c) => show(c, 'Your account', accountPage(base, customerOf(c), subscriptionOf(c))))
    .post('/account/customer', async (c) => {
      const { customer } = await c.req.parseBody<{ customer: string }>();
      setCookie(c, 'shop_customer', customer, { path: base || '/', httpOnly: true, sameSite: 'Lax' });
      return c.redirect(`${base}/account`, 303);
    })
    .get('/account/cancel', (c) => show(c, 'Cancel', cancelPage(base, subscriptionOf(c))))
    .post('/account/cancel', async (c): Promise<Response> => {
      const done = billing.cancel(customerOf(c).subscription);
      return done === 'refused' ? show(c, 'Not cancelled', refusedPage(base), 502) : c.redirect(`${base}/account/cancel`, 303);
    })
    .post('/account/resume', (c) => {
      billing.resume(customerOf(c).subscription);
      return c.redirect(`${base}/account`, 303);
    })
    .get('/billing/subscriptions/:id', (c) => {
      const found = billing.find(c.req.param('id'));
      return found ? c.json(found) : c.json({ error: 'No such subscription.' }, 404);
    })
    .post('/billing/subscriptions/:id/cancellation', (c) => {
      const done = billing.cancel(c.req.param('id'));
      if (done === 'refused') return c.json({ error: 'The bank does not answer.' }, 502);
      return done ? c.json(done) : c.json({ error: 'No such subscription.' }, 404);
    })
    .put('/billing/subscriptions/:id/adjustment', async (c) => {
      const { what } = await c.req.json<{ what: string }>();
      const adjusted = billing.adjust(c.req.param('id'), what.slice(0, 200));
      return adjusted ? c.json(adjusted) : c.json({ error: 'No such subscription.' }, 404);
    })
    .put('/billing/subscriptions/:id/refusal', async (c) => {
      const { refuse } = await c.req.json<{ refuse: boolean }>();
      billing.refuse(c.req.param('id'), refuse);
      return c.body(null, 204);
    })
    .get('/assets/:name', (c) => {
      const found = assets[c.req.param('name') as keyof typeof assets];
      return found ? c.body(found.text, 200, { 'Content-Type': found.type, 'Cache-Control': 'no-cache' }) : c.notFound();
    })
    .get('*', (c) => show(c, 'Not found', notFoundPage(base), 404));
  return app;
}

if (import.meta.main) {
  const { AMENDS_URL, SITE_KEY, IDENTITY_SECRET, PORT = '8788' } = process.env;
  if (!AMENDS_URL || !SITE_KEY || !IDENTITY_SECRET) {
    console.error('The shop needs AMENDS_URL, SITE_KEY and IDENTITY_SECRET. "npm run amends -- site create" prints the last two.');
    process.exit(2);
  }
  const shop = createShop({ amendsUrl: AMENDS_URL.replace(/\/$/, ''), siteKey: SITE_KEY, identitySecret: IDENTITY_SECRET });
  serve({ fetch: shop.fetch, port: Number(PORT), hostname: '127.0.0.1' }, ({ port }) => console.log(`Shop on http://127.0.0.1:${port}`));
}
