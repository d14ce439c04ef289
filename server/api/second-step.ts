import { APIError, createAuthMiddleware } from 'better-auth/api';
import { deleteSessionCookie } from 'better-auth/cookies';
import { randomBytes } from 'node:crypto';

/** What browsers may ask the sign-in library itself. Everything else goes through our own routes, which know roles and owners. */
const OPEN = new Set([
  '/sign-in/email',
  '/sign-out',
  '/get-session',
  '/sign-up/email', // refused by the library, because nobody signs up
  '/two-factor/verify-totp',
  '/two-factor/verify-backup-code',
]);

export const letIn = createAuthMiddleware(async (ctx) => {
  if (ctx.request && !OPEN.has(ctx.path)) throw new APIError('NOT_FOUND', { message: 'There is nothing here.' });
  const asked = ctx.body as { trustDevice?: unknown } | undefined; // anybody may send anything here
  if (asked?.trustDevice) throw new APIError('BAD_REQUEST', { message: 'The code is asked for every time.' });
});

const CODE_WITHIN_S = 600;

/**
 * The library asks for the second factor after a password only. After a link by mail we ask the same way: the session
 * that was made is gone before it is told of, and the next one comes with the code.
 */
export const askForSecondFactor = createAuthMiddleware(async (ctx) => {
  const entered = ctx.context.newSession;
  if (ctx.path !== '/magic-link/verify' || !entered?.user.twoFactorEnabled) return;
  deleteSessionCookie(ctx, true);
  await ctx.context.internalAdapter.deleteSession(entered.session.token);
  ctx.context.setNewSession(null);
  const cookie = ctx.context.createAuthCookie('two_factor', { maxAge: CODE_WITHIN_S });
  const challenge = `2fa-${randomBytes(15).toString('base64url')}`;
  const expiresAt = new Date(Date.now() + CODE_WITHIN_S * 1000);
  await ctx.context.internalAdapter.createVerificationValue({ value: entered.user.id, identifier: challenge, expiresAt });
  await ctx.context.internalAdapter.createVerificationValue({ value: '0', identifier: `2fa-attempts-${challenge}`, expiresAt });
  await ctx.setSignedCookie(cookie.name, challenge, ctx.context.secret, cookie.attributes);
  return ctx.json({ twoFactorRedirect: true });
});
