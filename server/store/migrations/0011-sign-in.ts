import type { Migration } from '../migrate.ts';

/** Who invited whom, and how each person likes to work. Second factors lie in tables of the sign-in library. */
export const signIn: Migration = {
  id: '0011-sign-in',
  up: [
    `alter table invitations add column invited_by text`,
    `create table staff_preferences (user_id text primary key, data text not null, updated_at text not null) strict`,
  ],
};
