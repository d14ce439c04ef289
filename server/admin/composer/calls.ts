import type { AnswerPreview, PreviewAnswer } from '#shared/contracts/answer.ts';
import type { ArticleRow, ArticleView, Similar } from '#shared/contracts/knowledge.ts';
import type { Page } from '#shared/contracts/basics.ts';
import type { Settings } from '#shared/contracts/settings.ts';
import type { StaffClient } from '../client.ts';

type Uploaded = { uploadId: string; name: string; type: string; size: number };
type Document<Name extends 'templates' | 'signatories'> = { document: Settings[Name] };
const on = (caseId: string) => `/staff/cases/${encodeURIComponent(caseId)}`;

/** What the composer asks the server for. @throws Refused */
export const composerCalls = (client: StaffClient) => ({
  preview: (caseId: string, written: PreviewAnswer) => client.send<AnswerPreview>('POST', `${on(caseId)}/answer-preview`, written),
  templates: async () => (await client.get<Document<'templates'>>('/staff/settings/templates')).document.templates,
  signatories: async () => (await client.get<Document<'signatories'>>('/staff/settings/signatories')).document.signatories,
  attach(caseId: string, file: File) {
    const form = new FormData();
    form.set('file', file);
    return client.send<Uploaded>('POST', `${on(caseId)}/uploads`, form);
  },
  similar: (caseId: string) => client.get<Similar>(`${on(caseId)}/similar`),
  findArticles: (q: string, language: string) =>
    client.get<Page<ArticleRow>>(`/staff/articles?${new URLSearchParams({ limit: '8', language, ...(q && { q }) })}`),
  article: (id: string, language: string) =>
    client.get<ArticleView>(`/staff/articles/${encodeURIComponent(id)}?${new URLSearchParams({ language })}`),
});
