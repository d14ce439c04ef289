import type { Migration } from '../migrate.ts';

/** Sums for insight, kept by the one door. */
export const rollups: Migration = {
  id: '0014-rollups',
  up: [],
};
