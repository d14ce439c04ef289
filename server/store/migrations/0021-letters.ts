import type { Migration } from '../migrate.ts';

/** Letters written to a customer of ours with no case at hand: `keep` in touch (`of_id` the customer) or `watch` (`of_id` the finding). */
export const letters: Migration = {
  id: '0021-letters',
  up: [
    `create table outreach_letters (
      id text primary key, merchant_id text not null, about text not null, of_id text not null, round integer not null, customer_id text not null,
      state text not null, subject text, body text, fixes text not null, letter_id text, sent_at text, written_by text, updated_at text not null) strict`,
    `create unique index outreach_letters_once on outreach_letters (merchant_id, about, of_id, round)`,
    `create index outreach_letters_by_customer on outreach_letters (merchant_id, customer_id)`,
    `create index cancellations_keep_in_touch on cancellations (merchant_id, customer_id, updated_at)
      where json_extract(data, '$.keepInTouch') is not null and customer_id is not null`,
  ],
};
