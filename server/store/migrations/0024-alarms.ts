import type { Migration } from '../migrate.ts';

/** Alarms about customers who may be leaving again are few among what happened to them. */
export const alarms: Migration = {
  id: '0024-alarms',
  up: [`create index care_alarms on care_events (merchant_id, at) where type = 'customer_slipping'`],
};
