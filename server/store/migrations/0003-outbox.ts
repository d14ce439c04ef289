import type { Migration } from '../migrate.ts';

/** Post that leaves, is tried again or comes back; where programs want to hear of events; mail that came in. */
export const outbox: Migration = {
  id: '0003-outbox',
  up: [
    `alter table outbox add column endpoint_id text`,
    `alter table outbox add column recipient text`,
    `alter table outbox add column first_tried_at text`,
    `alter table outbox add column leased_until text`,
    `alter table outbox add column leased_by text`,
    `alter table outbox add column last_error text`,
    `create index outbox_receipts on outbox (merchant_id, recipient, created_at) where topic = 'receipt'`,
    `create index outbox_by_endpoint on outbox (endpoint_id, seq) where endpoint_id is not null`,
    // `cursor` is the number of the last event that was put into the outbox for it.
    `create table webhook_endpoints (
      id text primary key, merchant_id text not null references merchants (id), url text not null, events text not null, secret text not null,
      cursor integer not null, created_at text not null, disabled_at text, disabled_because text) strict`,
    `create index webhook_endpoints_by_merchant on webhook_endpoints (merchant_id)`,
    `create table reply_addresses (hash text primary key, merchant_id text not null, case_id text not null references cases (id)) strict`,
    `create table received_mail (
      merchant_id text not null, message_id text not null, case_id text, result text not null, at text not null, primary key (merchant_id, message_id)) strict`,
    `create index received_mail_by_case on received_mail (case_id, at)`,
  ],
};
