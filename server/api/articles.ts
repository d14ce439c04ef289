import { createRoute, z } from '@hono/zod-openapi';
import { pageOf } from '#shared/contracts/basics.ts';
import { ArticleBody, ArticleQuery, ArticleRow, ArticleView, Similar } from '#shared/contracts/knowledge.ts';
import { DomainError } from '#server/domain/errors.ts';
import { isStaff } from '#server/domain/life.ts';
import { similarTo } from '#server/domain/similar.ts';
import { type Article, createArticleStore } from '#server/store/articles.ts';
import { listAlike } from '#server/store/similar.ts';
import { versionIn, type Worker, type WorkerEnv } from './case-acts.ts';
import { type Deps, storesOf } from './context.ts';
import { once } from './once.ts';
import { requireReasons } from './reason-settings.ts';
import { answers, createRouter, jsonBody, problems } from './router.ts';

const id = z.object({ id: z.string() });
const article = answers(ArticleView, 'The article');
const PAGE = 50;
const HELPFUL = 5;
const EXCERPT = 200;

const list = createRoute({
  method: 'get',
  path: '/',
  summary: 'Knowledge articles, newest first',
  request: { query: ArticleQuery },
  responses: { 200: answers(pageOf(ArticleRow), 'A page of articles'), ...problems(400, 401) },
});
const create = createRoute({
  method: 'post',
  path: '/',
  summary: 'Write an article',
  request: { body: jsonBody(ArticleBody) },
  responses: { 201: article, ...problems(400, 401, 403, 409, 422) },
});
const read = createRoute({
  method: 'get',
  path: '/{id}',
  summary: 'One article, as it is or as it was',
  request: { params: id, query: z.object({ version: z.coerce.number().int().min(1).optional(), language: ArticleQuery.shape.language }) },
  responses: { 200: article, ...problems(400, 401, 404) },
});
const history = createRoute({
  method: 'get',
  path: '/{id}/versions',
  summary: 'Every version of an article, newest first',
  request: { params: id },
  responses: { 200: answers(z.object({ items: z.array(ArticleView) }), 'Versions'), ...problems(401, 404) },
});
const change = createRoute({
  method: 'put',
  path: '/{id}',
  summary: 'A new version of an article; earlier ones are kept',
  request: { params: id, headers: z.object({ 'if-match': z.string().optional() }), body: jsonBody(ArticleBody) },
  responses: { 200: article, ...problems(400, 401, 403, 404, 409, 422) },
});
const similar = createRoute({
  method: 'get',
  path: '/{id}/similar',
  summary: 'Closed cases like this one, newest first, with what was given and whether it satisfied; and articles that may help',
  request: { params: id },
  responses: { 200: answers(Similar, 'At most ten cases, and five articles'), ...problems(401, 404) },
});

/** What the merchant's people know: everybody on the team reads it, everybody who works on cases writes it. */
export const articleRoutes = (deps: Deps) => {
  const storeOf = ({ merchantId }: Worker) => createArticleStore(deps.db, merchantId);
  const writtenBy = ({ actor }: Worker, note: string | undefined) => ({
    id: actor.name ?? actor.id,
    at: deps.now().toISOString(),
    note: note ?? null,
  });

  return createRouter<WorkerEnv>()
    .openapi(list, async (c) => {
      const { language, cursor, archived, limit = PAGE, ...query } = c.req.valid('query');
      if (cursor && !/^\d+$/.test(cursor))
        throw new DomainError('cursor.invalid', 'This cursor is not one of ours. Start again without it.');
      const found = await storeOf(c.var.worker).list({
        ...query,
        archived: archived === 'true',
        before: cursor ? Number(cursor) : undefined,
        limit: limit + 1,
      });
      const last = found[limit - 1];
      return c.json(
        {
          items: found.slice(0, limit).map((one) => toRow(one, language)),
          nextCursor: found.length > limit && last ? String(last.seq) : null,
        },
        200,
      );
    })
    .openapi(create, async (c) => {
      const { worker } = c.var;
      const { note, ...document } = await writable(deps, worker, c.req.valid('json'));
      const by = writtenBy(worker, note);
      const made = await once(deps, `articles:${worker.merchantId}`, c.req.header('idempotency-key'), c.req.valid('json'), async () => {
        const articleId = deps.newId('art');
        return {
          write: storeOf(worker).create(articleId, document, by),
          answer: toView({ seq: 0, id: articleId, version: 1, document, note: by.note, at: by.at, by: by.id }),
        };
      });
      c.header('ETag', `"${made.version}"`);
      return c.json(made, 201);
    })
    .openapi(read, async (c) => {
      const { version, language } = c.req.valid('query');
      const found = await storeOf(c.var.worker).find(c.req.valid('param').id, version);
      c.header('ETag', `"${found.version}"`);
      return c.json(toView(found, language), 200);
    })
    .openapi(history, async (c) =>
      c.json({ items: (await storeOf(c.var.worker).versions(c.req.valid('param').id)).map((one) => toView(one)) }, 200),
    )
    .openapi(change, async (c) => {
      const { worker } = c.var;
      const { note, ...document } = await writable(deps, worker, c.req.valid('json'));
      const version = versionIn(c.req.header('if-match'));
      if (version === undefined)
        throw new DomainError('article.changed_meanwhile', 'Send If-Match with the version you started from.', [
          { path: 'If-Match', message: 'Missing.' },
        ]);
      const changed = await storeOf(worker).change(c.req.valid('param').id, version, document, writtenBy(worker, note));
      c.header('ETag', `"${changed.version}"`);
      return c.json(toView(changed), 200);
    });
};

export const similarRoutes = (deps: Deps) =>
  createRouter<WorkerEnv>().openapi(similar, async (c) => {
    const { merchantId } = c.var.worker;
    const current = await storesOf(deps, merchantId).cases.find(c.req.valid('param').id);
    const [alike, articles] = await Promise.all([
      listAlike(deps.db, merchantId, current),
      createArticleStore(deps.db, merchantId).listFor(current, HELPFUL),
    ]);
    return c.json({ items: similarTo(current, alike), articles: articles.map((one) => toRow(one, current.locale)) }, 200);
  });

/** @throws staff.not_allowed, case.reason_unknown */
async function writable(deps: Deps, { actor, merchantId }: Worker, body: ArticleBody): Promise<ArticleBody> {
  if (!isStaff(actor.role)) throw new DomainError('staff.not_allowed', 'You may read articles, but not write them.');
  const { document: own } = await storesOf(deps, merchantId).settings.read('reasons');
  requireReasons(own, body.reasons, (i) => `reasons.${i}`);
  return body;
}

/** The language asked for, the same one of another region, English, or whatever there is. */
function languageFor(languages: string[], wanted: string | undefined): string {
  const base = (language: string | undefined) => language?.toLowerCase().split('-')[0];
  return (
    languages.find((one) => one.toLowerCase() === wanted?.toLowerCase()) ??
    languages.find((one) => base(one) === base(wanted)) ??
    languages.find((one) => base(one) === 'en') ??
    languages[0] ??
    'en'
  );
}

function toView({ id: articleId, version, document, note, at, by }: Article, wanted?: string): ArticleView {
  const languages = Object.keys(document.texts);
  const language = languageFor(languages, wanted);
  const { title = '', body = '' } = document.texts[language] ?? {};
  return { id: articleId, version, language, languages, title, body, ...document, note, updatedAt: at, updatedBy: by };
}

function toRow(found: Article, wanted?: string): ArticleRow {
  const { id: articleId, version, language, languages, title, body, reasons, archived, updatedAt } = toView(found, wanted);
  return { id: articleId, version, language, languages, title, reasons, archived, updatedAt, excerpt: excerptOf(body) };
}

/** The beginning, to the end of a word. */
const excerptOf = (body: string) => (body.length <= EXCERPT ? body : `${body.slice(0, EXCERPT).replace(/\s+\S*$/, '')}…`);
