import { jwtVerify } from 'jose';
import { z } from 'zod';
import { Money } from '#shared/contracts/basics.ts';
import type { Details } from '#server/store/customers.ts';
import type { Site } from '#server/store/merchants.ts';
import type { Deps } from './context.ts';

/** Claims a merchant's server may sign about its customer. What does not fit its shape is left out, never refused. */
const Claims = z.object({
  sub: z.string().min(1).max(200),
  email: z.email().max(254).optional().catch(undefined),
  name: z.string().max(200).optional().catch(undefined),
  subscription: z.string().max(200).optional().catch(undefined),
  plan: z.string().max(100).optional().catch(undefined),
  mrr: Money.optional().catch(undefined),
  since: z.string().max(40).optional().catch(undefined),
  segment: z.string().max(60).optional().catch(undefined),
  mode: z.string().max(20).optional().catch(undefined),
});

export type Identity = { externalId: string; subscription: string | null; details: Details };

const MAX_AGE_SECONDS = 3600;

/** Who the customer is, by the merchant's signature; null for an unknown, expired or too long-lived token. */
export async function identify(
  { secrets, now }: Pick<Deps, 'secrets' | 'now'>,
  site: Site,
  token: string | undefined,
): Promise<Identity | null> {
  if (!token) return null;
  try {
    const secret = new TextEncoder().encode(secrets.unseal(site.identitySecret));
    const { payload } = await jwtVerify(token, secret, { algorithms: ['HS256'], currentDate: now(), requiredClaims: ['sub', 'exp'] });
    if ((payload.exp ?? Infinity) * 1000 > now().getTime() + MAX_AGE_SECONDS * 1000 + 60_000) return null;
    const { sub, subscription, mode: _mode, ...details } = Claims.parse(payload);
    return { externalId: sub, subscription: subscription ?? null, details };
  } catch {
    return null;
  }
}
