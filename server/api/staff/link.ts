import { Hono } from 'hono';
import { AskForLink, type LinkOpened, OpenLink } from '#shared/contracts/access.ts';
import { DomainError } from '#server/domain/errors.ts';
import { findMember, findUserByEmail } from '#server/store/staff.ts';
import type { Deps, Env } from '../context.ts';
import { addressOf } from '../limits.ts';
import type { LinkFor } from '../sign-in-letter.ts';
import { askAuth } from './ask-auth.ts';
import { bodyOf } from './body.ts';
import { createGuesses } from './guesses.ts';
import { fromOwnPage } from './require-staff.ts';

/** Signing in by a link that comes by mail. The link opens a page, and a person presses the button there: programs that look into mail use nothing up. */
export function linkRoutes(deps: Deps) {
  const { auth, db } = deps;
  const askers = createGuesses(30, 600);
  const letters = createGuesses(4, 600);

  return new Hono<Env>()
    .use('/sign-in-links/*', fromOwnPage(deps))
    .post('/sign-in-links', async (c) => {
      const email = (await bodyOf(c, AskForLink)).email.toLowerCase();
      if (!deps.mail) throw new DomainError('mail.no_server', 'No mail server is set, so no link can be sent. Sign in with your password.');
      await askers.count(addressOf(c, deps.trustProxy ?? false));
      const userId = await findUserByEmail(db, email);
      const member = userId && (await findMember(db, userId));
      const mayHaveOne = await letters.isLeft(email);
      const to = member && mayHaveOne ? { merchantId: member.merchantId, letterId: deps.newId('out') } : null;
      const metadata: LinkFor = { to, publicUrl: deps.publicUrl, at: deps.now().toISOString() };
      await auth.api.signInMagicLink({ body: { email, metadata }, headers: new Headers() });
      return c.body(null, 202);
    })
    .post('/sign-in-links/opened', async (c) => {
      const query = await bodyOf(c, OpenLink);
      const opened = await askAuth<{ twoFactorRedirect?: boolean }>(deps, c, async (headers) => {
        const answer = await auth.api.magicLinkVerify({ query, headers, asResponse: true });
        if (answer.status === 302) throw new DomainError('link.not_found', 'This link was used already or is too old. Ask for a new one.');
        return answer;
      });
      return c.json<LinkOpened>({ secondFactor: opened.twoFactorRedirect === true });
    });
}
