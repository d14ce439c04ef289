import type { Migration } from '../migrate.ts';

/** Winning back, caring, watching. */
export const rescue: Migration = {
  id: '0015-rescue',
  up: [],
};
