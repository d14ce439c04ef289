import type { Actor } from '#server/domain/case.ts';
import { PLAIN_TIME } from '#server/domain/clock.ts';
import type { Doing } from '#server/domain/doing.ts';
import { DEFAULT_POLICY } from '#server/domain/policy.ts';
import type { Secrets } from '#server/secrets.ts';
import { createCancellationStore } from '#server/store/cancellations.ts';
import { createCaseStore } from '#server/store/cases.ts';
import { createCustomerStore } from '#server/store/customers.ts';
import type { Db } from '#server/store/db.ts';
import { createUploadStore } from '#server/store/uploads.ts';
import type { Auth } from './auth.ts';

/** Everything the API needs from outside: tests give their own clock and database. */
export type Deps = {
  db: Db;
  secrets: Secrets;
  auth: Auth;
  now: () => Date;
  newId: (prefix: string) => string;
  newNumber: () => string;
  /** Without a slash at the end. */
  publicUrl: string;
  dataDir: string;
  /** Where the built widget and admin page lie. */
  distDir: string;
  log: { info(what: object, message: string): void; error(what: object, message: string): void };
};

export type Env = { Variables: { requestId: string } };

/** The stores of one merchant. */
export const storesOf = ({ db, newId }: Deps, merchantId: string) => ({
  cases: createCaseStore(db, merchantId, { newId }),
  customers: createCustomerStore(db, merchantId),
  cancellations: createCancellationStore(db, merchantId),
  uploads: createUploadStore(db, merchantId),
});
export type Stores = ReturnType<typeof storesOf>;

export const doingOf = ({ now, newId }: Pick<Deps, 'now' | 'newId'>, by: Actor): Doing => ({ at: now().toISOString(), by, newId, time: PLAIN_TIME, policy: DEFAULT_POLICY });
