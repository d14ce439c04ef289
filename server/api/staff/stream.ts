import { createRoute } from '@hono/zod-openapi';
import { streamSSE } from 'hono/streaming';
import { type Counts, CountsQuery, type News, type Present, StreamQuery } from '#shared/contracts/staff.ts';
import { readCounts } from '#server/store/counters.ts';
import { findMember } from '#server/store/staff.ts';
import type { Deps } from '../context.ts';
import { createRouter, problems } from '../router.ts';
import { newsRoomOf } from './news-room.ts';
import type { StaffEnv } from './require-staff.ts';

/** How long a session that has ended may still listen, at most. */
const LOOK_AGAIN_MS = 3000;
const HEARTBEAT_MS = 15_000;
const RETRY_MS = 1000;

const done = { 200: { description: 'Server-Sent Events' }, ...problems(400, 401) };
const stream = createRoute({
  method: 'get',
  path: '/stream',
  summary: 'What changes, as it changes',
  request: { query: StreamQuery },
  responses: done,
});
const counts = createRoute({
  method: 'get',
  path: '/counts',
  summary: 'The numbers over the inbox',
  request: { query: CountsQuery },
  responses: done,
});

export const countRoutes = (deps: Deps) =>
  createRouter<StaffEnv>().openapi(counts, async (c) =>
    c.json<Counts>(await readCounts(deps.db, c.var.member.merchantId, { staffId: c.var.member.id, ...c.req.valid('query') })),
  );

/**
 * Tells a page what changed: whole rows and the numbers over them, so that it asks for nothing. The id of each event is its number,
 * so a page that lost the line goes on where it was.
 */
export const streamRoutes = (deps: Deps) =>
  createRouter<StaffEnv>().openapi(stream, async (c) => {
    const { merchantId, id: staffId, role } = c.var.member;
    const { after, dayEnds } = c.req.valid('query');
    const lastHeard = Number(c.req.header('last-event-id') ?? Number.NaN);
    const room = newsRoomOf(deps);
    const { headers } = c.req.raw;
    c.header('X-Accel-Buffering', 'no');

    async function isStillHere(): Promise<boolean> {
      const session = await deps.auth.api.getSession({ headers }).catch(() => undefined);
      if (session === undefined) return true; // the database did not answer: asked again soon
      const member = session && (await findMember(deps.db, session.user.id));
      return member?.merchantId === merchantId && member.role === role;
    }

    return streamSSE(c, async (line) => {
      const bell = createBell();
      const leave = room.listen(merchantId, bell.ring);
      line.onAbort(bell.ring);
      try {
        const begin = await room.pulse(merchantId);
        let seq = Number.isSafeInteger(lastHeard) ? lastHeard : (after ?? begin.seq);
        let here = '[]';
        let saidAt = performance.now();
        let lookedAt = saidAt;
        const say = async (event: { event: string; data: string; id?: string }) => {
          saidAt = performance.now();
          await line.writeSSE(event);
        };
        await say({ event: 'hello', data: JSON.stringify({ seq }), id: String(seq), ...({ retry: RETRY_MS } as object) });
        while (!line.aborted) {
          if (performance.now() - lookedAt >= LOOK_AGAIN_MS) {
            if (!(await isStillHere())) return await say({ event: 'end', data: '{}' });
            lookedAt = performance.now();
          }
          const pulse = await room.pulse(merchantId);
          const news: News | null = await room.newsAfter(merchantId, seq, { staffId, dayEnds });
          if (news) {
            seq = news.seq;
            await say({ event: 'changed', data: JSON.stringify(news), id: String(seq) });
          }
          if (pulse.here !== here) {
            here = pulse.here;
            await say({ event: 'presence', data: JSON.stringify({ present: pulse.present satisfies Present[] }) });
          }
          if (performance.now() - saidAt >= HEARTBEAT_MS) await say({ event: 'heartbeat', data: '{}' });
          if (pulse.seq <= seq) await bell.wait(LOOK_AGAIN_MS);
        }
      } finally {
        leave();
      }
    });
  });

/** Waits until it is rung, or for so long. A ring while nobody waits is not lost. */
function createBell() {
  let isRung = false;
  let answer: (() => void) | undefined;
  return {
    ring() {
      isRung = true;
      answer?.();
    },
    async wait(ms: number) {
      if (!isRung) {
        await new Promise<void>((resolve) => {
          const timer = setTimeout(resolve, ms);
          timer.unref();
          answer = () => (clearTimeout(timer), resolve());
        });
      }
      isRung = false;
      answer = undefined;
    },
  };
}
