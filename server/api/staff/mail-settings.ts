import { Hono } from 'hono';
import type { MailState } from '#shared/contracts/mail.ts';
import { DomainError } from '#server/domain/errors.ts';
import { isLead } from '#server/domain/life.ts';
import { readMailState } from '#server/store/mail-state.ts';
import type { Deps } from '../context.ts';
import type { StaffEnv } from './require-staff.ts';

/** How letters leave this server, and how many of this merchant's wait. */
export const mailSettingsRoutes = (deps: Deps) =>
  new Hono<StaffEnv>().get('/mail-settings', async (c) => {
    if (!isLead(c.var.member.role)) throw new DomainError('staff.not_allowed', 'How mail is set is for leads and the owner.');
    const kept = await readMailState(deps.db, c.var.member.merchantId);
    return c.json<MailState>({
      mailServer: Boolean(deps.mail),
      from: deps.mail?.from ?? null,
      replyTo: deps.mail?.replyTo ?? null,
      ...kept,
    });
  });
