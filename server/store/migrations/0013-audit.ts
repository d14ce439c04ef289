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
    `alter table sites add column version integer not null default 1`,
    `create table site_sightings (
      site_id text not null references sites (id), origin text not null, seen_at text not null, primary key (site_id, origin)) strict`,
    // How far the nightly retention has come, by rule; closing times only grow.
    `create table retention_progress (
      merchant_id text not null, rule text not null, closed_at text not null, seq integer not null, primary key (merchant_id, rule)) strict`,
    // Cases that were due while their customer was under legal hold; looked at again every night.
    `create table retention_held (merchant_id text not null, case_id text not null references cases (id), primary key (merchant_id, case_id)) strict`,
    `create index cases_by_closing on cases (merchant_id, closed_at, seq) where closed_at is not null`,
  ],
};
