import type { Migration } from '../migrate.ts';

/** What the inbox keeps for its people: an index for every view, tags that can be found, who is looking at what, and views of their own. */
export const desk: Migration = {
  id: '0012-desk',
  up: [
    `alter table cases add column broken_promise integer not null default 0`,
    `alter table cases add column awaits_approval integer not null default 0`,
    `update cases set broken_promise = 1 where state <> 'closed'
     and exists (select 1 from json_each(cases.data, '$.promises') where json_extract(value, '$.state') = 'broken')`,
    `update cases set awaits_approval = 1 where state <> 'closed'
     and exists (select 1 from json_each(cases.data, '$.approvals') where json_extract(value, '$.step') = 'pending_approval')`,
    `insert into counters select merchant_id, 'brokenPromise', count(*) from cases where broken_promise = 1 group by merchant_id`,
    `insert into counters select merchant_id, 'approval', count(*) from cases where awaits_approval = 1 group by merchant_id`,

    `create index cases_newest on cases (merchant_id, seq)`,
    `create index cases_open on cases (merchant_id, due_key, seq) where state <> 'closed'`,
    `create index cases_our_turn on cases (merchant_id, due_key, seq) where turn = 'us'`,
    `create index cases_in_hands on cases (merchant_id, assignee, due_key, seq) where state <> 'closed'`,
    `create index cases_of_kind on cases (merchant_id, kind, due_key, seq)`,
    `create index cases_failed_twice on cases (merchant_id, due_key, seq) where second_failure = 1 and state <> 'closed'`,
    `create index cases_broken on cases (merchant_id, due_key, seq) where broken_promise = 1`,
    `create index cases_awaiting on cases (merchant_id, due_key, seq) where awaits_approval = 1`,
    `create index cases_closed on cases (merchant_id, seq) where state = 'closed'`,

    `create table case_tags (merchant_id text not null, tag text not null, seq integer not null, primary key (merchant_id, tag, seq)) strict, without rowid`,
    `insert or ignore into case_tags select merchant_id, value, seq from cases, json_each(cases.data, '$.tags')`,

    `create table presence (
      merchant_id text not null, case_id text not null, staff_id text not null, state text not null, expires_at text not null,
      primary key (merchant_id, case_id, staff_id)) strict`,
    `create table saved_views (
      id text primary key, merchant_id text not null, staff_id text not null, name text not null, query text not null, created_at text not null) strict`,
    `create index saved_views_of on saved_views (merchant_id, staff_id, created_at)`,
  ],
};
