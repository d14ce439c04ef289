import type { Instant } from '#shared/contracts/basics.ts';
import type { ArticleBody } from '#shared/contracts/knowledge.ts';
import { DomainError } from '#server/domain/errors.ts';
import { tellingWords } from '#server/domain/similar.ts';
import { countsAs } from '#server/domain/taxonomy.ts';
import { type Db, type InValue, isTaken, type Row, type Statement, sql } from './db.ts';
import { matching, sharingTwo, withoutAccents, wordOf } from './word-index.ts';

export type ArticleDocument = Omit<ArticleBody, 'note'>;
export type Article = {
  seq: number;
  id: string;
  version: number;
  document: ArticleDocument;
  note: string | null;
  at: Instant;
  by: string | null;
};
export type Written = { id: string | null; at: Instant; note: string | null };
type Query = { q?: string | undefined; reason?: string | undefined; archived?: boolean; before?: number | undefined; limit: number };

const LOOKED_AT = 200;

/** What the merchant's people know. Bound to one merchant. */
export function createArticleStore(db: Db, merchantId: string) {
  /** @throws article.not_found */
  async function find(id: string, version?: number): Promise<Article> {
    const row = await db.readOne(
      `select articles.seq, articles.id, article_versions.version, article_versions.document, article_versions.note, article_versions.at, article_versions.by_id
       from articles join article_versions on article_versions.article_id = articles.id and article_versions.version = coalesce(?, articles.version)
       where articles.merchant_id = ? and articles.id = ?`,
      [version ?? null, merchantId, id],
    );
    if (!row) throw new DomainError('article.not_found', 'There is no such article.');
    return toArticle(row);
  }

  async function versions(id: string, limit = 100): Promise<Article[]> {
    const { seq } = await find(id);
    const rows = await db.read(
      'select ? as seq, article_id as id, version, document, note, at, by_id from article_versions where merchant_id = ? and article_id = ? order by version desc limit ?',
      [seq, merchantId, id, limit],
    );
    return rows.map(toArticle);
  }

  const create = (id: string, document: ArticleDocument, by: Written): Statement[] => [
    sql(
      'insert into articles (id, merchant_id, version, archived, document, updated_at, updated_by) values (?, ?, 1, ?, ?, ?, ?)',
      id,
      merchantId,
      Number(document.archived),
      JSON.stringify(document),
      by.at,
      by.id,
    ),
    keepVersion(id, 1, document, by),
    index(id, document),
  ];

  /** A new version. @throws article.changed_meanwhile when somebody wrote one since `version`, article.not_found */
  async function change(id: string, version: number, document: ArticleDocument, by: Written): Promise<Article> {
    const current = await find(id);
    if (current.version !== version) throw changedMeanwhile(current.version);
    try {
      await db.write([
        keepVersion(id, version + 1, document, by),
        sql(
          'update articles set version = ?, archived = ?, document = ?, updated_at = ?, updated_by = ? where merchant_id = ? and id = ?',
          version + 1,
          Number(document.archived),
          JSON.stringify(document),
          by.at,
          by.id,
          merchantId,
          id,
        ),
        sql('delete from article_words where rowid = ?', current.seq),
        index(id, document),
      ]);
    } catch (error) {
      if (isTaken(error)) throw changedMeanwhile((await find(id)).version);
      throw error;
    }
    return find(id);
  }

  const keepVersion = (id: string, version: number, document: ArticleDocument, by: Written): Statement =>
    sql(
      'insert into article_versions (article_id, version, merchant_id, document, at, by_id, note) values (?, ?, ?, ?, ?, ?, ?)',
      id,
      version,
      merchantId,
      JSON.stringify(document),
      by.at,
      by.id,
      by.note,
    );

  const index = (id: string, { texts }: ArticleDocument): Statement =>
    sql(
      'insert into article_words (rowid, merchant, body) select seq, ?, ? from articles where id = ?',
      wordOf(merchantId),
      withoutAccents(
        Object.values(texts)
          .map(({ title, body }) => `${title}\n${body}`)
          .join('\n'),
      ),
      id,
    );

  /** Newest first; `q` are words in any of its languages. */
  async function list({ q, reason, archived = false, before, limit }: Query): Promise<Article[]> {
    const conditions: [string, InValue | undefined][] = [
      ['seq < ?', before],
      [
        "exists (select 1 from json_each(articles.document, '$.reasons') where value in (select value from json_each(?)))",
        reason === undefined ? undefined : JSON.stringify([reason, countsAs(reason)]),
      ],
      [
        `seq in (select rowid from article_words where article_words match ? order by rowid desc limit 1000)`,
        q === undefined ? undefined : matching(merchantId, q),
      ],
    ];
    const given = conditions.filter((one): one is [string, InValue] => one[1] !== undefined);
    const rows = await db.read(
      `select ${COLUMNS} from articles where merchant_id = ? and archived = ? ${given.map(([condition]) => `and ${condition}`).join(' ')} order by seq desc limit ?`,
      [merchantId, Number(archived), ...given.map(([, value]) => value), limit],
    );
    return rows.map(toArticle);
  }

  /** What may help with a story: articles for its reason first, then those that share words with it. */
  async function listFor({ story, reason }: { story: string; reason: string | null }, limit: number): Promise<Article[]> {
    const words = sharingTwo(merchantId, tellingWords(story));
    const byReason = reason === null ? [] : await list({ reason, limit });
    const byWords =
      words === null
        ? []
        : await db.read(
            `select ${COLUMNS} from (select rowid as found from article_words where article_words match ? order by rowid desc limit ${LOOKED_AT}) cross join articles on seq = found
       where merchant_id = ? and archived = 0 order by seq desc limit ?`,
            [words, merchantId, limit],
          );
    return [...new Map([...byReason, ...byWords.map(toArticle)].map((one) => [one.id, one])).values()].slice(0, limit);
  }

  return { find, versions, create, change, list, listFor };
}

const COLUMNS = 'seq, id, version, document, null as note, updated_at as at, updated_by as by_id';

const changedMeanwhile = (version: number) =>
  new DomainError(
    'article.changed_meanwhile',
    `Somebody else changed this article meanwhile: version ${version} is the newest. Look at it and send yours again.`,
  );

const textOrNull = (value: InValue | undefined): string | null => (value === null || value === undefined ? null : String(value));

const toArticle = (row: Row): Article => ({
  seq: Number(row.seq),
  id: String(row.id),
  version: Number(row.version),
  document: JSON.parse(String(row.document)) as ArticleDocument, // written by this file alone
  note: textOrNull(row.note),
  at: String(row.at),
  by: textOrNull(row.by_id),
});
