import type { Migration } from '../migrate.ts';

/** What was given away, what waits for a second person, and what earlier cases got. `customer` is the case where nobody is known. */
export const authority: Migration = {
  id: '0005-authority',
  up: [
    `create table remedies_given (
      seq integer primary key autoincrement, merchant_id text not null, case_id text not null, offer_id text not null, customer text not null, staff text,
      remedy text not null, amount integer not null, currency text not null, at text not null, state text not null, unique (merchant_id, offer_id)) strict`,
    `create index remedies_given_to_customer on remedies_given (merchant_id, customer, at)`,
    `create index remedies_given_by_staff on remedies_given (merchant_id, staff, at)`,

    `create table approvals (
      merchant_id text not null, case_id text not null, offer_id text not null, due_at text not null, state text not null, primary key (merchant_id, offer_id)) strict`,
    `create index approvals_pending on approvals (merchant_id, due_at, offer_id) where state = 'pending_approval'`,

    // loss_size is the power of two below the loss, so that similar losses lie in three neighbouring sizes; -1: unknown.
    `create table precedents (
      merchant_id text not null, case_id text not null, number text not null, customer text not null, reason text not null, loss integer, loss_currency text not null,
      loss_size integer not null, remedy text, amount integer, currency text, upheld integer not null, satisfied integer not null, closed_at text not null,
      primary key (merchant_id, case_id)) strict`,
    `create index precedents_alike on precedents (merchant_id, reason, loss_currency, loss_size, closed_at) where remedy is not null`,
    `create index precedents_upheld on precedents (merchant_id, customer, closed_at) where upheld = 1`,

    `update cases set data = json_set(data, '$.approvals', json('[]'), '$.notRightForUs', null) where json_extract(data, '$.approvals') is null`,
  ],
};
