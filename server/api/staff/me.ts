import { type Context, Hono } from 'hono';
import QRCode from 'qrcode';
import {
  ChangeMe,
  ChangePassword,
  ChangePreferences,
  FirstCode,
  Preferences,
  type RecoveryCodes,
  type SecondFactorBegun,
  WithPassword,
} from '#shared/contracts/access.ts';
import type { Audited } from '#shared/contracts/audit.ts';
import type { Me } from '#shared/contracts/case.ts';
import { audited } from '#server/store/audit.ts';
import { findMerchant } from '#server/store/merchants.ts';
import { readPreferences, writePreferences } from '#server/store/sessions.ts';
import { findMember, type Member, renameUser } from '#server/store/staff.ts';
import type { Deps } from '../context.ts';
import { usualCurrency } from '../usual-currency.ts';
import { askAuth } from './ask-auth.ts';
import { bodyOf } from './body.ts';
import { createGuesses } from './guesses.ts';
import type { StaffEnv } from './require-staff.ts';

/** Whoever works here, and what they may settle about themselves. Passwords are asked for again where it matters. */
export function meRoutes(deps: Deps) {
  const { auth, db } = deps;
  const guesses = createGuesses(10, 600);
  const preferencesOf = async ({ id }: Member) => Preferences.parse(await readPreferences(db, id));
  const at = () => deps.now().toISOString();
  const toMe = async (member: Member): Promise<Me> => {
    const { id, name, email, role, merchantId, secondFactor } = member;
    const [found, preferences, currency] = await Promise.all([
      findMerchant(db, merchantId),
      preferencesOf(member),
      usualCurrency(deps, merchantId),
    ]);
    const merchant = { id: merchantId, name: found?.name ?? '', currency };
    return { id, name, email, role, merchant, secondFactor, preferences };
  };
  const remember = ({ worker: { merchantId, actor } }: StaffEnv['Variables'], what: Audited) =>
    db.write([audited(merchantId, actor, what, actor.id, at())]);
  const ask = async <Answer>(c: Context<StaffEnv>, call: (headers: Headers) => Promise<Response>): Promise<Answer> => {
    await guesses.count(c.var.member.id);
    return askAuth<Answer>(deps, c, call);
  };

  return new Hono<StaffEnv>()
    .get('/me', async (c) => c.json<Me>(await toMe(c.var.member)))
    .put('/me', async (c) => {
      const { name } = await bodyOf(c, ChangeMe);
      await db.write([renameUser(c.var.member.id, name, at())]);
      return c.json<Me>(await toMe((await findMember(db, c.var.member.id)) ?? c.var.member));
    })
    .get('/me/preferences', async (c) => c.json<Preferences>(await preferencesOf(c.var.member)))
    .put('/me/preferences', async (c) => {
      await db.write([writePreferences(c.var.member.id, await bodyOf(c, ChangePreferences), at())]);
      return c.json<Preferences>(await preferencesOf(c.var.member));
    })
    .put('/me/password', async (c) => {
      const { current, next, endOthers } = await bodyOf(c, ChangePassword);
      const body = { currentPassword: current, newPassword: next, revokeOtherSessions: endOthers };
      await ask(c, (headers) => auth.api.changePassword({ body, headers, asResponse: true }));
      await remember(c.var, 'password_changed');
      return c.body(null, 204);
    })
    .post('/me/second-factor', async (c) => {
      const body = await bodyOf(c, WithPassword);
      const begun = await ask<{ totpURI: string; backupCodes: string[] }>(c, (headers) =>
        auth.api.enableTwoFactor({ body, headers, asResponse: true }),
      );
      const svg = await QRCode.toString(begun.totpURI, { type: 'svg', errorCorrectionLevel: 'M', margin: 2 });
      const secret = new URL(begun.totpURI).searchParams.get('secret') ?? '';
      return c.json<SecondFactorBegun>({ svg, secret, recoveryCodes: begun.backupCodes }, 201);
    })
    .put('/me/second-factor', async (c) => {
      const body = await bodyOf(c, FirstCode);
      await ask(c, (headers) => auth.api.verifyTOTP({ body, headers, asResponse: true }));
      await remember(c.var, 'second_factor_set');
      return c.body(null, 204);
    })
    .delete('/me/second-factor', async (c) => {
      const body = await bodyOf(c, WithPassword);
      await ask(c, (headers) => auth.api.disableTwoFactor({ body, headers, asResponse: true }));
      await remember(c.var, 'second_factor_removed');
      return c.body(null, 204);
    })
    .post('/me/recovery-codes', async (c) => {
      const body = await bodyOf(c, WithPassword);
      const made = await ask<{ backupCodes: string[] }>(c, (headers) => auth.api.generateBackupCodes({ body, headers, asResponse: true }));
      await remember(c.var, 'recovery_codes_made');
      return c.json<RecoveryCodes>({ recoveryCodes: made.backupCodes }, 201);
    });
}
