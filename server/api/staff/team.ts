import { Hono } from 'hono';
import { ChangeRole, type ColleagueRemoved, RemoveColleague, type TeamPerson } from '#shared/contracts/access.ts';
import type { Actor } from '#server/domain/case.ts';
import { DomainError } from '#server/domain/errors.ts';
import { assignCase } from '#server/domain/staff-acts.ts';
import { audited } from '#server/store/audit.ts';
import { readLoads } from '#server/store/counters.ts';
import type { Statement } from '#server/store/db.ts';
import { changeRole, dismiss, isLastOwner, listTeam } from '#server/store/staff.ts';
import { type Deps, doingFor, storesOf } from '../context.ts';
import { bodyOf } from './body.ts';
import type { StaffEnv } from './require-staff.ts';

/** Who works here. Owners decide who is what; the shop never loses its last owner. */
export function teamRoutes(deps: Deps) {
  const { db } = deps;
  const at = () => deps.now().toISOString();

  const list = async (merchantId: string): Promise<TeamPerson[]> => {
    const [team, loads] = await Promise.all([listTeam(db, merchantId), readLoads(db, merchantId)]);
    return team.map(({ id, name, email, role, joinedAt, secondFactor }) => ({
      id,
      name,
      email,
      role,
      joinedAt,
      secondFactor,
      openCases: loads.get(id) ?? 0,
    }));
  };
  async function findColleague({ merchantId, role }: StaffEnv['Variables']['member'], id: string): Promise<TeamPerson> {
    if (role !== 'owner') throw new DomainError('staff.not_allowed', 'Only an owner decides who works here and as what.');
    const colleague = (await list(merchantId)).find((person) => person.id === id);
    if (!colleague) throw new DomainError('staff.not_found', 'There is no such colleague.');
    return colleague;
  }
  async function keepingAnOwner(statements: Statement[]): Promise<void> {
    try {
      await db.write(statements);
    } catch (error) {
      throw isLastOwner(error) ? new DomainError('staff.last_owner', 'This is the only owner. Make somebody else an owner first.') : error;
    }
  }

  /** Through the one door, so that counters, clocks and history know. Whoever decided a case cannot look into its appeal: that one waits for somebody. */
  async function handOver(merchantId: string, by: Actor, from: string, to: string | null): Promise<number> {
    const { cases } = storesOf(deps, merchantId);
    const doing = await doingFor(deps, merchantId, by);
    let moved = 0;
    for (;;) {
      const { items } = await cases.list({ assignee: from, openOnly: true, limit: 100 });
      if (items.length === 0) return moved;
      for (const { id } of items) {
        await cases.change(id, (before) => {
          if (before.assignee !== from) return null;
          try {
            return assignCase(before, { assignee: to }, doing);
          } catch (error) {
            if (error instanceof DomainError && error.code === 'case.same_handler') return assignCase(before, { assignee: null }, doing);
            throw error;
          }
        });
        moved += 1;
      }
    }
  }

  return new Hono<StaffEnv>()
    .get('/team', async (c) => c.json<{ items: TeamPerson[] }>({ items: await list(c.var.member.merchantId) }))
    .put('/team/:id/role', async (c) => {
      const { merchantId } = c.var.member;
      const { role } = await bodyOf(c, ChangeRole);
      const colleague = await findColleague(c.var.member, c.req.param('id'));
      if (colleague.role === role) return c.json(colleague);
      await keepingAnOwner([
        ...changeRole({ merchantId, userId: colleague.id, role }),
        audited(merchantId, c.var.worker.actor, 'role_changed', `${colleague.email}: ${role}`, at()),
      ]);
      return c.json<TeamPerson>({ ...colleague, role });
    })
    .delete('/team/:id', async (c) => {
      const { merchantId } = c.var.member;
      const { casesTo = null } = await bodyOf(c, RemoveColleague);
      const colleague = await findColleague(c.var.member, c.req.param('id'));
      const successor = casesTo && (await listTeam(db, merchantId)).find(({ id }) => id === casesTo && id !== colleague.id);
      if (casesTo && !successor)
        throw new DomainError('staff.not_found', 'There is no such colleague.', [{ path: 'casesTo', message: 'Choose a colleague.' }]);
      await keepingAnOwner([
        ...dismiss({ merchantId, userId: colleague.id }),
        audited(merchantId, c.var.worker.actor, 'staff_removed', colleague.email, at()),
      ]);
      // Nobody can give them a case any more, so nothing is left behind.
      const moved = await handOver(merchantId, c.var.worker.actor, colleague.id, casesTo);
      return c.json<ColleagueRemoved>({ moved });
    });
}
