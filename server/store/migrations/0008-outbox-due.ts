import type { Migration } from '../migrate.ts';

/** Finds what is due by channel: letters that wait for a mail server must not slow webhooks. */
export const outboxDue: Migration = {
  id: '0008-outbox-due',
  up: [`drop index outbox_by_state`, `create index outbox_due on outbox (channel, next_try_at, seq) where state = 'waiting'`],
};
