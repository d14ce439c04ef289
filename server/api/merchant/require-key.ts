import { createMiddleware } from 'hono/factory';
import { DomainError } from '#server/domain/errors.ts';
import { hashOf } from '#server/secrets.ts';
import { findKey, useKey } from '#server/store/merchants.ts';
import type { WorkerEnv } from '../case-acts.ts';
import type { Deps } from '../context.ts';

/** A program with a secret key. It acts with the authority of an agent; only an `admin` key acts as the owner. */
export const requireKey = (deps: Deps) =>
  createMiddleware<WorkerEnv>(async (c, next) => {
    const key = /^Bearer (sk_\S+)$/.exec(c.req.header('authorization') ?? '')?.[1];
    if (!key) throw new DomainError('key.missing', 'Send a secret key: Authorization: Bearer sk_…');
    const found = await findKey(deps.db, hashOf(key));
    if (!found) throw new DomainError('key.unknown', 'This key is unknown or was revoked.');
    if (found.scope === 'read' && c.req.method !== 'GET' && c.req.method !== 'HEAD')
      throw new DomainError('key.not_allowed', 'This key may only read.');
    const today = deps.now().toISOString().slice(0, 10);
    if (found.lastUsedOn !== today) await deps.db.write([useKey(found.id, today)]);
    const role = found.scope === 'admin' ? 'owner' : found.scope === 'write' ? 'agent' : 'viewer';
    c.set('worker', { merchantId: found.merchantId, actor: { role, id: null, name: null } });
    c.header('Cache-Control', 'no-store');
    await next();
  });
