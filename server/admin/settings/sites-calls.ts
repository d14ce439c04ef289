import type { ChangeSite, Looked, Preview, PreviewSite, SiteDetail, SiteWithSecret } from '#shared/contracts/sites.ts';
import type { StaffClient } from '../client.ts';

/** The calls of sites. @throws Refused */
export function sitesCalls(client: StaffClient) {
  const at = (id: string) => `/staff/sites/${encodeURIComponent(id)}`;
  return {
    list: async () => (await client.get<{ items: SiteDetail[] }>('/staff/sites')).items,
    find: (id: string) => client.get<SiteDetail>(at(id)),
    create: (site: ChangeSite) => client.send<SiteWithSecret>('POST', '/staff/sites', site),
    change: (id: string, version: number, site: ChangeSite) => client.send<SiteDetail>('PUT', at(id), site, { 'If-Match': `"${version}"` }),
    newSecret: (id: string) => client.send<SiteWithSecret>('POST', `${at(id)}/identity-secret`),
    look: (id: string, url: string) => client.send<Looked>('POST', `${at(id)}/look`, { url }),
    preview: (id: string, site: PreviewSite) => client.send<Preview>('POST', `${at(id)}/preview`, site),
  };
}
