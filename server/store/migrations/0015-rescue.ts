import type { Migration } from '../migrate.ts';

/** Winning back, caring, watching. Days are `2026-03-02`; a week is the day of its Monday; worth in minor units of `currency`. */
export const rescue: Migration = {
  id: '0015-rescue',
  up: [
    `create table rescue_cycles (
      id text primary key, merchant_id text not null, name text not null, from_day text not null, to_day text not null, plan text not null,
      created_at text not null, created_by text) strict`,
    `create index rescue_cycles_by_time on rescue_cycles (merchant_id, created_at, id)`,
    `create table rescue_calls (
      seq integer primary key autoincrement, id text not null unique, merchant_id text not null, cycle_id text, customer_id text not null, departure_id text,
      watch_id text, arm text not null, list text not null, owner text, week text, state text not null, claimed_by text, claimed_at text, next_at text,
      outcome text, note text, said_back text, contacted_at text, done_at text, done_by text, worth integer not null, currency text, reason text,
      undo text, version integer not null, created_at text not null, updated_at text not null) strict`,
    `create unique index rescue_calls_once on rescue_calls (cycle_id, customer_id) where cycle_id is not null`,
    // Nobody is to be called by two people.
    `create unique index rescue_calls_one_open on rescue_calls (merchant_id, customer_id) where state <> 'done' and arm = 'contact'`,
    `create index rescue_calls_by_cycle on rescue_calls (merchant_id, cycle_id, worth, seq)`,
    `create index rescue_calls_by_owner on rescue_calls (merchant_id, owner, state, week)`,
    `create index rescue_calls_by_customer on rescue_calls (merchant_id, customer_id)`,

    `create table rescue_call_events (
      seq integer primary key autoincrement, merchant_id text not null, call_id text not null references rescue_calls (id), number integer not null,
      type text not null, at text not null, by_id text, data text not null, unique (call_id, number)) strict`,

    // The key refuses telling somebody of the same fix twice.
    `create table contacts (
      id text primary key, merchant_id text not null, customer_id text not null, at text not null, way text not null, about text not null, call_id text,
      fix text, by_id text) strict`,
    `create unique index contacts_once_a_fix on contacts (merchant_id, customer_id, fix) where fix is not null`,
    `create index contacts_by_customer on contacts (merchant_id, customer_id, at)`,

    `create table cares (
      id text primary key, merchant_id text not null, customer_id text not null, departure_id text not null, owner text, state text not null,
      started_at text not null, ends_at text not null, next_at text, data text not null, version integer not null, updated_at text not null) strict`,
    `create unique index cares_once on cares (merchant_id, departure_id)`,
    `create index cares_by_state on cares (merchant_id, state, id)`,
    `create index cares_by_customer on cares (merchant_id, customer_id)`,
    `create table care_events (
      seq integer primary key autoincrement, merchant_id text not null, care_id text not null references cares (id), number integer not null,
      type text not null, at text not null, by_id text, data text not null, unique (care_id, number)) strict`,

    `create table watch_items (
      id text primary key, merchant_id text not null, customer_id text not null, kind text not null, state text not null, figures text not null,
      worth integer not null, currency text, note text, handled_by text, handled_at text, found_at text not null, seen_at text not null,
      version integer not null) strict`,
    `create unique index watch_items_once on watch_items (merchant_id, customer_id, kind)`,
    `create index watch_items_by_worth on watch_items (merchant_id, state, worth, id)`,
    `create table watch_looks (
      merchant_id text primary key, wanted_at text, started_at text, finished_at text, customers integer not null default 0, model text) strict`,
    `create table buying_odds (
      merchant_id text not null, customer_id text not null, repeats integer not null, recency_weeks real not null, age_weeks real not null,
      alive real, expected real, at text not null, primary key (merchant_id, customer_id)) strict`,
  ],
};
