import { afterEach, beforeEach, expect, test } from 'vitest';
import type { News, Present } from '#shared/contracts/staff.ts';
import { Db } from '#server/store/db.ts';
import { createApp } from '../app.ts';
import { createAuth } from '../auth.ts';
import { createTestApp, lateKettle, PUBLIC_URL, type TestApp } from '../test-app.ts';

let shop: TestApp;
let maya: { id: string; headers: Record<string, string> };
const ends: (() => Promise<unknown>)[] = [];
beforeEach(async () => {
  shop = await createTestApp();
  maya = await shop.signIn('Maya', 'agent');
});
afterEach(async () => {
  for (const end of ends.splice(0)) await end();
  await shop.close();
});

type Heard = { event: string; id: string | undefined; data: unknown };
const field = (name: string, text: string) => new RegExp(`^${name}: (.*)$`, 'm').exec(text)?.[1];

/** A page that listens. `until` waits for the first event that fits. */
async function listen(
  path = '/staff/stream',
  headers: Record<string, string> = maya.headers,
  request: (path: string, init: RequestInit) => Promise<Response> = shop.request,
) {
  const answer = await request(path, { headers });
  const reader = answer.body!.pipeThrough(new TextDecoderStream()).getReader();
  const heard: Heard[] = [];
  let hasEnded = false;
  let bell = () => {};
  const reading = (async () => {
    let rest = '';
    for (let part = await reader.read(); !part.done; part = await reader.read()) {
      const events = (rest + part.value).split('\n\n');
      rest = events.pop() ?? '';
      heard.push(
        ...events.map((text) => ({
          event: field('event', text) ?? '',
          id: field('id', text),
          data: JSON.parse(field('data', text) ?? '{}'),
        })),
      );
      bell();
    }
    hasEnded = true;
    bell();
  })().catch(() => {});
  const hangUp = async () => {
    await reader.cancel().catch(() => {});
    await reading;
  };
  ends.push(hangUp);
  async function until<Answer>(look: () => Answer | undefined): Promise<Answer> {
    for (let found = look(); ; found = look()) {
      if (found !== undefined && found !== false) return found as Answer;
      await new Promise<void>((resolve) => (bell = resolve));
    }
  }
  const news = () => heard.filter(({ event }) => event === 'changed').map(({ data }) => data as News);
  await until(() => heard.find(({ event }) => event === 'hello'));
  return { status: answer.status, heard, news, until, hangUp, hasEnded: () => hasEnded };
}

const complain = async (own: object = {}) =>
  (await (await shop.post('/v1/public/cases', { ...lateKettle, ...own })).json()).case as { number: string };

/** Another server on the same database. */
async function openSecondServer() {
  const db = await new Db({ url: `file:${shop.deps.dataDir}/amends.db` }).open();
  ends.push(() => db.close());
  const app = createApp({ ...shop.deps, db, auth: createAuth(db, shop.deps.secrets, PUBLIC_URL) });
  return async (path: string, init: RequestInit): Promise<Response> => app.request(`${PUBLIC_URL}${path}`, init);
}

test('a new complaint comes as the row it is drawn from, with the numbers over the inbox', async () => {
  const page = await listen();
  const { number } = await complain();
  const [news] = await page.until(() => (page.news().length > 0 ? page.news() : undefined));
  expect(news).toMatchObject({
    rows: [{ number, customer: { name: 'Fern' }, turn: 'us', asked: [{ remedy: 'refund.full' }] }],
    counts: { open: 1, us: 1, unassigned: 1, mine: 0 },
    reload: false,
  });
});

test('what a colleague does on another server is heard by itself', async () => {
  const second = await openSecondServer();
  const { number } = await complain();
  const page = await listen('/staff/stream', maya.headers, second);
  await shop.put(`/staff/cases/${number}/investigation`, {}, maya.headers);
  const news = await page.until(() => page.news().find(({ rows }) => rows[0]?.state === 'investigating'));
  expect(news.counts).toMatchObject({ unassigned: 0, mine: 1 });
});

test('a line that was lost goes on where it was: nothing is missing, nothing comes twice', async () => {
  const page = await listen();
  const first = await complain();
  await page.until(() => page.news().find(({ rows }) => rows.some(({ number }) => number === first.number)));
  const lastId = page.heard.findLast(({ id }) => id !== undefined)!.id!;
  await page.hangUp();
  const missed = [await complain(), await complain()].map(({ number }) => number);

  const again = await listen('/staff/stream', { ...maya.headers, 'last-event-id': lastId });
  const later = await complain();
  await again.until(() => again.news().find(({ rows }) => rows.some(({ number }) => number === later.number)));

  expect(
    again
      .news()
      .flatMap(({ rows }) => rows.map(({ number }) => number))
      .toSorted(),
  ).toEqual([...missed, later.number].toSorted());
});

test('a page that has been away for long is told to read its list again', async () => {
  for (let count = 0; count < 101; count += 1) await complain();
  const page = await listen('/staff/stream?after=0');
  const [news] = await page.until(() => (page.news().length > 0 ? page.news() : undefined));
  expect(news).toMatchObject({ reload: true, rows: [], counts: { open: 101 } });
});

test('the stream has nothing of another shop, and nothing for strangers', async () => {
  const sven = await shop.signIn('Sven', 'agent', shop.stranger.merchantId);
  const page = await listen('/staff/stream', sven.headers);
  await complain();
  await shop.post('/v1/public/cases', { ...lateKettle, siteKey: shop.stranger.siteKey, story: 'My own shop’s case' });
  await page.until(() => page.news()[0]);
  expect(page.news().flatMap(({ rows }) => rows.map(({ story }) => story))).toEqual(['My own shop’s case']);
  expect((await shop.get('/staff/stream')).status).toBe(401);
  expect((await shop.get('/staff/stream', shop.key('admin'))).status).toBe(401);
  expect((await shop.get('/staff/stream?after=soon', maya.headers)).status).toBe(400);
});

test('whoever may only look hears everything, too', async () => {
  const vera = await shop.signIn('Vera', 'viewer');
  const page = await listen('/staff/stream', vera.headers);
  const { number } = await complain();
  expect((await page.until(() => page.news()[0])).rows[0]?.number).toBe(number);
});

test('the line ends soon after the session does', async () => {
  const page = await listen();
  await shop.post('/api/auth/sign-out', {}, maya.headers);
  await page.until(page.hasEnded);
  expect(page.heard.at(-1)?.event).toBe('end');
});

test('colleagues see who looks at a case and who writes on it, and that they have gone', async () => {
  const jonas = await shop.signIn('Jonas', 'agent');
  const { number } = await complain();
  const { id: caseId } = await (await shop.get(`/staff/cases/${number}`, maya.headers)).json();
  const page = await listen();
  const present = () => (page.heard.findLast(({ event }) => event === 'presence')?.data as { present: Present[] } | undefined)?.present;
  const tell = (state: string | null, who = jonas) => shop.put(`/staff/cases/${number}/presence`, { state }, who.headers);

  await tell('looking');
  expect(await page.until(present)).toEqual([{ caseId, staffId: jonas.id, state: 'looking' }]);
  await tell('writing');
  await page.until(() => present()?.[0]?.state === 'writing');
  await tell(null);
  await page.until(() => present()?.length === 0);

  await tell('looking');
  await page.until(() => present()?.length === 1);
  shop.forward({ minutes: 2 }); // the browser was closed without a word
  await page.until(() => present()?.length === 0);
});

test('nobody is present on a case of another shop, or without signing in', async () => {
  const sven = await shop.signIn('Sven', 'agent', shop.stranger.merchantId);
  const { number } = await complain();
  const tell = (headers?: Record<string, string>, state: unknown = 'looking') =>
    shop.put(`/staff/cases/${number}/presence`, { state }, headers);
  expect((await tell(sven.headers)).status).toBe(404);
  expect((await tell()).status).toBe(401);
  expect((await tell(maya.headers, 'sleeping')).status).toBe(400);
  expect((await tell(maya.headers)).status).toBe(204);
});
