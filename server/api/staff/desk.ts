import { Hono } from 'hono';
import type { Changes, StaffTaxonomy } from '#shared/contracts/staff.ts';
import { LABELS } from '#shared/taxonomy/labels.ts';
import { answersAfter, labelOfReason, reasonsWith } from '#server/domain/own-reasons.ts';
import { REMEDIES } from '#server/domain/taxonomy.ts';
import { type Deps, storesOf } from '../context.ts';
import { bulkRoutes } from './bulk.ts';
import { outboxRoutes } from './outbox.ts';
import { presenceRoutes } from './presence.ts';
import { countRoutes, streamRoutes } from './stream.ts';
import { savedViewRoutes } from './views.ts';
import type { StaffEnv } from './require-staff.ts';

/** What the admin page shows beside cases. */
export const deskRoutes = (deps: Deps) =>
  new Hono<StaffEnv>()
    .get('/taxonomy', async (c) => {
      const locale = c.req.query('locale') ?? 'en';
      const words = LABELS[locale];
      const { document: own } = await storesOf(deps, c.var.member.merchantId).settings.read('reasons');
      return c.json<StaffTaxonomy>({
        reasons: reasonsWith(own).map(({ id, kind, avoidable }) => {
          const choices = answersAfter(own, id, locale);
          return {
            id,
            label: labelOfReason(own, id, locale),
            ...(kind && { kind }),
            ...(avoidable !== undefined && { avoidable }),
            ...(choices.length > 0 && { answers: choices }),
          };
        }),
        remedies: REMEDIES.map(({ id, label, money }) => ({ id, label: words?.remedies[id] ?? label, money })),
      });
    })
    .route('/', countRoutes(deps))
    .route('/', streamRoutes(deps))
    .route('/', presenceRoutes(deps))
    .route('/', savedViewRoutes(deps))
    .route('/', bulkRoutes(deps))
    .route('/outbox', outboxRoutes(deps))
    .get('/changes', async (c) => {
      const after = c.req.query('after');
      return c.json<Changes>(
        await storesOf(deps, c.var.member.merchantId).cases.changesAfter(after === undefined ? null : Number(after) || 0),
      );
    });
