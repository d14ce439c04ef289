import { Hono } from 'hono';
import type { SessionView } from '#shared/contracts/access.ts';
import { DomainError } from '#server/domain/errors.ts';
import { audited } from '#server/store/audit.ts';
import { endOtherSessions, endSession, listSessions } from '#server/store/sessions.ts';
import type { Deps } from '../context.ts';
import { deviceOf } from './device.ts';
import type { StaffEnv } from './require-staff.ts';

/** Where somebody is signed in, and how to end it from afar. Everybody sees their own only. */
export const sessionRoutes = ({ db, now }: Deps) => {
  const at = () => now().toISOString();
  const ended = ({ worker: { merchantId, actor } }: StaffEnv['Variables'], about: string) =>
    audited(merchantId, actor, 'session_ended', about, at());

  return new Hono<StaffEnv>()
    .get('/sessions', async (c) =>
      c.json<{ items: SessionView[] }>({
        items: (await listSessions(db, c.var.member.id, at())).map(({ userAgent, ...session }) => ({
          ...session,
          ...deviceOf(userAgent),
          isThisOne: session.id === c.var.sessionId,
        })),
      }),
    )
    .delete('/sessions', async (c) => {
      await db.write([endOtherSessions(c.var.member.id, c.var.sessionId), ended(c.var, 'others')]);
      return c.body(null, 204);
    })
    .delete('/sessions/:id', async (c) => {
      const known = await listSessions(db, c.var.member.id, at());
      const session = known.find(({ id }) => id === c.req.param('id'));
      if (!session) throw new DomainError('session.not_found', 'That session has ended already.');
      await db.write([endSession(c.var.member.id, session.id), ended(c.var, session.id)]);
      return c.body(null, 204);
    });
};
