import { Hono } from 'hono';
import type { Changes, Counts, SiteView, StaffTaxonomy, TeamMember } from '#shared/contracts/staff.ts';
import type { Me } from '#shared/contracts/case.ts';
import { REASONS, REMEDIES } from '#server/domain/taxonomy.ts';
import { readCounts } from '#server/store/counters.ts';
import { findMerchant, listSites } from '#server/store/merchants.ts';
import { listTeam } from '#server/store/staff.ts';
import { type BuiltWidget, findBuiltWidget } from '../built-widget.ts';
import { type Deps, storesOf } from '../context.ts';
import { outboxRoutes } from './outbox.ts';
import { formLinksOf } from './site-links.ts';
import type { StaffEnv } from './require-staff.ts';

/** What the admin page shows beside cases. */
export const deskRoutes = (deps: Deps) =>
  new Hono<StaffEnv>()
    .get('/me', async (c) => {
      const { id, name, email, role, merchantId } = c.var.member;
      const merchant = await findMerchant(deps.db, merchantId);
      return c.json<Me>({ id, name, email, role, merchant: { id: merchantId, name: merchant?.name ?? '' } });
    })
    .get('/counts', async (c) => c.json<Counts>(await readCounts(deps.db, c.var.member.merchantId)))
    .get('/team', async (c) =>
      c.json<{ items: TeamMember[] }>({
        items: (await listTeam(deps.db, c.var.member.merchantId)).map(({ id, name, email, role }) => ({ id, name, email, role })),
      }),
    )
    .get('/taxonomy', (c) =>
      c.json<StaffTaxonomy>({
        reasons: REASONS.map(({ id, label, kind, avoidable }) => ({
          id,
          label,
          ...(kind && { kind }),
          ...(avoidable !== undefined && { avoidable }),
        })),
        remedies: REMEDIES.map(({ id, label, money }) => ({ id, label, money })),
      }),
    )
    .get('/sites', async (c) => {
      const built = await findBuiltWidget(deps.distDir);
      const sites = await listSites(deps.db, c.var.member.merchantId);
      return c.json<{ items: SiteView[] }>({
        items: sites.map(({ id, name, siteKey, origins }) => ({
          id,
          name,
          siteKey,
          origins,
          snippet: snippetOf(deps.publicUrl, siteKey),
          ...(built && { pinnedSnippet: pinnedSnippetOf(deps.publicUrl, siteKey, built) }),
          forms: formLinksOf(deps.publicUrl, siteKey),
        })),
      });
    })
    .route('/outbox', outboxRoutes(deps))
    .get('/changes', async (c) => {
      const after = c.req.query('after');
      return c.json<Changes>(
        await storesOf(deps, c.var.member.merchantId).cases.changesAfter(after === undefined ? null : Number(after) || 0),
      );
    });

export const snippetOf = (publicUrl: string, siteKey: string): string =>
  `<script async src="${publicUrl}/widget.js" data-site="${siteKey}"></script>`;

const pinnedSnippetOf = (publicUrl: string, siteKey: string, { version, integrity }: BuiltWidget): string =>
  `<script async src="${publicUrl}/v/${version}/widget.js" integrity="${integrity}" crossorigin="anonymous" data-site="${siteKey}"></script>`;
