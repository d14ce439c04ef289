import type { Context } from 'hono';
import { createMiddleware } from 'hono/factory';
import { DomainError } from '#server/domain/errors.ts';
import { findMember, type Member } from '#server/store/staff.ts';
import type { WorkerEnv } from '../case-acts.ts';
import type { Deps } from '../context.ts';

export type StaffEnv = WorkerEnv & { Variables: { member: Member; sessionId: string } };

/** Somebody signed in. An unsafe request must come from our own page: other pages' cookies are not enough. */
export const requireStaff = (deps: Deps) =>
  createMiddleware<StaffEnv>(async (c, next) => {
    requireOwn(deps, c);
    const session = await deps.auth.api.getSession({ headers: c.req.raw.headers });
    const member = session && (await findMember(deps.db, session.user.id));
    if (!member) throw new DomainError('staff.not_signed_in', 'Please sign in.');
    c.set('sessionId', session.session.id);
    c.set('member', member);
    c.set('worker', { merchantId: member.merchantId, actor: { role: member.role, id: member.id, name: member.name } });
    c.header('Cache-Control', 'no-store');
    await next();
  });

/** For what may be asked before anybody has signed in, by our own page alone. */
export const fromOwnPage = (deps: Deps) =>
  createMiddleware(async (c, next) => {
    requireOwn(deps, c);
    c.header('Cache-Control', 'no-store');
    await next();
  });

const requireOwn = ({ publicUrl }: Deps, { req }: Context) =>
  requireOwnPage(req.method, req.header('origin'), req.header('sec-fetch-site'), [
    publicUrl,
    `${new URL(req.url).protocol}//${req.header('host')}`,
  ]);

function requireOwnPage(method: string, origin: string | undefined, fetchSite: string | undefined, own: string[]): void {
  if (method === 'GET' || method === 'HEAD') return;
  const isOwn = origin ? own.some((url) => new URL(url).origin === origin) : fetchSite === undefined || fetchSite === 'same-origin';
  if (!isOwn) throw new DomainError('origin.not_allowed', 'This request came from another page.');
}
