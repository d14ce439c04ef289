import type { Migration } from '../migrate.ts';

/** How much is new to somebody stands in the frame of every page, and is asked with every change. */
export const mentionsUnread: Migration = {
  id: '0020-mentions-unread',
  up: ['create index mentions_unread on mentions (merchant_id, staff_id) where read_at is null'],
};
