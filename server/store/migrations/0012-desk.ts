import type { Migration } from '../migrate.ts';

/** What the inbox keeps for its people. */
export const desk: Migration = {
  id: '0012-desk',
  up: [],
};
