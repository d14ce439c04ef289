import { createRoute, z } from '@hono/zod-openapi';
import { compress } from 'hono/compress';
import { createHash } from 'node:crypto';
import type { RuleSet } from '#shared/contracts/basics.ts';
import type { Settings } from '#shared/contracts/settings.ts';
import { SiteConfig } from '#shared/contracts/site.ts';
import { STORY_MAX } from '#shared/contracts/case.ts';
import { LABELS } from '#shared/taxonomy/labels.ts';
import { dirOf, nearestLocale } from '#shared/words/speak.ts';
import { askedMoreAfter, labelOfReason, reasonsWith } from '#server/domain/own-reasons.ts';
import { FEELINGS, REMEDIES } from '#server/domain/taxonomy.ts';
import type { Site } from '#server/store/merchants.ts';
import { type Deps, type Env, storesOf } from '../context.ts';
import { requireSite } from '../origins.ts';
import { rememberSightings } from '../sightings.ts';
import { answers, createRouter, problems } from '../router.ts';

const readSite = createRoute({
  method: 'get',
  path: '/sites/{siteKey}',
  summary: 'What the widget needs to know about a site, in one language',
  request: { params: z.object({ siteKey: z.string() }), query: z.object({ locale: z.string().max(40).optional() }) },
  responses: { 200: answers(SiteConfig, 'The site'), 304: { description: 'Not changed' }, ...problems(403, 404) },
});

export function siteRoutes(deps: Deps) {
  const routes = createRouter<Env>();
  routes.use('/sites/*', compress());
  const seen = rememberSightings(deps);
  return routes.openapi(readSite, async (c) => {
    const site = await requireSite(deps, c.req.valid('param').siteKey, c.req.header('origin'));
    await seen(site, c.req.header('origin'));
    const config = toConfig(site, await storesOf(deps, site.merchantId).settings.readAll(), c.req.valid('query').locale, null);
    const etag = `"${createHash('sha256').update(JSON.stringify(config)).digest('base64url').slice(0, 22)}"`;
    c.header('ETag', etag);
    c.header('Cache-Control', 'public, max-age=60, stale-while-revalidate=86400');
    // Compressed, the same answer has a weak tag.
    if (c.req.header('if-none-match')?.replace(/^W\//, '') === etag) return c.body(null, 304);
    return c.json(config, 200);
  });
}

export const FILES_PER_CASE = 5;
export const FILE_BYTES = 10 * 1024 * 1024;

/** Remedies that make sense to somebody who leaves. */
const STAY_REMEDIES = new Set([
  'discount',
  'pause_subscription',
  'plan_change',
  'extension',
  'human_contact',
  'refund.partial',
  'apology',
  'explanation',
  'other',
]);
const NOT_FOR_COMPLAINTS = new Set(['pause_subscription', 'plan_change']);

export function toConfig(site: Site, own: Settings, wanted: string | undefined, region: string | null): SiteConfig {
  const { settings } = site;
  const locale = nearestLocale(wanted ?? settings.locale);
  const labels = LABELS[locale] ?? LABELS.en!;
  return {
    siteKey: site.siteKey,
    name: site.name,
    locale,
    dir: dirOf(locale),
    currency: settings.currency,
    kinds: settings.kinds,
    texts: own.texts.texts[locale] ?? {},
    reasons: reasonsWith(own.reasons)
      .filter(({ id, hidden }) => !hidden && !own.reasons.hidden.includes(id))
      .map(({ id, kind }) => {
        const { question, answers: choices } = askedMoreAfter(own.reasons, id, locale) ?? { question: null, answers: [] };
        return {
          id,
          label: labelOfReason(own.reasons, id, locale),
          ...(kind && { kind }),
          ...(question !== null && { probe: question }),
          ...(choices.length > 0 && { probes: choices }),
        };
      }),
    remedies: REMEDIES.map(({ id, label, money }) => ({
      id,
      label: labels.remedies[id] ?? label,
      money,
      kinds: [
        ...(NOT_FOR_COMPLAINTS.has(id) ? [] : (['complaint', 'feedback'] as const)),
        ...(STAY_REMEDIES.has(id) ? (['cancellation'] as const) : []),
      ],
    })),
    feelings: FEELINGS.map((id) => ({ id, label: labels.feelings[id] ?? id })),
    theme: settings.theme,
    phone: settings.phone,
    person: settings.person,
    ruleSet: ruleSetFor(site, own, region),
    limits: { story: STORY_MAX, files: FILES_PER_CASE, fileBytes: FILE_BYTES },
    challenge: settings.challenge,
    test: settings.test,
  };
}

/** The rules of the customer's region, else of their country, else of the site. */
export function ruleSetFor({ settings }: Site, own: Pick<Settings, 'rule-sets'>, region: string | null): RuleSet {
  const { ruleSet, regions } = own['rule-sets'];
  const byRegion = { ...regions, ...settings.ruleSets };
  return (region && (byRegion[region] ?? byRegion[region.split('-')[0] ?? ''])) || settings.ruleSet || ruleSet;
}
