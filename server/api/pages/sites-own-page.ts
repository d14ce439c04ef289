import type { Context } from 'hono';
import type { RuleSet } from '#shared/contracts/basics.ts';
import type { SiteConfig } from '#shared/contracts/site.ts';
import { speak, type Speak } from '#shared/words/speak.ts';
import type { Settings } from '#shared/contracts/settings.ts';
import type { Site } from '#server/store/merchants.ts';
import { type Deps, storesOf } from '../context.ts';
import type { LimitEnv } from '../limits.ts';
import { requireSite } from '../origins.ts';
import { ruleSetFor, toConfig } from '../public/site.ts';
import { languageOf } from './language.ts';

/** A site met on a page of ours: its words, in the language of whoever reads. */
export type SitesOwnPage = { site: Site; own: Settings; config: SiteConfig; locale: string; say: Speak };

/** @throws site.not_found */
export async function meetSite(deps: Deps, c: Context<LimitEnv>): Promise<SitesOwnPage> {
  const site = await requireSite(deps, c.req.param('siteKey') ?? '', undefined);
  const own = await storesOf(deps, site.merchantId).settings.readAll();
  const locale = languageOf(c.req.query('locale'), c.req.header('accept-language'), site);
  return { site, own, config: toConfig(site, own, locale, null), locale, say: speak(locale) };
}

/** Where a site has customers under this rule: everywhere (null), in a region, or nowhere (undefined). */
export function regionUnder(rule: RuleSet, { site, own }: Pick<SitesOwnPage, 'site' | 'own'>): string | null | undefined {
  if (ruleSetFor(site, own, null) === rule) return null;
  return Object.keys({ ...own['rule-sets'].regions, ...site.settings.ruleSets }).find((region) => ruleSetFor(site, own, region) === rule);
}
