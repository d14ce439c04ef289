import type { Migration } from '../migrate.ts';

/** Instants are ISO 8601 in UTC with milliseconds, so that text order is time order. `data` is JSON of the domain's own type. */
export const first: Migration = {
  id: '0001-first',
  up: [
    `create table merchants (id text primary key, name text not null, created_at text not null) strict`,
    `create table sites (
      id text primary key, merchant_id text not null references merchants (id), name text not null, site_key text not null unique,
      identity_secret text not null, origins text not null, settings text not null, created_at text not null) strict`,
    `create index sites_by_merchant on sites (merchant_id)`,
    `create table api_keys (
      id text primary key, merchant_id text not null references merchants (id), name text not null, hash text not null unique,
      scope text not null, created_at text not null, revoked_at text) strict`,

    `create table customers (
      id text primary key, merchant_id text not null references merchants (id), external_id text, email text, name text, phone text,
      locale text, since text, plan text, mrr_amount integer, mrr_currency text, segment text, tags text not null default '[]',
      contact_allowed integer not null default 1, keep_in_touch text, created_at text not null, updated_at text not null) strict`,
    `create unique index customers_by_external_id on customers (merchant_id, external_id) where external_id is not null`,
    `create unique index customers_by_email on customers (merchant_id, email) where external_id is null and email is not null`,

    `create table cases (
      seq integer primary key autoincrement, id text not null unique, merchant_id text not null references merchants (id), number text not null,
      site_id text not null, kind text not null, state text not null, turn text not null, severity text not null, second_failure integer not null,
      response_expected integer not null, reason text, customer_id text references customers (id), assignee text, team text, locale text not null,
      outcome text, due_key text not null, wake_at text, opened_at text not null, updated_at text not null, closed_at text,
      version integer not null, data text not null) strict`,
    `create unique index cases_by_number on cases (merchant_id, number)`,
    `create index cases_by_due on cases (merchant_id, due_key, seq)`,
    `create index cases_by_kind on cases (merchant_id, kind, seq)`,
    `create index cases_by_state on cases (merchant_id, state, due_key, seq)`,
    `create index cases_by_update on cases (merchant_id, updated_at, seq)`,
    `create index cases_by_customer on cases (merchant_id, customer_id, seq)`,
    `create index cases_by_assignee on cases (merchant_id, assignee, due_key, seq)`,
    `create index cases_by_wake on cases (wake_at) where wake_at is not null`,

    // The key on (case_id, number) refuses the second of two simultaneous changes.
    `create table case_events (
      seq integer primary key autoincrement, merchant_id text not null, case_id text not null references cases (id), number integer not null,
      type text not null, at text not null, by_role text not null, by_id text, data text not null, unique (case_id, number)) strict`,
    `create index case_events_by_merchant on case_events (merchant_id, seq)`,
    `create table case_tokens (
      hash text primary key, merchant_id text not null, case_id text not null references cases (id), created_at text not null, revoked_at text) strict`,
    `create virtual table case_words using fts5 (
      merchant, body, content = '', contentless_delete = 1, tokenize = "unicode61 remove_diacritics 2 categories 'L* N* Co Mn Mc'")`,
    `create table counters (merchant_id text not null, name text not null, value integer not null, primary key (merchant_id, name)) strict`,

    `create table cancellations (
      id text primary key, merchant_id text not null, site_id text not null, customer_id text references customers (id), token_hash text not null unique,
      case_id text, outcome text, opened_at text not null, updated_at text not null, version integer not null, data text not null) strict`,
    `create index cancellations_by_customer on cancellations (merchant_id, customer_id)`,
    `create table cancellation_steps (
      seq integer primary key autoincrement, merchant_id text not null, cancellation_id text not null references cancellations (id), number integer not null,
      type text not null, at text not null, data text not null, unique (cancellation_id, number)) strict`,

    `create table uploads (
      id text primary key, merchant_id text not null, site_id text not null, case_id text, name text not null, type text not null, size integer not null,
      created_at text not null) strict`,
    `create index uploads_by_case on uploads (case_id)`,

    `create table idempotency (
      scope text not null, key text not null, body_hash text not null, answer text not null, at text not null, primary key (scope, key)) strict`,
    `create index idempotency_by_age on idempotency (at)`,

    `create table outbox (
      seq integer primary key autoincrement, id text not null unique, merchant_id text not null, channel text not null, topic text not null, case_id text,
      state text not null, tries integer not null default 0, next_try_at text, data text not null, created_at text not null, done_at text) strict`,
    `create index outbox_by_state on outbox (state, next_try_at)`,
    `create index outbox_by_merchant on outbox (merchant_id, seq)`,

    `create table invitations (
      hash text primary key, merchant_id text not null references merchants (id), email text not null, role text not null, created_at text not null,
      expires_at text not null, used_at text) strict`,
  ],
};
