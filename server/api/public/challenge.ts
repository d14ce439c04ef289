import { createRoute, z } from '@hono/zod-openapi';
import { createChallenge, extractParams, verifySolution } from 'altcha-lib/v1';
import { DomainError } from '#server/domain/errors.ts';
import { hashOf } from '#server/secrets.ts';
import { type Statement, sql } from '#server/store/db.ts';
import type { Deps, Env } from '../context.ts';
import { requireSite } from '../origins.ts';
import { answers, createRouter, problems } from '../router.ts';

const Challenge = z.object({ algorithm: z.string(), challenge: z.string(), maxnumber: z.int(), salt: z.string(), signature: z.string() });
const read = createRoute({
  method: 'get',
  path: '/challenge',
  summary: 'A proof of work (ALTCHA), where a site asks for one',
  request: { query: z.object({ siteKey: z.string() }) },
  responses: { 200: answers(Challenge, 'The challenge'), ...problems(403, 404) },
});

const MINUTES = 30;
/** About a second on a phone. */
const HARDEST_NUMBER = 60_000;

export const challengeRoutes = (deps: Deps) =>
  createRouter<Env>().openapi(read, async (c) => {
    await requireSite(deps, c.req.valid('query').siteKey, c.req.header('origin'));
    const expires = new Date(deps.now().getTime() + MINUTES * 60_000);
    const { algorithm, challenge, salt, signature } = await createChallenge({
      hmacKey: deps.secrets.challenge,
      maxnumber: HARDEST_NUMBER,
      expires,
    });
    c.header('Cache-Control', 'no-store');
    return c.json({ algorithm, challenge, maxnumber: HARDEST_NUMBER, salt, signature }, 200);
  });

/**
 * The statement that uses a proof up, so that it counts once.
 *
 * @throws challenge.failed when it is missing, wrong or too old
 */
export async function spendProof({ secrets, now }: Pick<Deps, 'secrets' | 'now'>, proof: string | undefined): Promise<Statement[]> {
  if (!proof || !(await verifySolution(proof, secrets.challenge, false).catch(() => false))) throw spentProof();
  const expiresAt = Number(extractParams(proof).expires) * 1000;
  if (!(expiresAt > now().getTime())) throw spentProof();
  return [sql('insert into spent_proofs values (?, ?)', hashOf(proof), new Date(expiresAt).toISOString())];
}

export const spentProof = (): DomainError =>
  new DomainError('challenge.failed', 'The check against robots has to be done again. Nothing you wrote is lost.', [
    { path: 'challenge', message: 'Missing, wrong, used or too old.' },
  ]);

/** Somebody used this proof already. */
export const isSpent = (error: unknown): boolean => error instanceof Error && /spent_proofs/.test(error.message);
