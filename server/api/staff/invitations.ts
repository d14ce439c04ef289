import { Hono } from 'hono';
import { type InvitationView, Invite, type Invited } from '#shared/contracts/access.ts';
import type { Role } from '#shared/contracts/basics.ts';
import { DomainError } from '#server/domain/errors.ts';
import type { KeyLetter } from '#server/domain/letters.ts';
import { isLead } from '#server/domain/life.ts';
import { audited } from '#server/store/audit.ts';
import { findMerchant } from '#server/store/merchants.ts';
import { insertLetter } from '#server/store/outbox.ts';
import { listInvitations, listTeam, withdrawInvitation } from '#server/store/staff.ts';
import type { Deps } from '../context.ts';
import { bodyOf } from './body.ts';
import { invite } from './invite.ts';
import type { StaffEnv } from './require-staff.ts';

/** Owners invite anybody; leads invite those they lead. */
const mayInvite = (by: Role, role: Role): boolean => by === 'owner' || (by === 'lead' && (role === 'agent' || role === 'viewer'));

/** People who were asked to join. The link goes by mail; without a mail server it is shown once to whoever invites. */
export function invitationRoutes(deps: Deps) {
  const { db } = deps;
  const at = () => deps.now().toISOString();
  const requireLead = ({ member }: StaffEnv['Variables']) => {
    if (!isLead(member.role)) throw new DomainError('staff.not_allowed', 'Owners and leads look after invitations.');
  };
  const letterTo = (email: string, url: string, merchant: string, from: string): KeyLetter => ({
    topic: 'invitation',
    to: email,
    locale: 'en',
    caseId: null,
    number: '',
    values: {
      title: `${from} invites you to ${merchant}`,
      text: `${from} would like you to answer customers of ${merchant}. With this link you choose a password and begin. It works once, within a week.`,
      sealedUrl: deps.secrets.seal(url),
    },
  });

  return new Hono<StaffEnv>()
    .get('/invitations', async (c) => {
      requireLead(c.var);
      return c.json<{ items: InvitationView[] }>({ items: await listInvitations(db, c.var.member.merchantId, at()) });
    })
    .post('/invitations', async (c) => {
      requireLead(c.var);
      const { merchantId, role: by, name } = c.var.member;
      const { role, ...input } = await bodyOf(c, Invite);
      const email = input.email.toLowerCase();
      if (!mayInvite(by, role)) {
        const message = 'A lead invites agents and viewers. Ask an owner for this role.';
        throw new DomainError('staff.not_allowed', message, [{ path: 'role', message }]);
      }
      if ((await listTeam(db, merchantId)).some((colleague) => colleague.email === email)) {
        const message = 'Somebody with this address works here already.';
        throw new DomainError('staff.known', message, [{ path: 'email', message }]);
      }
      const merchant = (await findMerchant(db, merchantId))?.name ?? '';
      const asked = at();
      const made = await invite(deps, { merchantId, email, role, invitedBy: name }, (url) => [
        ...(deps.mail ? [insertLetter(merchantId, deps.newId('out'), letterTo(email, url, merchant, name), asked)] : []),
        audited(merchantId, c.var.worker.actor, 'staff_invited', `${email}: ${role}`, asked),
      ]);
      const { id, url, expiresAt } = made;
      return c.json<Invited>({ id, email, role, at: asked, expiresAt, invitedBy: name, url: deps.mail ? null : url }, 201);
    })
    .delete('/invitations/:id', async (c) => {
      requireLead(c.var);
      const { merchantId, role: by } = c.var.member;
      const invitation = (await listInvitations(db, merchantId, at())).find(({ id }) => id === c.req.param('id'));
      if (!invitation) throw new DomainError('invitation.not_found', 'This invitation was used or withdrawn already, or is too old.');
      if (!mayInvite(by, invitation.role)) throw new DomainError('staff.not_allowed', 'Only an owner withdraws this invitation.');
      await db.write([
        withdrawInvitation(merchantId, invitation.id),
        audited(merchantId, c.var.worker.actor, 'invitation_withdrawn', invitation.email, at()),
      ]);
      return c.body(null, 204);
    });
}
