import { copyFile, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { SignJWT } from 'jose';
import type { Role } from '#shared/contracts/basics.ts';
import { GARDEN_SHOP, MERCHANT, NOON } from '#shared/fixtures/cast.ts';
import { createSecrets, hashOf } from '#server/secrets.ts';
import { Db } from '#server/store/db.ts';
import { migrate } from '#server/store/migrate.ts';
import {
  DEFAULT_SETTINGS,
  insertKey,
  insertMerchant,
  insertSite,
  type KeyScope,
  type Site,
  type SiteSettings,
} from '#server/store/merchants.ts';
import { insertMember, insertOrganization } from '#server/store/staff.ts';
import { createApp } from './app.ts';
import { createAuth, createStaffUser, migrateAuth } from './auth.ts';
import type { Deps } from './context.ts';

export const PUBLIC_URL = 'http://amends.test';
export const SHOP_ORIGIN = 'https://garden.example';
export const PASSWORD = 'a garden in march';

export type TestApp = Awaited<ReturnType<typeof createTestApp>>;

let apps = 0;
/** Where requests seem to come from: this machine, for each app another address, so that what one app's tests try does not count against the next. */
function nextConnection() {
  apps += 1;
  return { incoming: { socket: { remoteAddress: `127.0.${apps >> 8}.${apps & 255}`, remotePort: 443, remoteFamily: 'IPv4' } } };
}

/**
 * The real app on a new database file, at noon: the garden shop with a site and its keys, and a stranger's shop beside it.
 *
 * @param settings of the garden shop's site, where they differ from the usual ones
 * @param databaseUrl of a database server, where it is not a file
 */
export async function createTestApp(settings: Partial<SiteSettings> = {}, databaseUrl?: string) {
  const dataDir = await mkdtemp(join(tmpdir(), 'amends-test-'));
  const file = join(dataDir, 'amends.db');
  const template = databaseUrl === undefined ? process.env.AMENDS_TEST_TEMPLATE : undefined;
  if (template) await copyFile(template, file);
  const db = await new Db({ url: databaseUrl ?? `file:${file}` }).open();
  const secrets = createSecrets('a secret only tests know');
  const auth = createAuth(db, secrets, PUBLIC_URL);
  if (!template) {
    await migrate(db);
    await migrateAuth(auth, db);
  }

  let at = new Date(NOON);
  const counted = new Map<string, number>();
  const count = (what: string): number => counted.set(what, (counted.get(what) ?? 0) + 1).get(what) ?? 0;
  const failures: object[] = [];
  const deps: Deps = {
    db,
    secrets,
    auth,
    dataDir,
    distDir: join(dataDir, 'dist'),
    publicUrl: PUBLIC_URL,
    now: () => at,
    newId: (prefix) => `${prefix}_${String(count(prefix)).padStart(6, '0')}`,
    newNumber: () => `A7K-${String(count('number')).padStart(3, '0')}`,
    log: { info: () => {}, error: (what) => failures.push(what) },
  };

  const siteOf = (
    site: Pick<Site, 'id' | 'merchantId' | 'name' | 'siteKey' | 'origins'>,
    over: Partial<SiteSettings>,
  ): Site & { secret: string } => {
    const secret = `is_${site.id}`;
    return { ...site, secret, identitySecret: secrets.seal(secret), settings: { ...DEFAULT_SETTINGS, ...over }, version: 1 };
  };
  const site = siteOf(
    { id: GARDEN_SHOP, merchantId: MERCHANT, name: 'Garden shop', siteKey: 'pk_garden', origins: [SHOP_ORIGIN] },
    settings,
  );
  const stranger = siteOf(
    { id: 'site_stranger', merchantId: 'mer_stranger', name: 'Another shop', siteKey: 'pk_stranger', origins: ['https://another.example'] },
    {},
  );
  const keyOf = (merchantId: string, scope: KeyScope) => `sk_${merchantId}_${scope}`;
  for (const { secret: _secret, ...one } of [site, stranger]) {
    await db.write([
      insertMerchant({ id: one.merchantId, name: one.name }, NOON),
      insertOrganization({ id: one.merchantId, name: one.name }, NOON),
      insertSite(one, NOON),
      ...(['read', 'write', 'admin'] as const).map((scope) => {
        const key = keyOf(one.merchantId, scope);
        return insertKey({ id: `key_${key}`, merchantId: one.merchantId, name: scope, hash: hashOf(key), scope }, NOON);
      }),
    ]);
  }
  const app = createApp(deps);
  const connection = nextConnection();

  const request = async (path: string, init: RequestInit = {}): Promise<Response> => app.request(`${PUBLIC_URL}${path}`, init, connection);
  const send = (method: string, path: string, body: unknown, headers: Record<string, string> = {}) =>
    request(path, { method, headers: { 'content-type': 'application/json', ...headers }, body: JSON.stringify(body) });
  const bearer = (token: string) => ({ authorization: `Bearer ${token}` });

  return {
    app,
    deps,
    db,
    site,
    stranger,
    request,
    /** Where its requests seem to come from. */
    address: connection.incoming.socket.remoteAddress,
    bearer,
    /** What broke on our side; empty unless there is a bug. */
    failures,
    post: (path: string, body: unknown, headers?: Record<string, string>) => send('POST', path, body, headers),
    put: (path: string, body: unknown, headers?: Record<string, string>) => send('PUT', path, body, headers),
    remove: (path: string, body?: unknown, headers: Record<string, string> = {}) =>
      body === undefined ? request(path, { method: 'DELETE', headers }) : send('DELETE', path, body, headers),
    get: (path: string, headers: Record<string, string> = {}) => request(path, { headers }),
    /** A form as a browser without JavaScript sends it. */
    submit: (path: string, fields: Record<string, string> | FormData, headers: Record<string, string> = {}) =>
      request(path, {
        method: 'POST',
        headers: { origin: PUBLIC_URL, ...headers },
        body: fields instanceof FormData ? fields : new URLSearchParams(fields),
      }),

    /** Headers of a program of the garden shop's, or of the stranger's. */
    key: (scope: KeyScope = 'admin') => bearer(keyOf(MERCHANT, scope)),
    strangersKey: (scope: KeyScope = 'admin') => bearer(keyOf(stranger.merchantId, scope)),

    /** What the merchant's server signs for a customer who is logged in. */
    identityToken: (claims: Record<string, unknown>, { secret = site.secret, minutes = 30 } = {}) =>
      new SignJWT(claims)
        .setProtectedHeader({ alg: 'HS256' })
        .setExpirationTime(Math.floor(at.getTime() / 1000) + minutes * 60)
        .sign(new TextEncoder().encode(secret)),

    /** Somebody of the garden shop's staff, signed in: their id and the headers of their browser. */
    async signIn(name: string, role: Role, merchantId: string = MERCHANT) {
      const email = `${name.toLowerCase()}@${merchantId === MERCHANT ? 'garden' : 'another'}.example`;
      const id = await createStaffUser(auth, { email, name, password: PASSWORD });
      await db.write([insertMember(deps.newId('mem'), { merchantId, userId: id, role }, NOON)]);
      const answer = await send('POST', '/api/auth/sign-in/email', { email, password: PASSWORD }, { origin: PUBLIC_URL });
      const cookie = answer.headers
        .getSetCookie()
        .map((one) => one.split(';')[0])
        .join('; ');
      return { id, headers: { cookie, origin: PUBLIC_URL } };
    },

    now: () => at,
    /** Time passes. */
    forward({ days = 0, hours = 0, minutes = 0 }) {
      at = new Date(at.getTime() + ((days * 24 + hours) * 60 + minutes) * 60_000);
    },
    async close() {
      await db.close();
      await rm(dataDir, { recursive: true, force: true });
    },
  };
}

/** What a customer of the garden shop says, ready to be sent. */
export const lateKettle = {
  siteKey: 'pk_garden',
  kind: 'complaint',
  reason: 'delivery.not_received',
  story: 'My kettle never arrived. I ordered it nine days ago and nobody answers.',
  asked: [{ remedy: 'refund.full', amount: { amount: 5490, currency: 'EUR' } }],
  contact: { name: 'Fern', email: 'fern@example.org' },
  locale: 'en',
} as const;
