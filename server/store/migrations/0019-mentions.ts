import type { Migration } from '../migrate.ts';

/** Who was named in a note among colleagues, and whether they have seen it. The words stay with the case. */
export const mentions: Migration = {
  id: '0019-mentions',
  up: [
    `create table mentions (
      merchant_id text not null references merchants (id), staff_id text not null, note_id text not null, case_id text not null, at text not null,
      read_at text, primary key (merchant_id, staff_id, note_id)) strict`,
    `create index mentions_by_reader on mentions (merchant_id, staff_id, at)`,
  ],
};
