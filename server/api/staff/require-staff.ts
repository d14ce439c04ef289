import { createMiddleware } from 'hono/factory';
import { DomainError } from '#server/domain/errors.ts';
import { findMember, type Member } from '#server/store/staff.ts';
import type { WorkerEnv } from '../case-acts.ts';
import type { Deps } from '../context.ts';

export type StaffEnv = WorkerEnv & { Variables: { member: Member } };

/** Somebody signed in. An unsafe request must come from our own page: other pages' cookies are not enough. */
export const requireStaff = (deps: Deps) =>
  createMiddleware<StaffEnv>(async (c, next) => {
    requireOwnPage(c.req.method, c.req.header('origin'), c.req.header('sec-fetch-site'), [
      deps.publicUrl,
      `${new URL(c.req.url).protocol}//${c.req.header('host')}`,
    ]);
    const session = await deps.auth.api.getSession({ headers: c.req.raw.headers });
    const member = session && (await findMember(deps.db, session.user.id));
    if (!member) throw new DomainError('staff.not_signed_in', 'Please sign in.');
    c.set('member', member);
    c.set('worker', { merchantId: member.merchantId, actor: { role: member.role, id: member.id, name: member.name } });
    c.header('Cache-Control', 'no-store');
    await next();
  });

export function requireOwnPage(method: string, origin: string | undefined, fetchSite: string | undefined, own: string[]): void {
  if (method === 'GET' || method === 'HEAD') return;
  const isOwn = origin ? own.some((url) => new URL(url).origin === origin) : fetchSite === undefined || fetchSite === 'same-origin';
  if (!isOwn) throw new DomainError('origin.not_allowed', 'This request came from another page.');
}
