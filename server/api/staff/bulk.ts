import { createRoute } from '@hono/zod-openapi';
import { BulkAct, type BulkResult } from '#shared/contracts/staff.ts';
import type { Case, Change } from '#server/domain/case.ts';
import { type Doing, requireStaff } from '#server/domain/doing.ts';
import { DomainError } from '#server/domain/errors.ts';
import { answerCase, assignCase, mergeCase, tagCase } from '#server/domain/staff-acts.ts';
import { listTeam } from '#server/store/staff.ts';
import { performAct, type Worker } from '../case-acts.ts';
import { type Deps, storesOf } from '../context.ts';
import { createRouter, jsonBody, problems } from '../router.ts';
import type { StaffEnv } from './require-staff.ts';

const route = createRoute({
  method: 'post',
  path: '/cases/bulk',
  summary: 'One act on many cases, each by itself',
  request: { body: jsonBody(BulkAct) },
  responses: { 200: { description: 'What became of each, in the order asked' }, ...problems(400, 401, 403, 404) },
});

/** Many cases at once are many acts: each is allowed, refused and recorded as if it had been done alone. */
export const bulkRoutes = (deps: Deps) =>
  createRouter<StaffEnv>().openapi(route, async (c) => {
    const { worker } = c.var;
    requireStaff({ by: worker.actor });
    const input = c.req.valid('json');
    const decide = await decisionOf(deps, worker, input);
    const items: BulkResult[] = [];
    for (const one of input.cases) items.push(await resultOf(one.id, () => performOne(one)));
    return c.json({ items }, 200);

    async function performOne({ id, version }: (typeof input.cases)[number]): Promise<BulkResult> {
      let before: Case | null = null;
      const after = await performAct(deps, worker, id, version, (current, doing) => {
        before = current;
        return decide(current, doing);
      });
      return { id: after.id, number: after.number, ok: true, version: after.version, was: wasOf(before ?? after) };
    }
  });

/** How it was, to take the act back. */
const wasOf = ({ assignee, tags }: Case) => ({ assignee, tags });

type Decide = (before: Case, doing: Doing) => Change | Promise<Change>;

async function decisionOf(deps: Deps, { merchantId }: Worker, input: BulkAct): Promise<Decide> {
  switch (input.act) {
    case 'assign': {
      const { assignee } = input;
      if (assignee && !(await listTeam(deps.db, merchantId)).some(({ id }) => id === assignee))
        throw new DomainError('staff.not_found', 'There is no such colleague.', [{ path: 'assignee', message: 'Choose a colleague.' }]);
      return (before, doing) => assignCase(before, { assignee }, doing);
    }
    case 'tag': {
      const { add, remove } = input;
      return (before, doing) => tagCase(before, [...new Set([...before.tags.filter((tag) => !remove.includes(tag)), ...add])], doing);
    }
    case 'merge': {
      const { cases } = storesOf(deps, merchantId);
      const older = await cases.find(input.into);
      return async (before, doing) => mergeCase(before, await cases.find(older.id), doing);
    }
    case 'answer':
      return (before, doing) => answerCase(before, input.note, doing);
  }
}

async function resultOf(id: string, act: () => Promise<BulkResult>): Promise<BulkResult> {
  try {
    return await act();
  } catch (error) {
    if (!(error instanceof DomainError)) throw error;
    return { id, number: null, ok: false, refusal: { code: error.code, detail: error.message } };
  }
}
