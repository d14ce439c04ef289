import type { Actor } from '#server/domain/case.ts';
import { timekeeperOf } from '#server/domain/timekeeper.ts';
import type { Doing } from '#server/domain/doing.ts';
import { DEFAULT_SETTINGS, SETTINGS, type Settings, type SettingsName } from '#shared/contracts/settings.ts';
import { policyOf } from '#server/domain/policy.ts';
import type { Secrets } from '#server/secrets.ts';
import { createCancellationStore } from '#server/store/cancellations.ts';
import { createCaseStore } from '#server/store/cases.ts';
import { createCustomerStore } from '#server/store/customers.ts';
import type { Db } from '#server/store/db.ts';
import { createDepartureStore } from '#server/store/departures.ts';
import { createOrderStore } from '#server/store/orders.ts';
import { createPrecedentStore } from '#server/store/precedents.ts';
import { createLedger } from '#server/store/remedies-given.ts';
import { createSettingsStore } from '#server/store/settings.ts';
import { createUploadStore } from '#server/store/uploads.ts';
import type { Auth } from './auth.ts';
import type { MailSettings } from './mail/compose.ts';

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
  /** Whether a proxy in front says where requests come from. */
  trustProxy?: boolean;
  /** What a monitor shows to read /metrics; without it there is no such page. */
  metricsToken?: string | null;
  /** Where the built widget and admin page lie. */
  distDir: string;
  /** Where mail comes from and where answers go; without it letters wait. */
  mail?: MailSettings | null;
  /** Whether webhooks may call addresses of our own network. */
  webhooksMayBePrivate?: boolean;
  /** Reads a page of the merchant's own; without it nobody looks whether the script is there. */
  readPage?: (url: string) => Promise<{ html: string; why: null } | { html: null; why: string }>;
  /** Of the link by which the first person comes in; only where nobody worked here when the server started. */
  setupHash?: string | null;
  log: { info(what: object, message: string): void; error(what: object, message: string): void };
};

export type Env = { Variables: { requestId: string } };

/** The stores of one merchant. */
export const storesOf = ({ db, newId }: Deps, merchantId: string) => ({
  cases: createCaseStore(db, merchantId, { newId }),
  customers: createCustomerStore(db, merchantId),
  cancellations: createCancellationStore(db, merchantId),
  uploads: createUploadStore(db, merchantId),
  orders: createOrderStore(db, merchantId),
  departures: createDepartureStore(db, merchantId),
  ledger: createLedger(db, merchantId),
  precedents: createPrecedentStore(db, merchantId),
  settings: createSettingsStore(db, merchantId, completeSettings, DEFAULT_SETTINGS),
});
export type Stores = ReturnType<typeof storesOf>;

const completeSettings = <Name extends SettingsName>(name: Name, stored: unknown): Settings[Name] =>
  SETTINGS[name].parse(stored) as Settings[Name]; // parsed by its own schema

/** The circumstances of an act by somebody of this merchant: its rules and its clocks as they are now. */
export async function doingFor(deps: Deps, merchantId: string, by: Actor): Promise<Doing & { settings: Settings }> {
  const settings = await storesOf(deps, merchantId).settings.readAll();
  return { at: deps.now().toISOString(), by, newId: deps.newId, time: timekeeperOf(settings), policy: policyOf(settings), settings };
}
