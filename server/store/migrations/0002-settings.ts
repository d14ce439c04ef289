import type { Migration } from '../migrate.ts';

/** Whole documents with their history: the newest version of a name counts. */
export const settings: Migration = {
  id: '0002-settings',
  up: [
    `create table settings (
      merchant_id text not null, name text not null, version integer not null, document text not null, at text not null, by_id text, note text,
      primary key (merchant_id, name, version)) strict`,
  ],
};
