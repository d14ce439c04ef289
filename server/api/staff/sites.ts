import { Hono } from 'hono';
import {
  ChangeSite,
  CreateSite,
  LookAtPage,
  type Looked,
  type Preview,
  PreviewSite,
  type SiteDetail,
  type SiteWithSecret,
} from '#shared/contracts/sites.ts';
import { DomainError } from '#server/domain/errors.ts';
import { isLead } from '#server/domain/life.ts';
import { randomToken } from '#server/secrets.ts';
import { audited } from '#server/store/audit.ts';
import {
  changeIdentitySecret,
  changeSite,
  DEFAULT_SETTINGS,
  insertSite,
  listSightings,
  listSites,
  type Site,
} from '#server/store/merchants.ts';
import { type BuiltWidget, findBuiltWidget } from '../built-widget.ts';
import { versionIn, type Worker } from '../case-acts.ts';
import type { Deps } from '../context.ts';
import { isAllowed } from '../origins.ts';
import { previewUrlOf } from '../preview.ts';
import { lookFor } from './installed.ts';
import { bodyOf } from './body.ts';
import type { StaffEnv } from './require-staff.ts';
import { formLinksOf } from './site-links.ts';

/** The merchant's shops and apps. Everybody reads them, leads change them, the owner makes them and their secrets. */
export const staffSiteRoutes = (deps: Deps) => {
  const show = async (sites: Site[]): Promise<SiteDetail[]> => {
    const [built, seen] = await Promise.all([
      findBuiltWidget(deps.distDir),
      listSightings(
        deps.db,
        sites.map(({ id }) => id),
      ),
    ]);
    return sites.map((site) =>
      toDetail(
        deps,
        site,
        built,
        seen.filter(({ siteId }) => siteId === site.id),
      ),
    );
  };
  const find = async ({ merchantId }: Worker, id: string): Promise<Site> => {
    const site = (await listSites(deps.db, merchantId)).find((one) => one.id === id);
    if (!site) throw new DomainError('site.not_found', 'There is no such site.');
    return site;
  };
  const showOne = async (worker: Worker, id: string): Promise<SiteDetail> => (await show([await find(worker, id)]))[0]!; // one in, one out
  const at = () => deps.now().toISOString();

  return new Hono<StaffEnv>()
    .get('/', async (c) => c.json<{ items: SiteDetail[] }>({ items: await show(await listSites(deps.db, c.var.worker.merchantId)) }))
    .get('/:id', async (c) => c.json<SiteDetail>(await showOne(c.var.worker, c.req.param('id'))))
    .post('/', async (c) => {
      const { worker } = c.var;
      requireOwner(worker, 'New sites are made by the owner.');
      const { name, origins, ...chosen } = await bodyOf(c, CreateSite);
      const identitySecret = randomToken('is');
      const site = {
        id: deps.newId('site'),
        merchantId: worker.merchantId,
        name,
        siteKey: randomToken(chosen.test ? 'pk_test' : 'pk'),
        identitySecret: deps.secrets.seal(identitySecret),
        origins,
        settings: { ...DEFAULT_SETTINGS, ...given(chosen) },
      };
      await deps.db.write([insertSite(site, at()), audited(worker.merchantId, worker.actor, 'site_made', site.id, at())]);
      return c.json<SiteWithSecret>({ ...(await showOne(worker, site.id)), identitySecret }, 201);
    })
    .put('/:id', async (c) => {
      const { worker } = c.var;
      requireLead(worker);
      const before = await find(worker, c.req.param('id'));
      const { name = before.name, origins = before.origins, ...chosen } = await bodyOf(c, ChangeSite);
      const version = versionIn(c.req.header('if-match'));
      if (version !== before.version) throw changedMeanwhile();
      const [changed] = await deps.db.write([
        changeSite({ ...before, name, origins, settings: { ...before.settings, ...given(chosen) } }),
        audited(worker.merchantId, worker.actor, 'site_changed', before.id, at()),
      ]);
      if (changed?.rowsAffected !== 1) throw changedMeanwhile();
      return c.json<SiteDetail>(await showOne(worker, before.id));
    })
    .post('/:id/identity-secret', async (c) => {
      const { worker } = c.var;
      requireOwner(worker, 'The identity secret is changed by the owner.');
      const site = await find(worker, c.req.param('id'));
      const identitySecret = randomToken('is');
      await deps.db.write([
        changeIdentitySecret(site, deps.secrets.seal(identitySecret)),
        audited(worker.merchantId, worker.actor, 'identity_secret_changed', site.id, at()),
      ]);
      return c.json<SiteWithSecret>({ ...(await showOne(worker, site.id)), identitySecret });
    })
    .post('/:id/look', async (c) => {
      const { worker } = c.var;
      requireLead(worker);
      const site = await find(worker, c.req.param('id'));
      const { url } = await bodyOf(c, LookAtPage);
      const { origin } = new URL(url);
      // What the whole world may embed names no page of ours to look at.
      if (!site.origins.some((allowed) => allowed !== '*' && isAllowed(allowed, origin)))
        throw new DomainError('origin.not_allowed', 'Only pages of the addresses named for this site are looked at.');
      return c.json<Looked>(await lookFor(deps, url, site.siteKey));
    })
    .post('/:id/preview', async (c) => {
      const { worker } = c.var;
      const site = await find(worker, c.req.param('id'));
      return c.json<Preview>({ url: previewUrlOf(deps, site, await bodyOf(c, PreviewSite)) });
    });
};

export const snippetOf = (publicUrl: string, siteKey: string): string =>
  `<script async src="${publicUrl}/widget.js" data-site="${siteKey}"></script>`;

const pinnedSnippetOf = (publicUrl: string, siteKey: string, { version, integrity }: BuiltWidget): string =>
  `<script async src="${publicUrl}/v/${version}/widget.js" integrity="${integrity}" crossorigin="anonymous" data-site="${siteKey}"></script>`;

function toDetail(
  { publicUrl }: Deps,
  { id, name, siteKey, origins, settings, version }: Site,
  built: BuiltWidget | null,
  seen: { origin: string; seenAt: string }[],
): SiteDetail {
  const { locale, currency, kinds, theme, phone, person, cancelUrl, ruleSet, challenge, test } = settings;
  return {
    id,
    name,
    siteKey,
    origins,
    version,
    snippet: snippetOf(publicUrl, siteKey),
    ...(built && { pinnedSnippet: pinnedSnippetOf(publicUrl, siteKey, built) }),
    forms: formLinksOf(publicUrl, siteKey),
    settings: { locale, currency, kinds, theme, phone, person, cancelUrl, ruleSet, challenge, test },
    sightings: seen.map(({ origin, seenAt }) => ({ origin, seenAt })),
  };
}

/** Only what was said: a field that is not there changes nothing. */
const given = <T extends object>(chosen: T): { [K in keyof T]?: Exclude<T[K], undefined> } =>
  Object.fromEntries(Object.entries(chosen).filter(([, value]) => value !== undefined)) as { [K in keyof T]?: Exclude<T[K], undefined> }; // undefined was filtered out

function requireOwner({ actor }: Worker, why: string): void {
  if (actor.role !== 'owner') throw new DomainError('staff.not_allowed', why);
}

function requireLead({ actor }: Worker): void {
  if (!isLead(actor.role)) throw new DomainError('staff.not_allowed', 'Sites are changed by a lead or the owner.');
}

const changedMeanwhile = () =>
  new DomainError('site.changed_meanwhile', 'Somebody else changed this site meanwhile. Load it again to see how it is now.');
