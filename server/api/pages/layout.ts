import { randomBytes } from 'node:crypto';
import type { Context } from 'hono';
import { html, raw } from 'hono/html';
import type { ContentfulStatusCode } from 'hono/utils/http-status';
import { dirOf, speak } from '#shared/words/speak.ts';
import type { Site } from '#server/store/merchants.ts';
import type { LimitEnv } from '../limits.ts';
import { accentRule, ICON_PATH, STYLE_PATH } from './look.ts';

export type Html = ReturnType<typeof html>;

export type Page = {
  title: string;
  locale: string;
  body: Html;
  site?: Pick<Site, 'name' | 'settings'>;
};

/** Sends a whole page: nothing from elsewhere, nothing that runs, nothing kept by anybody on the way. */
export async function sendPage(
  c: Context<LimitEnv>,
  { title, locale, body, site }: Page,
  status: ContentfulStatusCode = 200,
): Promise<Response> {
  const say = speak(locale);
  const nonce = randomBytes(16).toString('base64url');
  const accent = accentRule(site?.settings.theme.accent);
  const { phone, person, test } = site?.settings ?? { phone: null, person: null, test: false };
  c.header(
    'Content-Security-Policy',
    `default-src 'none'; style-src 'self' 'nonce-${nonce}'; img-src 'self'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'`,
  );
  c.header('Content-Language', locale);
  return c.html(
    html`<!doctype html>
<html lang="${locale}" dir="${dirOf(locale)}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex">
<title>${title}${site ? ` · ${site.name}` : ''}</title>
<link rel="icon" href="${ICON_PATH}" type="image/svg+xml">
<link rel="stylesheet" href="${STYLE_PATH}">
${accent && html`<style nonce="${nonce}">${raw(accent)}</style>`}
</head>
<body>
<div class="page">
${site && html`<header class="top"><p class="shop" dir="auto">${site.name}</p>${test && html`<p class="small">${say('test_notice')}</p>`}</header>`}
<main>
${body}
</main>
${
  (phone || person) &&
  html`<footer>
${person && html`<p>${say('person_line', { name: person.role ? `${person.name} (${person.role})` : person.name })}</p>`}
${phone && html`<p>${say('merchant_phone', { phone: `\u2066${phone}\u2069` })}</p>`}
</footer>`
}
</div>
</body>
</html>
`,
    status,
  );
}

/** There is no such case, form or receipt: what to do now. */
export const sendNotFound = (c: Context<LimitEnv>, locale: string): Promise<Response> => {
  const say = speak(locale);
  return sendPage(
    c,
    { title: say('not_found_title'), locale, body: html`<h1>${say('not_found_title')}</h1><p>${say('not_found_text')}</p>` },
    404,
  );
};

/** Something broke, or came from where it should not. */
export const sendProblem = (c: Context<LimitEnv>, locale: string, status: ContentfulStatusCode, text?: string): Promise<Response> => {
  const say = speak(locale);
  return sendPage(
    c,
    {
      title: say('problem_title'),
      locale,
      body: html`<h1>${text ? say('form_error_title') : say('problem_title')}</h1><p>${text ?? say('problem_text')}</p>`,
    },
    status,
  );
};
