import type { Page } from '#shared/contracts/basics.ts';
import type { ArticleBody, ArticleRow, ArticleView } from '#shared/contracts/knowledge.ts';
import type { StaffClient } from '../client.ts';

export type Wanted = { q: string; archived: boolean };

/** The calls of knowledge articles. @throws Refused */
export function knowledgeCalls(client: StaffClient) {
  const at = (id: string) => `/staff/articles/${encodeURIComponent(id)}`;
  return {
    list({ q, archived }: Wanted, cursor: string | null) {
      const asked = { archived: String(archived), ...(q.trim() && { q: q.trim() }), ...(cursor && { cursor }) };
      return client.get<Page<ArticleRow>>(`/staff/articles?${new URLSearchParams(asked)}`);
    },
    find: (id: string) => client.get<ArticleView>(at(id)),
    versions: async (id: string) => (await client.get<{ items: ArticleView[] }>(`${at(id)}/versions`)).items,
    create: (body: ArticleBody) => client.send<ArticleView>('POST', '/staff/articles', body),
    change: (id: string, version: number, body: ArticleBody) =>
      client.send<ArticleView>('PUT', at(id), body, { 'If-Match': `"${version}"` }),
  };
}
