import type { Migration } from '../migrate.ts';

/** Who changed what in the house. */
export const audit: Migration = {
  id: '0013-audit',
  up: [],
};
