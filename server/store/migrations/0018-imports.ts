import type { Migration } from '../migrate.ts';

/** Files that staff brought in, what became of them, and how their columns were read. */
export const imports: Migration = {
  id: '0018-imports',
  up: [
    `create table imports (
      id text primary key, merchant_id text not null, kind text not null, name text not null, task text not null, state text not null,
      read integer not null default 0, written integer not null default 0, unchanged integer not null default 0, skipped integer not null default 0,
      rejected_in_all integer not null default 0, bytes_read integer not null default 0, bytes integer not null, error text, started_by text,
      started_at text not null, ended_at text) strict`,
    `create index imports_by_time on imports (merchant_id, started_at, id)`,
    `create index imports_running on imports (state) where state = 'running'`,
    `create table rejected_lines (
      seq integer primary key, import_id text not null references imports (id), line integer not null, code text not null, message text not null,
      of_column text) strict`,
    `create index rejected_lines_by_import on rejected_lines (import_id, line)`,
    `create table import_maps (
      merchant_id text not null, kind text not null, columns_hash text not null, map text not null, updated_at text not null,
      primary key (merchant_id, kind, columns_hash)) strict, without rowid`,
  ],
};
