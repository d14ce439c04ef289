import { Hono } from 'hono';
import { CreateKey, type KeyView, type NewKey } from '#shared/contracts/keys.ts';
import { DomainError } from '#server/domain/errors.ts';
import { hashOf, randomToken } from '#server/secrets.ts';
import { audited } from '#server/store/audit.ts';
import { insertKey, listKeys, revokeKey } from '#server/store/merchants.ts';
import type { Deps } from '../context.ts';
import { bodyOf } from './body.ts';
import type { StaffEnv } from './require-staff.ts';

/** Secret keys of the merchant's own programs: the owner makes and revokes them. */
export const keyRoutes = (deps: Deps) =>
  new Hono<StaffEnv>()
    .use(async (c, next) => {
      if (c.var.member.role !== 'owner') throw new DomainError('staff.not_allowed', 'Keys are for the owner alone.');
      await next();
    })
    .get('/', async (c) => c.json<{ items: KeyView[] }>({ items: await listKeys(deps.db, c.var.member.merchantId) }))
    .post('/', async (c) => {
      const { merchantId, actor } = c.var.worker;
      const { name, scope } = await bodyOf(c, CreateKey);
      const secretKey = randomToken('sk');
      const at = deps.now().toISOString();
      const id = deps.newId('key');
      await deps.db.write([
        insertKey({ id, merchantId, name, hash: hashOf(secretKey), scope }, at),
        audited(merchantId, actor, 'key_made', `${id} (${scope})`, at),
      ]);
      return c.json<NewKey>({ id, name, scope, createdAt: at, lastUsedOn: null, revokedAt: null, secretKey }, 201);
    })
    .delete('/:id', async (c) => {
      const { merchantId, actor } = c.var.worker;
      const id = c.req.param('id');
      const find = async () => {
        const found = (await listKeys(deps.db, merchantId)).find((one) => one.id === id);
        if (!found) throw new DomainError('key.not_found', 'There is no such key.');
        return found;
      };
      const at = deps.now().toISOString();
      if (!(await find()).revokedAt)
        await deps.db.write([revokeKey(merchantId, id, at), audited(merchantId, actor, 'key_revoked', id, at)]);
      return c.json<KeyView>(await find());
    });
