import type { Migration } from '../migrate.ts';

/** Notes for coaching, problem areas, testimonials. */
export const coaching: Migration = {
  id: '0016-notes',
  up: [],
};
