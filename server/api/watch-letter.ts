import { createRoute, z } from '@hono/zod-openapi';
import { LetterToCustomer, LetterWords, SendLetter } from '#shared/contracts/keep-in-touch.ts';
import { WatchItemView } from '#shared/contracts/watch.ts';
import { nearestLocale, speak } from '#shared/words/speak.ts';
import { notAllowed, requireContact } from '#server/domain/contact-rules.ts';
import { DomainError } from '#server/domain/errors.ts';
import { isStaff } from '#server/domain/life.ts';
import { isTaken } from '#server/store/db.ts';
import { findMerchant } from '#server/store/merchants.ts';
import { type About, createOutreachLetterStore } from '#server/store/outreach-letters.ts';
import { factsOf } from '#server/store/rescue-contacts.ts';
import { createWatchStore, type WatchItem } from '#server/store/watch.ts';
import type { Worker, WorkerEnv } from './case-acts.ts';
import { type Deps, storesOf } from './context.ts';
import { letterStatements } from './keep-in-touch-send.ts';
import { answers, createRouter, jsonBody, problems } from './router.ts';

const params = z.object({ id: z.string() });
const path = '/insights/watchlist/{id}/letter';
const read = createRoute({
  method: 'get',
  path,
  summary: 'The letter about a finding: as it is proposed, or as somebody left it',
  request: { params },
  responses: { 200: answers(LetterToCustomer, 'The letter'), ...problems(401, 404, 422) },
});
const keep = createRoute({
  method: 'put',
  path,
  summary: 'Keep what was written',
  request: { params, body: jsonBody(LetterWords) },
  responses: { 200: answers(LetterToCustomer, 'The letter'), ...problems(400, 401, 403, 404, 422) },
});
const send = createRoute({
  method: 'post',
  path,
  summary: 'Send the letter, under the rules of contact; the finding counts as contacted',
  request: { params, body: jsonBody(SendLetter) },
  responses: { 201: answers(WatchItemView, 'The finding'), ...problems(400, 401, 403, 404, 409, 422) },
});

/** @param shown the finding as it is answered */
export const watchLetterRoutes = (deps: Deps, shown: (worker: Worker, id: string) => Promise<WatchItemView>) => {
  const storeOf = ({ merchantId }: Worker) => createWatchStore(deps.db, merchantId);
  const lettersOf = ({ merchantId }: Worker) => createOutreachLetterStore(deps.db, merchantId);

  return createRouter<WorkerEnv>()
    .openapi(read, async (c) => {
      const { worker } = c.var;
      return c.json(await watchLetterOf(deps, worker, await storeOf(worker).find(c.req.valid('param').id)), 200);
    })
    .openapi(keep, async (c) => {
      const { worker } = c.var;
      requireHand(worker);
      const item = await storeOf(worker).find(c.req.valid('param').id);
      const letters = lettersOf(worker);
      const [before, round] = await Promise.all([letters.findDraft(aboutOf(item)), letters.countSent(aboutOf(item))]);
      const draft = { id: before?.id ?? deps.newId('letter'), customerId: item.customerId, fixes: [], ...c.req.valid('json') };
      await deps.db.write([letters.keepDraft(aboutOf(item), draft, round, worker.actor.id, deps.now().toISOString())]);
      return c.json(await watchLetterOf(deps, worker, item), 200);
    })
    .openapi(send, async (c) => {
      const { worker } = c.var;
      requireHand(worker);
      const item = await storeOf(worker).find(c.req.valid('param').id);
      const typed = c.req.valid('json');
      const letters = lettersOf(worker);
      const [facts, { rescue }, round, draft] = await Promise.all([
        factsOf(deps.db, worker.merchantId, [item.customerId]),
        storesOf(deps, worker.merchantId).settings.readAll(),
        letters.countSent(aboutOf(item)),
        letters.findDraft(aboutOf(item)),
      ]);
      const at = deps.now().toISOString();
      const known = facts.get(item.customerId);
      if (!known) throw notAllowed('erased');
      requireContact(known, { at, coolDownDays: rescue.coolDownDays });
      const { to, locale, subject, body } = await watchLetterOf(deps, worker, item);
      const words = {
        id: draft?.id ?? deps.newId('letter'),
        subject: typed.subject ?? subject,
        body: typed.body ?? body,
        customerId: item.customerId,
        fixes: [],
      };
      try {
        await deps.db.write([
          ...storeOf(worker).handled(item, { state: 'contacted', note: item.note, by: worker.actor.id, at }),
          ...letterStatements(deps, worker, aboutOf(item), { ...words, to, locale, round }),
        ]);
      } catch (error) {
        if (!isTaken(error)) throw error;
        throw changedMeanwhile();
      }
      return c.json(await shown(worker, item.id), 201);
    });
};

/** In the customer's language; what somebody wrote stays as it was typed. @throws contact.not_allowed without an address */
export async function watchLetterOf(deps: Deps, { merchantId, actor }: Worker, item: WatchItem): Promise<LetterToCustomer> {
  const [customer, merchant, draft] = await Promise.all([
    storesOf(deps, merchantId).customers.findById(item.customerId),
    findMerchant(deps.db, merchantId),
    createOutreachLetterStore(deps.db, merchantId).findDraft(aboutOf(item)),
  ]);
  if (!customer?.email) throw notAllowed('no_address');
  const to = { to: customer.email, locale: nearestLocale(customer.locale) };
  if (draft) return { ...to, subject: draft.subject, body: draft.body, edited: true };
  const say = speak(customer.locale);
  const shop = merchant?.name ?? '';
  const noticed =
    item.kind === 'range_dropped' ? say('letter_watch_range', { range: String(item.figures.range) }) : say('letter_watch_less');
  const paragraphs = [
    customer.name ? say('letter_greeting', { name: customer.name }) : say('letter_greeting_nobody'),
    `${noticed} ${say('letter_watch_ask')}`,
    actor.name && actor.name !== shop ? `${actor.name}\n${shop}` : shop,
  ];
  return { ...to, subject: say('letter_watch_subject', { shop }), body: paragraphs.join('\n\n'), edited: false };
}

export function requireHand({ actor }: Worker): void {
  if (!isStaff(actor.role)) throw new DomainError('staff.not_allowed', 'You may look at the list, but not work on it.');
}

export const changedMeanwhile = () =>
  new DomainError('watch_item.changed_meanwhile', 'Somebody else worked on this meanwhile. Look at it again.');

const aboutOf = ({ id }: WatchItem): About => ({ about: 'watch', ofId: id });
