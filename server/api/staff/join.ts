import { Hono } from 'hono';
import { Join } from '#shared/contracts/staff.ts';
import { DomainError } from '#server/domain/errors.ts';
import { hashOf } from '#server/secrets.ts';
import { audited } from '#server/store/audit.ts';
import {
  findInvitation,
  findUserByEmail,
  changeRole,
  giveBackInvitation,
  insertMember,
  isLastOwner,
  listTeam,
  useInvitation,
} from '#server/store/staff.ts';
import { createStaffUser } from '../auth.ts';
import type { Deps, Env } from '../context.ts';
import { bodyOf } from './body.ts';
import { fromOwnPage } from './require-staff.ts';

/** An invited person chooses a name and a password, once. */
export const joinRoutes = (deps: Deps) =>
  new Hono<Env>().use('/join', fromOwnPage(deps)).post('/join', async (c) => {
    const input = await bodyOf(c, Join);
    const at = deps.now().toISOString();
    const hash = hashOf(input.token);
    const invited = await findInvitation(deps.db, hash, at);
    // Used up before the slow part, so that of two clicks only one makes a person.
    if (!invited || !(await useInvitation(deps.db, hash, at)))
      throw new DomainError('invitation.not_found', 'This invitation was used already or is too old. Ask for a new one.');
    try {
      const known = await findUserByEmail(deps.db, invited.email);
      const userId = known ?? (await createStaffUser(deps.auth, { email: invited.email, name: input.name, password: input.password }));
      const member = { merchantId: invited.merchantId, userId, role: invited.role };
      const here = (await listTeam(deps.db, invited.merchantId)).find(({ id }) => id === userId);
      const actor = { role: invited.role, id: userId, name: here?.name ?? input.name };
      await deps.db.write([
        ...(here ? changeRole(member) : [insertMember(deps.newId('mem'), member, at)]),
        audited(invited.merchantId, actor, 'staff_joined', invited.email, at),
      ]);
    } catch (error) {
      await deps.db.write([giveBackInvitation(hash)]);
      throw isLastOwner(error) ? new DomainError('staff.last_owner', 'You are the only owner here, so you stay one.') : error;
    }
    return c.json({ email: invited.email }, 201);
  });
