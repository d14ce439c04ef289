import type { Context } from 'hono';
import type { Audited } from '#shared/contracts/audit.ts';
import { type AuditedBy, audited, findAskedForCode, STRANGER } from '#server/store/audit.ts';
import { findMember, findUserByEmail, type Member } from '#server/store/staff.ts';
import type { Deps } from '../context.ts';

const AUTH = '/api/auth';

/**
 * Passes a request on to the sign-in library and writes down who came in, who went, and who could not. A try with an address
 * nobody here has belongs to no shop and is not written down.
 */
export async function logSignIn(deps: Deps, c: Context, pass: () => Promise<Response>): Promise<Response> {
  const path = c.req.path.slice(AUTH.length);
  const isSignIn = path === '/sign-in/email';
  const isCode = path.startsWith('/two-factor/verify');
  if (c.req.method !== 'POST' || !(isSignIn || isCode || path === '/sign-out')) return pass();

  const email = isSignIn ? await emailIn(c.req.raw.clone()) : null;
  const leaving = path === '/sign-out' ? await whoIs(deps, c.req.raw.headers) : null;
  const challenge = isCode ? CHALLENGE.exec(decodeURIComponent(c.req.header('cookie') ?? ''))?.[1] : undefined;
  const asked = challenge ? await findAskedForCode(deps.db, challenge) : null;
  const answer = await pass();
  if (leaving && answer.ok) await write(deps, leaving, 'staff_signed_out');
  if ((isSignIn || isCode) && answer.ok) await logEntry(deps, answer);
  if (answer.status !== 401) return answer;
  const userId = email === null ? asked : await findUserByEmail(deps.db, email);
  const member = userId && (await findMember(deps.db, userId));
  if (member) await write(deps, member, isSignIn ? 'sign_in_failed' : 'second_factor_failed', STRANGER, member.email);
  return answer;
}

/** The library's cookie of somebody whose password was right and who is asked for a code: a name of the question, and its signature. */
const CHALLENGE = /amends\.two_factor=([^;.]+)/;

/** Somebody is in when they were given a session; a password alone gives none to people with a second factor. */
export async function logEntry(deps: Deps, answer: Response): Promise<void> {
  const cookie = answer.headers
    .getSetCookie()
    .map((one) => one.split(';')[0])
    .join('; ');
  const member = cookie ? await whoIs(deps, new Headers({ cookie })) : null;
  if (member) await write(deps, member, 'staff_signed_in');
}

async function whoIs(deps: Deps, headers: Headers): Promise<Member | null> {
  const session = await deps.auth.api.getSession({ headers });
  return session && findMember(deps.db, session.user.id);
}

const write = (deps: Deps, member: Member, what: Audited, by: AuditedBy = member, about: string | null = null) =>
  deps.db.write([audited(member.merchantId, { role: by.role, id: by.id, name: by.name }, what, about, deps.now().toISOString())]);

async function emailIn(request: Request): Promise<string | null> {
  const body = (await request.json().catch(() => null)) as { email?: unknown } | null; // anybody may send anything here
  return typeof body?.email === 'string' ? body.email : null;
}
