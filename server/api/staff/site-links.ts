import { Hono } from 'hono';
import QRCode from 'qrcode';
import { DomainError } from '#server/domain/errors.ts';
import { listSites } from '#server/store/merchants.ts';
import type { Deps } from '../context.ts';
import type { StaffEnv } from './require-staff.ts';

export const FORMS = ['complaint', 'feedback', 'praise', 'cancel'] as const;

/** The plain forms of a site: links for mails, and codes for paper. */
export const formLinksOf = (publicUrl: string, siteKey: string): Record<(typeof FORMS)[number], string> =>
  Object.fromEntries(FORMS.map((form) => [form, `${publicUrl}/s/${siteKey}/${form}`])) as Record<(typeof FORMS)[number], string>; // every form is named

export const siteLinkRoutes = (deps: Deps) =>
  new Hono<StaffEnv>().get('/sites/:id/codes/:form{[a-z]+\\.svg}', async (c) => {
    const site = (await listSites(deps.db, c.var.member.merchantId)).find(({ id }) => id === c.req.param('id'));
    const form = FORMS.find((name) => `${name}.svg` === c.req.param('form'));
    if (!site || !form) throw new DomainError('site.not_found', 'There is no such form.');
    const drawn = await QRCode.toString(formLinksOf(deps.publicUrl, site.siteKey)[form], {
      type: 'svg',
      errorCorrectionLevel: 'M',
      margin: 2,
    });
    return c.body(drawn, 200, { 'Content-Type': 'image/svg+xml', 'X-Content-Type-Options': 'nosniff' });
  });
