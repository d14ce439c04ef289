import type { Migration } from '../migrate.ts';

/** Who may sign in and how. */
export const signIn: Migration = {
  id: '0011-sign-in',
  up: [],
};
