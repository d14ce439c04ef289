import { createRoute, z } from '@hono/zod-openapi';
import { pageOf } from '#shared/contracts/basics.ts';
import { PraiseInvitation, PraiseInvited, TestimonialBody, TestimonialQuery, TestimonialView } from '#shared/contracts/testimonials.ts';
import { nearestLocale, speak } from '#shared/words/speak.ts';
import { refusalOf } from '#server/domain/contact-rules.ts';
import { DomainError } from '#server/domain/errors.ts';
import { isLead, isStaff } from '#server/domain/life.ts';
import { fillLetter } from '#server/domain/problem-area.ts';
import { drawLoyal } from '#server/domain/testimonial.ts';
import type { Statement } from '#server/store/db.ts';
import { findMerchant, listSites } from '#server/store/merchants.ts';
import { insertLetter } from '#server/store/outbox.ts';
import { factsOf, insertContact } from '#server/store/rescue-contacts.ts';
import { createTestimonialStore, type Testimonial } from '#server/store/testimonials.ts';
import type { Worker, WorkerEnv } from './case-acts.ts';
import { type Deps, storesOf } from './context.ts';
import { answers, createRouter, jsonBody, problems } from './router.ts';

const LOOKED_AT = 5000;
const params = z.object({ case: z.string() });
const list = createRoute({
  method: 'get',
  path: '/testimonials',
  summary: 'Praise that may be repeated, newest first',
  request: { query: TestimonialQuery },
  responses: { 200: answers(pageOf(TestimonialView), 'A page'), ...problems(400, 401) },
});
const decide = createRoute({
  method: 'put',
  path: '/testimonials/{case}',
  summary: 'Repeat it, or no longer',
  request: { params, body: jsonBody(TestimonialBody) },
  responses: { 200: answers(TestimonialView, 'The testimonial'), ...problems(400, 401, 403, 404, 422) },
});
const invite = createRoute({
  method: 'post',
  path: '/praise-invitations',
  summary: 'Ask some loyal customers why they stay; `?dryRun=true` only says whom',
  request: { query: z.object({ dryRun: z.enum(['true', 'false']).optional() }), body: jsonBody(PraiseInvitation) },
  responses: {
    200: answers(PraiseInvited, 'Who would be asked'),
    201: answers(PraiseInvited, 'Who is asked'),
    ...problems(400, 401, 403, 404, 422),
  },
});

/** Loyal customers: why they stay, and what of it may be repeated. */
export const testimonialRoutes = (deps: Deps) => {
  const storeOf = ({ merchantId }: Worker) => createTestimonialStore(deps.db, merchantId);

  return createRouter<WorkerEnv>()
    .openapi(list, async (c) => {
      const { state, limit, cursor } = c.req.valid('query');
      if (cursor && !/^\d+$/.test(cursor))
        throw new DomainError('cursor.invalid', 'This cursor is not one of ours. Start again without it.');
      const found = await storeOf(c.var.worker).list({ state, before: cursor ? Number(cursor) : undefined, limit: limit + 1 });
      const last = found[limit - 1];
      return c.json({ items: found.slice(0, limit).map(toView), nextCursor: found.length > limit && last ? String(last.seq) : null }, 200);
    })
    .openapi(decide, async (c) => {
      const { worker } = c.var;
      if (!isStaff(worker.actor.role)) throw new DomainError('staff.not_allowed', 'You may read praise, but not decide what is repeated.');
      const { state, quote, reasons } = c.req.valid('json');
      const known = await storesOf(deps, worker.merchantId).cases.find(c.req.valid('param').case);
      const before = await storeOf(worker).find(known.id);
      if (state === 'approved' && (known.kind !== 'praise' || known.rating?.mayPublish !== true))
        throw new DomainError('testimonial.not_allowed', 'Its writer did not allow us to repeat it.');
      const said = before?.quote || wordsOf(known);
      if (quote && !wordsOf(known).includes(quote))
        throw new DomainError('testimonial.not_allowed', 'Repeat their own words, whole or in part.', [
          { path: 'quote', message: 'This is not what they wrote.' },
        ]);
      await deps.db.write([
        storeOf(worker).decide(known.id, {
          state,
          quote: quote ?? said,
          reasons: reasons ?? before?.reasons ?? [],
          by: worker.actor.id,
          at: deps.now().toISOString(),
        }),
      ]);
      const after = await storeOf(worker).find(known.id);
      return c.json(toView(after!), 200);
    })
    .openapi(invite, async (c) => {
      const { worker } = c.var;
      if (!isLead(worker.actor.role)) throw new DomainError('staff.not_allowed', 'Customers are asked by a lead or the owner.');
      const body = c.req.valid('json');
      const dryRun = c.req.valid('query').dryRun === 'true';
      const { merchantId } = worker;
      const at = deps.now().toISOString();
      const [site] = await listSites(deps.db, merchantId);
      if (!site) throw new DomainError('site.not_found', 'There is no site whose form they could fill in.');
      const [loyal, { rescue }, merchant] = await Promise.all([
        storeOf(worker).listLoyal(at, LOOKED_AT),
        storesOf(deps, merchantId).settings.readAll(),
        findMerchant(deps.db, merchantId),
      ]);
      const facts = await factsOf(
        deps.db,
        merchantId,
        loyal.map(({ customerId }) => customerId),
      );
      const skippedBy: Record<string, number> = {};
      const free = loyal.filter(({ customerId, email }) => {
        const known = facts.get(customerId);
        const why = known ? (refusalOf(known, { at, coolDownDays: rescue.coolDownDays }) ?? (email ? null : 'no_address')) : 'erased';
        if (why) skippedBy[why] = (skippedBy[why] ?? 0) + 1;
        return why === null;
      });
      const drawn = drawLoyal(free, body.count, body.randomShare, `${merchantId}:${at.slice(0, 10)}`);
      if (!dryRun) {
        const write: Statement[] = drawn.flatMap(({ customer: { customerId, email, name, locale } }) => {
          const say = speak(locale);
          const values = {
            greeting: name ? say('letter_greeting', { name }) : say('letter_greeting_nobody'),
            name: name ?? 'customer',
            shop: merchant?.name ?? '',
            url: `${deps.publicUrl}/s/${site.siteKey}/praise`,
          };
          return [
            insertContact(merchantId, {
              id: deps.newId('contact'),
              customerId,
              at,
              way: 'letter',
              about: 'praise',
              callId: null,
              fix: null,
              by: worker.actor.id,
            }),
            insertLetter(
              merchantId,
              deps.newId('out'),
              {
                topic: 'outreach',
                to: email ?? '',
                locale: nearestLocale(locale),
                caseId: null,
                number: '',
                values: {
                  title: fillLetter(body.subject ?? say('letter_praise_subject'), values),
                  text: fillLetter(body.body ?? say('letter_praise_text'), values),
                  customerId,
                },
              },
              at,
            ),
          ];
        });
        if (write.length) await deps.db.write(write);
      }
      const answer = {
        dryRun,
        invited: drawn.map(({ customer, by }) => ({ customer: customer.customerId, name: customer.name, drawn: by })),
        skippedBy,
      };
      return dryRun ? c.json(answer, 200) : c.json(answer, 201);
    });
};

const wordsOf = ({ story, rating }: Testimonial['case']): string => [story, rating?.text].filter(Boolean).join('\n');

const toView = ({ case: praise, state, quote, reasons }: Testimonial): TestimonialView => ({
  case: praise.id,
  number: praise.number,
  customer: { id: praise.customerId, name: praise.rating?.mayName ? (praise.contact?.name ?? null) : null },
  mayName: praise.rating?.mayName === true,
  stars: praise.rating?.stars ?? null,
  words: wordsOf(praise),
  quote: quote || null,
  reasons,
  state,
  at: praise.openedAt,
});
