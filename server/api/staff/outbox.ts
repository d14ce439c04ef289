import { Hono } from 'hono';
import type { Letter, Outbox } from '#shared/contracts/staff.ts';
import { DomainError } from '#server/domain/errors.ts';
import { carriedBy, isKey } from '#server/domain/letters.ts';
import { isStaff } from '#server/domain/life.ts';
import { findMerchant } from '#server/store/merchants.ts';
import { findOutboxItem, letterOf, listOutbox, OUTBOX_STATES, type OutboxItem, type OutboxState, tryAgain } from '#server/store/outbox.ts';
import type { Deps } from '../context.ts';
import { writeMail } from '../mail/write.ts';
import type { StaffEnv } from './require-staff.ts';

/** Letters on their way, and those that did not arrive. */
export const outboxRoutes = (deps: Deps) => {
  const show = async (merchantId: string, items: OutboxItem[]): Promise<Letter[]> => {
    const merchant = (await findMerchant(deps.db, merchantId))?.name ?? '';
    return items.map((item) => {
      const letter = letterOf(item);
      const { subject, text } = isKey(letter) ? { subject: letter.values.title, text: KEY_NOT_SHOWN } : writeMail(deps, letter, merchant);
      return {
        id: item.id,
        kind: letter.topic,
        to: letter.to,
        subject,
        text,
        state: item.state,
        at: item.at,
        tries: item.tries,
        error: item.lastError,
        nextTryAt: item.state === 'waiting' && deps.mail ? item.nextTryAt : null,
        caseId: letter.caseId,
        files: filesWith(letter),
      };
    });
  };

  return new Hono<StaffEnv>()
    .get('/', async (c) => {
      const { merchantId } = c.var.member;
      const cursor = Number(c.req.query('cursor')) || undefined;
      const items = await listOutbox(deps.db, merchantId, { channel: 'mail', state: stateIn(c.req.query('state')), before: cursor });
      return c.json<Outbox>({
        items: await show(merchantId, items),
        nextCursor: items.length === 50 ? String(items.at(-1)?.seq) : null,
        mailServer: Boolean(deps.mail),
      });
    })
    .post('/:id/retry', async (c) => {
      const { merchantId, role } = c.var.member;
      if (!isStaff(role)) throw new DomainError('staff.not_allowed', 'You may look, but not send.');
      const find = async () => {
        const item = await findOutboxItem(deps.db, merchantId, c.req.param('id'));
        if (!item) throw new DomainError('outbox.not_found', 'There is nothing like that in the outbox.');
        return item;
      };
      const before = await find();
      if (before.state === 'sent') throw new DomainError('outbox.already_sent', 'It has left already.');
      await deps.db.write([tryAgain(merchantId, before.id, deps.now().toISOString())]);
      const after = await find();
      return c.json(after.channel === 'mail' ? (await show(merchantId, [after]))[0] : { id: after.id, state: after.state });
    });
};

function filesWith(letter: ReturnType<typeof letterOf>): Letter['files'] {
  const { attached, linked } = carriedBy(letter);
  return [...attached.map((file) => ({ ...file, attached: true })), ...linked.map((file) => ({ ...file, attached: false }))];
}

const KEY_NOT_SHOWN = 'The link in this letter is a key. Only its reader sees it.';

const stateIn = (given: string | undefined): OutboxState | undefined => OUTBOX_STATES.find((state) => state === given);
