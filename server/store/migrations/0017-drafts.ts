import type { Migration } from '../migrate.ts';

/** What somebody has begun to change about a settings document and not published yet. */
export const drafts: Migration = {
  id: '0017-drafts',
  up: [
    `create table settings_drafts (
      merchant_id text not null, staff_id text not null, name text not null, based_on integer not null, document text not null, at text not null,
      primary key (merchant_id, staff_id, name)) strict`,
  ],
};
