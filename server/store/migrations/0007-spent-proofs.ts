import type { Migration } from '../migrate.ts';

/** Proofs of work that were used; kept until they would be too old anyway. */
export const spentProofs: Migration = {
  id: '0007-spent-proofs',
  up: [
    `create table spent_proofs (hash text primary key, expires_at text not null) strict`,
    `create index spent_proofs_by_age on spent_proofs (expires_at)`,
  ],
};
