import { createRoute, z } from '@hono/zod-openapi';
import {
  AllDueSent,
  KeepInTouchLetter,
  KeepInTouchList,
  KeepInTouchPerson,
  KeepInTouchQuery,
  LetterWords,
  SendAllDue,
  SendLetter,
} from '#shared/contracts/keep-in-touch.ts';
import { nearestLocale } from '#shared/words/speak.ts';
import { notAllowed, type Refusal, REFUSALS, refusalOf } from '#server/domain/contact-rules.ts';
import { DomainError } from '#server/domain/errors.ts';
import { isLetterDue, nextLetterAt } from '#server/domain/keep-in-touch.ts';
import { isLead, isStaff } from '#server/domain/life.ts';
import { withoutTakenBack } from '#server/domain/testimonial.ts';
import { isTaken } from '#server/store/db.ts';
import { createKeepInTouchStore, type Fix, type Friend } from '#server/store/keep-in-touch.ts';
import { createOutreachLetterStore, type About, type OutreachDraft } from '#server/store/outreach-letters.ts';
import { factsOf } from '#server/store/rescue-contacts.ts';
import { createTestimonialStore } from '#server/store/testimonials.ts';
import type { Worker, WorkerEnv } from './case-acts.ts';
import { type Deps, storesOf } from './context.ts';
import { customerNamed } from './customer-named.ts';
import { articlesFor, newsFor, proposeLetter } from './keep-in-touch-letter.ts';
import { letterStatements } from './keep-in-touch-send.ts';
import { answers, createRouter, jsonBody, problems } from './router.ts';

const SLICE = 200;
const SLICES = 10;
const SENT_AT_ONCE = 200;
const params = z.object({ customer: z.string().max(200) });
const letter = answers(KeepInTouchLetter, 'The letter before it is sent');

const list = createRoute({
  method: 'get',
  path: '/keep-in-touch',
  summary: 'Customers who left and allowed letters: how often, and whose time has come',
  request: { query: KeepInTouchQuery },
  responses: { 200: answers(KeepInTouchList, 'A page'), ...problems(400, 401) },
});
const sendAll = createRoute({
  method: 'post',
  path: '/keep-in-touch/letters',
  summary: 'Send every letter that is due; `dryRun` only counts',
  request: { body: jsonBody(SendAllDue) },
  responses: { 200: answers(AllDueSent, 'How many, and why others were left alone'), ...problems(400, 401, 403) },
});
const read = createRoute({
  method: 'get',
  path: '/keep-in-touch/{customer}/letter',
  summary: 'The next letter to a customer: as it is proposed, or as somebody left it',
  request: { params },
  responses: { 200: letter, ...problems(401, 404, 422) },
});
const keep = createRoute({
  method: 'put',
  path: '/keep-in-touch/{customer}/letter',
  summary: 'Keep what was written',
  request: { params, body: jsonBody(LetterWords) },
  responses: { 200: letter, ...problems(400, 401, 403, 404, 422) },
});
const drop = createRoute({
  method: 'delete',
  path: '/keep-in-touch/{customer}/letter',
  summary: 'Forget what was written, and begin again from the proposal',
  request: { params },
  responses: { 200: letter, ...problems(401, 403, 404, 422) },
});
const send = createRoute({
  method: 'post',
  path: '/keep-in-touch/{customer}/letter',
  summary: 'Send the letter, under the rules of contact and no more often than the customer allowed',
  request: { params, body: jsonBody(SendLetter) },
  responses: { 201: answers(KeepInTouchPerson, 'The customer after it'), ...problems(400, 401, 403, 404, 422) },
});

type Known = { friend: Friend; news: Fix[]; person: KeepInTouchPerson };

/** Letters to people who left and said that letters are welcome. */
export const keepInTouchRoutes = (deps: Deps) => {
  const storeOf = ({ merchantId }: Worker) => createKeepInTouchStore(deps.db, merchantId);
  const lettersOf = ({ merchantId }: Worker) => createOutreachLetterStore(deps.db, merchantId);

  async function look(worker: Worker, friends: Friend[]): Promise<Known[]> {
    const ids = friends.map(({ customerId }) => customerId);
    const [fixes, known, facts, { rescue }] = await Promise.all([
      storeOf(worker).listFixes(),
      storeOf(worker).knownFixes(ids),
      factsOf(deps.db, worker.merchantId, ids),
      storesOf(deps, worker.merchantId).settings.readAll(),
    ]);
    const at = deps.now().toISOString();
    return friends.map((friend) => {
      const news = newsFor(friend, fixes, known.get(friend.customerId));
      const now = facts.get(friend.customerId);
      const refusal: Refusal | null = now
        ? (refusalOf(now, { at, coolDownDays: rescue.coolDownDays }) ?? (friend.email ? null : 'no_address'))
        : 'erased';
      const isDue = isLetterDue(friend, news.length, at);
      return { friend, news, person: toPerson(friend, news, isDue, refusal ?? (isDue ? null : 'not_due')) };
    });
  }

  /** @throws customer.not_found, contact.not_allowed for somebody who never said yes */
  async function find(worker: Worker, name: string): Promise<Known> {
    const customer = await customerNamed(deps, worker.merchantId, name);
    const friend = await storeOf(worker).find(customer.id);
    if (!friend) throw notAllowed('not_asked_for');
    return (await look(worker, [friend]))[0]!;
  }

  async function shown(worker: Worker, { friend, news, person }: Known): Promise<KeepInTouchLetter> {
    const [proposed, draft, articles] = await Promise.all([
      proposeLetter(deps, worker, friend, news),
      lettersOf(worker).findDraft(aboutOf(friend)),
      articlesFor(deps, worker, friend),
    ]);
    return {
      person,
      to: friend.email ?? '',
      locale: nearestLocale(friend.locale),
      subject: draft?.subject ?? proposed.subject,
      body: draft ? await sayable(worker, draft.body) : proposed.body,
      edited: draft !== null,
      fixes: (draft ? news.filter(({ id }) => draft.fixes.includes(id)) : proposed.fixes).map(({ reasons: _reasons, ...fix }) => fix),
      testimonial: proposed.testimonial,
      articles,
    };
  }

  /** Praise whose writer, or one of us, took it back is in no further letter, whoever wrote it into one. */
  async function sayable({ merchantId }: Worker, body: string): Promise<string> {
    return withoutTakenBack(body, await createTestimonialStore(deps.db, merchantId).takenBackIn(body));
  }

  /** What is sent: as it was typed just now, as it was kept, or as it is proposed. */
  async function draftOf(worker: Worker, { friend, news }: Known, typed: z.infer<typeof SendLetter> = {}) {
    const [proposed, kept] = await Promise.all([proposeLetter(deps, worker, friend, news), lettersOf(worker).findDraft(aboutOf(friend))]);
    const draft: OutreachDraft = {
      id: kept?.id ?? deps.newId('letter'),
      customerId: friend.customerId,
      subject: typed.subject ?? kept?.subject ?? proposed.subject,
      body: await sayable(worker, typed.body ?? kept?.body ?? proposed.body),
      fixes: kept?.fixes ?? proposed.fixes.map(({ id }) => id),
    };
    return { draft, hasNews: kept !== null || typed.body !== undefined || proposed.hasNews };
  }

  /** @returns why it was not sent */
  async function deliver(worker: Worker, known: Known, draft: OutreachDraft): Promise<Refusal | null> {
    const { friend, person } = known;
    if (person.why) return person.why as Refusal; // written by look alone
    const about = aboutOf(friend);
    const round = await lettersOf(worker).countSent(about);
    try {
      await deps.db.write(letterStatements(deps, worker, about, { ...draft, to: friend.email!, locale: friend.locale, round }));
      return null;
    } catch (error) {
      if (!isTaken(error)) throw error;
      const now = await storeOf(worker).knownFixes([friend.customerId]);
      return draft.fixes.some((fix) => now.get(friend.customerId)?.has(fix)) ? 'already_told' : 'not_due'; // a colleague was faster
    }
  }

  return createRouter<WorkerEnv>()
    .openapi(list, async (c) => {
      const { due, limit, cursor = '' } = c.req.valid('query');
      const items: KeepInTouchPerson[] = [];
      let after: string | null = cursor;
      for (let slice = 0; slice < SLICES && after !== null && items.length <= limit; slice++) {
        const friends = await storeOf(c.var.worker).list(due ? SLICE : limit + 1, after);
        const people = (await look(c.var.worker, friends)).map(({ person }) => person);
        items.push(...people.filter((person) => !due || (person.why === null) === (due === 'true')));
        after = friends.length < (due ? SLICE : limit + 1) ? null : friends.at(-1)!.customerId;
      }
      const page = items.slice(0, limit);
      return c.json({ items: page, nextCursor: items.length > limit ? page.at(-1)!.customer.id : after }, 200);
    })
    .openapi(sendAll, async (c) => {
      const { worker } = c.var;
      if (!isLead(worker.actor.role)) throw new DomainError('staff.not_allowed', 'Letters to everybody are sent by a lead or the owner.');
      const { dryRun } = c.req.valid('json');
      const done: AllDueSent = { dryRun, sent: 0, skippedBy: {}, remaining: false };
      const skip = (why: string) => (done.skippedBy[why] = (done.skippedBy[why] ?? 0) + 1);
      for (let after: string | null = ''; after !== null && !done.remaining;) {
        const friends = await storeOf(worker).list(SLICE, after);
        for (const known of await look(worker, friends)) {
          if (!known.person.due) continue;
          if (done.sent === SENT_AT_ONCE) {
            done.remaining = true;
            break;
          }
          if (known.person.why) {
            skip(known.person.why);
            continue;
          }
          const { draft, hasNews } = await draftOf(worker, known);
          const why = hasNews ? (dryRun ? null : await deliver(worker, known, draft)) : 'nothing_new';
          if (why) skip(why);
          else done.sent++;
        }
        after = friends.length < SLICE ? null : friends.at(-1)!.customerId;
      }
      return c.json(done, 200);
    })
    .openapi(read, async (c) => {
      const { worker } = c.var;
      return c.json(await shown(worker, await find(worker, c.req.valid('param').customer)), 200);
    })
    .openapi(keep, async (c) => {
      const { worker } = c.var;
      requireHand(worker);
      const known = await find(worker, c.req.valid('param').customer);
      const { draft } = await draftOf(worker, known, c.req.valid('json'));
      const about = aboutOf(known.friend);
      const round = await lettersOf(worker).countSent(about);
      await deps.db.write([lettersOf(worker).keepDraft(about, draft, round, worker.actor.id, deps.now().toISOString())]);
      return c.json(await shown(worker, { ...known, person: { ...known.person, drafted: true } }), 200);
    })
    .openapi(drop, async (c) => {
      const { worker } = c.var;
      requireHand(worker);
      const known = await find(worker, c.req.valid('param').customer);
      await deps.db.write([lettersOf(worker).dropDraft(aboutOf(known.friend))]);
      return c.json(await shown(worker, { ...known, person: { ...known.person, drafted: false } }), 200);
    })
    .openapi(send, async (c) => {
      const { worker } = c.var;
      requireHand(worker);
      const known = await find(worker, c.req.valid('param').customer);
      const { draft } = await draftOf(worker, known, c.req.valid('json'));
      const why = await deliver(worker, known, draft);
      if (why) throw notAllowed(why);
      return c.json((await find(worker, known.friend.customerId)).person, 201);
    });
};

const aboutOf = ({ customerId }: Friend): About => ({ about: 'keep', ofId: customerId });

function requireHand({ actor }: Worker): void {
  if (!isStaff(actor.role)) throw new DomainError('staff.not_allowed', 'You may read letters, but not write them.');
}

const toPerson = (friend: Friend, news: Fix[], due: boolean, why: Refusal | null): KeepInTouchPerson => ({
  customer: { id: friend.customerId, externalId: friend.externalId, name: friend.name, email: friend.email },
  locale: nearestLocale(friend.locale),
  howOften: friend.howOften,
  saidAt: friend.saidAt,
  leftAt: friend.leftAt,
  reason: friend.reason,
  lastLetterAt: friend.lastLetterAt,
  dueAt: nextLetterAt(friend),
  due,
  why,
  because: why && REFUSALS[why],
  news: news.length,
  drafted: friend.drafted,
});
