import { Hono } from 'hono';
import { Join } from '#shared/contracts/staff.ts';
import { DomainError } from '#server/domain/errors.ts';
import { hashOf } from '#server/secrets.ts';
import { findInvitation, findUserByEmail, giveBackInvitation, insertMember, removeMember, useInvitation } from '#server/store/staff.ts';
import { createStaffUser } from '../auth.ts';
import type { Deps, Env } from '../context.ts';
import { malformed } from '../problems.ts';
import { requireOwnPage } from './require-staff.ts';

/** An invited person chooses a name and a password, once. */
export const joinRoutes = (deps: Deps) =>
  new Hono<Env>().post('/join', async (c) => {
    requireOwnPage('POST', c.req.header('origin'), c.req.header('sec-fetch-site'), [
      deps.publicUrl,
      `${new URL(c.req.url).protocol}//${c.req.header('host')}`,
    ]);
    const input = Join.safeParse(await c.req.json().catch(() => ({})));
    if (!input.success) throw malformed(input.error);
    const at = deps.now().toISOString();
    const hash = hashOf(input.data.token);
    const invited = await findInvitation(deps.db, hash, at);
    // Used up before the slow part, so that of two clicks only one makes a person.
    if (!invited || !(await useInvitation(deps.db, hash, at)))
      throw new DomainError('invitation.not_found', 'This invitation was used already or is too old. Ask for a new one.');
    try {
      const known = await findUserByEmail(deps.db, invited.email);
      const userId =
        known ?? (await createStaffUser(deps.auth, { email: invited.email, name: input.data.name, password: input.data.password }));
      const member = { merchantId: invited.merchantId, userId, role: invited.role };
      await deps.db.write([removeMember(member), insertMember(deps.newId('mem'), member, at)]);
    } catch (error) {
      await deps.db.write([giveBackInvitation(hash)]);
      throw error;
    }
    return c.json({ email: invited.email }, 201);
  });
