import { Hono } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import { speak } from '#shared/words/speak.ts';
import { DomainError } from '#server/domain/errors.ts';
import type { Deps } from '../context.ts';
import { type LimitEnv, limitFloods } from '../limits.ts';
import { cancelFormRoutes } from './cancel-form.ts';
import { receiptRoutes } from './cancellation-receipt.ts';
import { languageOf } from './language.ts';
import { sendNotFound, sendProblem } from './layout.ts';
import { CSS, ICON, ICON_PATH, STYLE_PATH } from './look.ts';
import { optOutRoutes } from './opt-out.ts';
import { plainFormRoutes } from './plain-form.ts';
import { FORM_BYTES, tooLarge } from './sizes.ts';
import { statusRoutes } from './status-page.ts';
import { twoButtonRoutes } from './two-buttons.ts';

/** Pages that need no JavaScript: the customer's case, the plain forms, the receipt of a cancellation. */
export function pageRoutes(deps: Deps) {
  const pages = new Hono<LimitEnv>();
  const held = limitFloods(deps);
  for (const path of ['/c/*', '/s/*', '/r/*', '/o/*']) {
    pages.use(path, async (c, next) => {
      c.header('Cache-Control', 'no-store');
      c.header('Referrer-Policy', 'no-referrer');
      c.header('X-Robots-Tag', 'noindex');
      c.header('X-Content-Type-Options', 'nosniff');
      c.header('Cross-Origin-Opener-Policy', 'same-origin');
      await next();
    });
    pages.use(path, held);
    pages.use(
      path,
      bodyLimit({
        maxSize: FORM_BYTES,
        onError: () => {
          throw new DomainError('request.too_large', 'That is too large.');
        },
      }),
    );
  }
  pages.onError((error, c) => {
    const locale = languageOf(c.req.query('locale'), c.req.header('accept-language'), null);
    const say = speak(locale);
    if (error instanceof DomainError) {
      if (error.code.endsWith('.not_found')) return sendNotFound(c, locale);
      if (error.code === 'request.too_large') return sendProblem(c, locale, 413, tooLarge(say, locale));
      if (error.code === 'request.too_many') return sendProblem(c, locale, 429, say('error_too_often'));
      if (error.code === 'origin.not_allowed') return sendProblem(c, locale, 403, say('error_changed'));
      if (error.code === 'request.malformed') return sendProblem(c, locale, 400, say('error_changed'));
    }
    deps.log.error({ err: error, requestId: c.get('requestId'), path: c.req.path }, 'page failed');
    return sendProblem(c, locale, 500);
  });
  pages.get(STYLE_PATH, (c) =>
    c.body(CSS, 200, {
      'Content-Type': 'text/css; charset=utf-8',
      'Cache-Control': 'public, max-age=31536000, immutable',
      'X-Content-Type-Options': 'nosniff',
    }),
  );
  pages.get(ICON_PATH, (c) =>
    c.body(ICON, 200, { 'Content-Type': 'image/svg+xml', 'Cache-Control': 'public, max-age=86400', 'X-Content-Type-Options': 'nosniff' }),
  );
  // The forms with a name of their own come before `/s/{siteKey}/{kind}`.
  for (const routes of [
    statusRoutes(deps),
    receiptRoutes(deps),
    optOutRoutes(deps),
    twoButtonRoutes(deps),
    cancelFormRoutes(deps),
    plainFormRoutes(deps),
  ])
    pages.route('/', routes);
  return pages;
}
