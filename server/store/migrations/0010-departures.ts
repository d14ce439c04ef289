import type { Migration } from '../migrate.ts';

/** What customers bought, and who left. Amounts in minor units of `currency`; `revenue` is per month. A return ends a departure, nothing deletes it. */
export const departures: Migration = {
  id: '0010-departures',
  up: [
    `create table orders (
      id integer primary key, merchant_id text not null, external_id text not null, customer_id text not null, at text not null, total integer not null,
      currency text not null, range text, items text, updated_at text not null) strict`,
    `create unique index orders_by_external_id on orders (merchant_id, external_id)`,
    `create index orders_by_customer on orders (merchant_id, customer_id, at)`,

    `create table departures (
      id text primary key, merchant_id text not null, customer_id text not null, at text not null, reason text, reason_text text, way text not null,
      revenue integer, lifetime_value integer, currency text, note text, case_id text, returned_at text, decision text, decision_why text, decided_by text,
      decided_at text, created_at text not null, updated_at text not null, version integer not null default 1) strict`,
    `create unique index departures_once on departures (merchant_id, customer_id, at)`,
    `create index departures_by_time on departures (merchant_id, at, id)`,
    `create index departures_by_reason on departures (merchant_id, reason, at)`,
  ],
};
