import { html } from 'hono/html';
import type { HtmlEscapedString } from 'hono/utils/html';
import type { Customer } from './goods.ts';

export type Html = HtmlEscapedString | Promise<HtmlEscapedString>;
export type Frame = { base: string; amendsUrl: string; siteKey: string; customer: Customer; identity: string; now: Date };

/** Every page of the shop. The two Amends lines are the public snippet and nothing else. */
export const page = ({ base, amendsUrl, siteKey, customer, identity, now }: Frame, title: string, body: Html) =>
  html`<!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1, viewport-fit=cover" />
        <meta name="color-scheme" content="light dark" />
        <title>${title} · Fern & Kettle</title>
        <link rel="stylesheet" href="${base}/assets/shop.css" />
        <link rel="icon" href="data:," />
        <script async src="${amendsUrl}/widget.js" data-site="${siteKey}"></script>
        <script defer src="${base}/assets/shop.js" data-base="${base}" data-identity="${identity}"></script>
      </head>
      <body>
        <a class="skip" href="#main">Skip to the page</a>
        <header class="top">
          <a class="brand" href="${base}/">Fern <span>&amp;</span> Kettle</a>
          <nav aria-label="Shop">
            <a href="${base}/">Kitchen</a>
            <a href="${base}/account">${customer.name.split(' ')[0]}’s account</a>
          </nav>
        </header>
        <main id="main">${body}</main>
        <footer class="foot">
          <p>Fern & Kettle, a small kitchen shop. Nothing here is for sale: it shows how Amends sits on somebody’s page.</p>
          <p class="say">
            <button type="button" data-amends="complaint" data-touchpoint="footer">Something wrong?</button>
            <button type="button" data-amends="feedback" data-touchpoint="footer">Tell us what you think</button>
            <button type="button" data-amends="praise" data-touchpoint="footer">Say something kind</button>
          </p>
          <p><small>© ${now.getUTCFullYear()} Fern & Kettle</small></p>
        </footer>
      </body>
    </html>`;
