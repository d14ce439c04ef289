import type { Migration } from '../migrate.ts';

export const customers: Migration = {
  id: '0006-customers',
  up: [
    `alter table customers add column acquisition_cost_amount integer`,
    `alter table customers add column acquisition_cost_currency text`,
    `alter table customers add column legal_hold text`,
    `alter table customers add column erased_at text`,
    `create index customers_by_age on customers (merchant_id, created_at, id)`,
    `create index outbox_by_case on outbox (case_id) where case_id is not null`,
  ],
};
