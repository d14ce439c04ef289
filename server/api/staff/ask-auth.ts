import type { Context } from 'hono';
import { DomainError, type ErrorCode } from '#server/domain/errors.ts';
import type { Deps } from '../context.ts';
import { addressOf } from '../limits.ts';

type Meaning = [code: ErrorCode, detail: string, path?: string];

/** What the sign-in library says no with, in our words. */
const MEANINGS: Record<string, Meaning> = {
  INVALID_PASSWORD: ['password.wrong', 'This is not your password.', 'password'],
  CREDENTIAL_ACCOUNT_NOT_FOUND: ['password.wrong', 'You have no password here yet.', 'password'],
  INVALID_CODE: ['code.wrong', 'This code is not right. Look for the newest one; the clock of your phone must be right too.', 'code'],
  TOTP_ALREADY_ENABLED: ['second_factor.already_on', 'The second factor is on already.'],
  TOTP_NOT_ENABLED: ['second_factor.off', 'Begin with the second factor once more.'],
  TWO_FACTOR_NOT_ENABLED: ['second_factor.off', 'The second factor is off.'],
};

/**
 * Asks the sign-in library on behalf of a browser: its cookies go there, and the new ones come back.
 *
 * @param ask gets the headers, with an address no client can choose
 */
export async function askAuth<Answer>(deps: Deps, c: Context, ask: (headers: Headers) => Promise<Response>): Promise<Answer> {
  const headers = new Headers(c.req.raw.headers);
  headers.set('x-amends-address', addressOf(c, deps.trustProxy ?? false) || '127.0.0.1');
  const answer = await ask(headers);
  for (const cookie of answer.headers.getSetCookie()) c.header('Set-Cookie', cookie, { append: true });
  const body = (await answer.json().catch(() => ({}))) as Answer & { code?: string };
  if (answer.ok) return body;
  const meaning = MEANINGS[body.code ?? ''];
  if (!meaning) throw new Error(`The sign-in library answered ${answer.status} ${body.code ?? ''}`);
  const [code, detail, path] = meaning;
  throw new DomainError(code, detail, path ? [{ path, message: detail }] : undefined);
}
