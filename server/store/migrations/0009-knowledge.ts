import type { Migration } from '../migrate.ts';

/** Articles with every version they ever had; the newest is beside its number, for lists. */
export const knowledge: Migration = {
  id: '0009-knowledge',
  up: [
    `create table articles (
      seq integer primary key autoincrement, id text not null unique, merchant_id text not null references merchants (id), version integer not null,
      archived integer not null, document text not null, updated_at text not null, updated_by text) strict`,
    `create index articles_by_merchant on articles (merchant_id, archived, seq)`,
    // The key refuses the second of two simultaneous changes.
    `create table article_versions (
      article_id text not null references articles (id), version integer not null, merchant_id text not null, document text not null, at text not null,
      by_id text, note text, primary key (article_id, version)) strict`,
    `create virtual table article_words using fts5 (
      merchant, body, content = '', contentless_delete = 1, tokenize = "unicode61 remove_diacritics 2 categories 'L* N* Co Mn Mc'")`,
  ],
};
