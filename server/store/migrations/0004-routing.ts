import type { Migration } from '../migrate.ts';

export const routing: Migration = {
  id: '0004-routing',
  up: [
    `create table room (has_room integer not null, constraint has_room check (has_room = 1)) strict`,
    `create index cases_unassigned on cases (opened_at) where assignee is null and state <> 'closed' and response_expected = 1`,
    `create table daily_counts (
      merchant_id text not null, day text not null, subject text not null, count integer not null, primary key (merchant_id, subject, day)) strict`,
    `create table spikes (
      merchant_id text not null, subject text not null, day text not null, at text not null, count integer not null, expected real not null, customers integer not null,
      cases text not null, primary key (merchant_id, subject, day)) strict`,
    `create index cases_by_opening on cases (merchant_id, opened_at, seq)`,
    `create index cases_by_reason on cases (merchant_id, reason, seq)`,
  ],
};
