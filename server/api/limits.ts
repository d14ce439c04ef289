import { getConnInfo } from '@hono/node-server/conninfo';
import type { Context } from 'hono';
import { createMiddleware } from 'hono/factory';
import { RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible';
import { DomainError } from '#server/domain/errors.ts';
import type { Deps, Env } from './context.ts';

/** Calls a minute from one address that look like a person, a family, an office. Above it stories are kept but set apart. */
const BUSY_PER_MINUTE = 60;
/** Above it nobody's browser is asking. */
const FLOOD_PER_MINUTE = 600;

export type LimitEnv = Env & { Variables: { isBusy: boolean } };

/**
 * The address a request came from. Behind a proxy (TRUST_PROXY) it is the last one the proxy added; addresses a client
 * claims for itself are never believed.
 */
export function addressOf(c: Context, trustProxy: boolean): string {
  const forwarded = trustProxy ? c.req.header('x-forwarded-for')?.split(',').at(-1)?.trim() : undefined;
  if (forwarded) return forwarded;
  try {
    return getConnInfo(c).remote.address ?? '';
  } catch {
    return ''; // called without a connection, as tests do
  }
}

const isThisMachine = (address: string): boolean => address === '' || address === '::1' || /^(?:::ffff:)?127\./.test(address);

/**
 * Holds back floods, never people: a busy address only marks its stories, a flood is told when to come back. Requests from
 * this machine itself are a proxy's or a program's of the merchant and are not counted.
 */
export function limitFloods({ trustProxy = false }: Pick<Deps, 'trustProxy'>) {
  const limiter = new RateLimiterMemory({ points: FLOOD_PER_MINUTE, duration: 60 });
  return createMiddleware<LimitEnv>(async (c, next) => {
    const address = addressOf(c, trustProxy);
    c.set('isBusy', false);
    if (!isThisMachine(address) && c.req.method !== 'GET' && c.req.method !== 'OPTIONS') {
      try {
        const { consumedPoints } = await limiter.consume(address);
        c.set('isBusy', consumedPoints > BUSY_PER_MINUTE);
      } catch (refused) {
        if (!(refused instanceof RateLimiterRes)) throw refused;
        c.header('Retry-After', String(Math.max(1, Math.ceil(refused.msBeforeNext / 1000))));
        throw new DomainError('request.too_many', 'That is very often. Nothing is lost; please try again in a minute.');
      }
    }
    await next();
  });
}
