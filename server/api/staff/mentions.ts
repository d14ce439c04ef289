import { createRoute } from '@hono/zod-openapi';
import { Mentions, ReadMentions } from '#shared/contracts/mentions.ts';
import { listMentions, mentionsRead } from '#server/store/mentions.ts';
import { peopleOf } from '../case-acts.ts';
import { type Deps, storesOf } from '../context.ts';
import { answers, createRouter, jsonBody, problems } from '../router.ts';
import type { StaffEnv } from './require-staff.ts';

const NEWEST = 50;

const list = createRoute({
  method: 'get',
  path: '/',
  summary: 'Notes that name me, newest first',
  responses: { 200: answers(Mentions, 'Notes, and how many are new to me'), ...problems(401) },
});
const reading = createRoute({
  method: 'put',
  path: '/reading',
  summary: 'I have seen the notes of one case, or all',
  request: { body: jsonBody(ReadMentions) },
  responses: { 200: answers(Mentions, 'The list after it'), ...problems(400, 401, 404) },
});

/** What colleagues want somebody to read. Everybody sees their own alone. */
export const mentionRoutes = (deps: Deps) => {
  async function read(staff: { id: string; merchantId: string }, worker: StaffEnv['Variables']['worker']): Promise<Mentions> {
    const { items, unread } = await listMentions(deps.db, staff.merchantId, staff.id, NEWEST);
    const { cases } = storesOf(deps, staff.merchantId);
    const ids = [...new Set(items.map(({ caseId }) => caseId))];
    const known = new Map((await Promise.all(ids.map((id) => cases.find(id)))).map((one) => [one.id, one]));
    const { customers } = await peopleOf(deps, worker, [...known.values()]);
    return {
      unread,
      items: items.flatMap(({ noteId, caseId, at, readAt }) => {
        const about = known.get(caseId);
        const note = about?.notes.find(({ id }) => id === noteId);
        if (!about || !note) return [];
        const customer = about.contact?.name ?? customers.get(about.customerId ?? '')?.name ?? null;
        return [{ note: noteId, case: { id: caseId, number: about.number }, customer, text: note.text, by: note.by, at, readAt }];
      }),
    };
  }

  return createRouter<StaffEnv>()
    .openapi(list, async (c) => c.json(await read(c.var.member, c.var.worker), 200))
    .openapi(reading, async (c) => {
      const { member } = c.var;
      const wanted = c.req.valid('json').case;
      const found = wanted === undefined ? null : await storesOf(deps, member.merchantId).cases.find(wanted);
      await deps.db.write([mentionsRead(member.merchantId, member.id, found?.id ?? null, deps.now().toISOString())]);
      return c.json(await read(member, c.var.worker), 200);
    });
};
