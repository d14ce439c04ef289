import { betterAuth } from 'better-auth';
import { getMigrations } from 'better-auth/db/migration';
import { magicLink, organization, twoFactor } from 'better-auth/plugins';
import type { Secrets } from '#server/secrets.ts';
import { LibsqlDialect } from '#server/store/kysely.ts';
import { type Db, sql } from '#server/store/db.ts';
import { askForSecondFactor, letIn } from './second-step.ts';
import { postSignInLink } from './sign-in-letter.ts';

export type Auth = ReturnType<typeof createAuth>;

/** How exactly the list of sessions knows when somebody was last there. */
const SEEN_EVERY_S = 600;
const LINK_S = 15 * 60;

/** Staff sign-in. Nobody signs up: people are invited. */
export function createAuth(db: Db, secrets: Secrets, publicUrl: string) {
  const { protocol, port } = new URL(publicUrl);
  const onThisMachine = ['localhost', '127.0.0.1', '[::1]'].map((host) => `${protocol}//${host}${port ? `:${port}` : ''}`);
  return betterAuth({
    database: { dialect: new LibsqlDialect(db), type: 'sqlite' },
    baseURL: publicUrl,
    basePath: '/api/auth',
    secret: secrets.auth,
    trustedOrigins: [publicUrl, ...onThisMachine],
    telemetry: { enabled: false },
    emailAndPassword: { enabled: true, disableSignUp: true, minPasswordLength: 10 },
    session: { cookieCache: { enabled: false }, updateAge: SEEN_EVERY_S },
    advanced: { useSecureCookies: protocol === 'https:', cookiePrefix: 'amends', ipAddress: { ipAddressHeaders: ['x-amends-address'] } },
    rateLimit: {
      enabled: true,
      window: 60,
      max: 60,
      customRules: { '/sign-in/email': { window: 60, max: 20 }, '/two-factor/*': { window: 60, max: 10 } },
    },
    hooks: { before: letIn, after: askForSecondFactor },
    plugins: [
      organization({ allowUserToCreateOrganization: false }),
      twoFactor({ issuer: 'Amends' }),
      magicLink({ disableSignUp: true, storeToken: 'hashed', expiresIn: LINK_S, sendMagicLink: postSignInLink(db, secrets) }),
    ],
  });
}

/** The library's own tables: all in one batch, so that neither a crash nor a second server that starts with us leaves half of them. */
export async function migrateAuth(auth: Auth, db: Db, tries = 5): Promise<string[]> {
  const { toBeCreated, compileMigrations } = await getMigrations(auth.options);
  const statements = (await compileMigrations()).split(/;\s*(?:\n\n|$)/).filter(Boolean);
  if (statements.length === 0) return [];
  try {
    await db.write(statements.map((statement) => sql(statement)));
    return toBeCreated.map(({ table }) => table);
  } catch (error) {
    if (!/already exists|duplicate column/.test(String(error)) || tries === 1) throw error;
    return migrateAuth(auth, db, tries - 1);
  }
}

/** Makes a person who can sign in. The password is hashed by the library. */
export async function createStaffUser(
  auth: Auth,
  { email, name, password }: { email: string; name: string; password: string },
): Promise<string> {
  const context = await auth.$context;
  const user = await context.internalAdapter.createUser(
    { email: email.toLowerCase(), name, emailVerified: true },
    { method: 'email-password' },
  );
  await context.internalAdapter.linkAccount({
    userId: user.id,
    providerId: 'credential',
    accountId: user.id,
    password: await context.password.hash(password),
  });
  return user.id;
}
