import { Hono } from 'hono';
import { type Door, SetUp } from '#shared/contracts/access.ts';
import { DomainError } from '#server/domain/errors.ts';
import { hashOf, isSame, randomToken } from '#server/secrets.ts';
import { audited } from '#server/store/audit.ts';
import { DEFAULT_SETTINGS, firstMerchant, insertMerchant, insertSite, renameMerchant, type Site } from '#server/store/merchants.ts';
import { hasStaff, insertFirstMember, insertOrganization, removeUser } from '#server/store/staff.ts';
import { createStaffUser } from '../auth.ts';
import type { Deps, Env } from '../context.ts';
import { bodyOf } from './body.ts';
import { createGuesses } from './guesses.ts';
import { fromOwnPage } from './require-staff.ts';

/** The first person of an installation comes in by a link that was printed when the server started. */
export function setupRoutes(deps: Deps) {
  const { db, auth, newId } = deps;
  const guesses = createGuesses(30, 600);
  let isBusy = false;
  const isOpen = async () => Boolean(deps.setupHash) && !(await hasStaff(db));
  const closed = () => new DomainError('setup.not_found', 'This link was used already, or belongs to an earlier start of the server.');

  async function begin({ shop, origins, name, email, password }: Omit<SetUp, 'token'>): Promise<void> {
    const known = await firstMerchant(db);
    const merchant = { id: known?.id ?? newId('mer'), name: shop };
    const userId = await createStaffUser(auth, { email, name, password });
    const at = deps.now().toISOString();
    try {
      await db.write([
        ...(known ? renameMerchant(merchant) : [insertMerchant(merchant, at), insertOrganization(merchant, at)]),
        insertFirstMember(newId('mem'), { merchantId: merchant.id, userId }, at),
        ...(origins.length ? [insertSite(siteOf(merchant.id, shop, origins), at)] : []),
        audited(merchant.id, { role: 'owner', id: userId, name }, 'staff_joined', email, at),
      ]);
    } catch (error) {
      await db.write(removeUser(userId));
      throw (await hasStaff(db)) ? closed() : error;
    }
  }

  const siteOf = (merchantId: string, name: string, origins: string[]): Site => ({
    id: newId('site'),
    merchantId,
    name,
    siteKey: randomToken('pk'),
    identitySecret: deps.secrets.seal(randomToken('is')),
    origins,
    settings: DEFAULT_SETTINGS,
    version: 1,
  });

  return new Hono<Env>()
    .get('/door', async (c) => c.json<Door>({ mailServer: Boolean(deps.mail), setup: await isOpen() }))
    .use('/setup', fromOwnPage(deps))
    .post('/setup', async (c) => {
      const { token, ...input } = await bodyOf(c, SetUp);
      await guesses.count('setup');
      if (isBusy || !(await isOpen()) || !isSame(hashOf(token), deps.setupHash ?? '')) throw closed();
      isBusy = true; // of two clicks only one makes a person
      try {
        await begin(input);
      } finally {
        isBusy = false;
      }
      return c.json({ email: input.email.toLowerCase() }, 201);
    });
}
