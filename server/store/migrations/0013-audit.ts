import type { Migration } from '../migrate.ts';

/** Who changed what in the house; when a key was last used, and where a site was last seen. */
export const audit: Migration = {
  id: '0013-audit',
  up: [
    `create table audit_log (
      seq integer primary key autoincrement, merchant_id text not null, at text not null, by_role text not null, by_id text, by_name text,
      what text not null, about text) strict`,
    `create index audit_log_by_merchant on audit_log (merchant_id, seq)`,
    `create index audit_log_by_person on audit_log (merchant_id, by_id, seq)`,
    `create index audit_log_by_deed on audit_log (merchant_id, what, seq)`,
    `create trigger audit_log_keeps_entries before delete on audit_log begin select raise(abort, 'The audit log only grows.'); end`,
    `create trigger audit_log_keeps_words before update on audit_log begin select raise(abort, 'The audit log only grows.'); end`,
    `alter table api_keys add column last_used_on text`,
    `create table site_sightings (
      site_id text not null references sites (id), origin text not null, seen_at text not null, primary key (site_id, origin)) strict`,
  ],
};
