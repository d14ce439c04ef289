import { afterAll, beforeAll, expect, test } from 'vitest';
import { createTestApp, lateKettle, type TestApp } from '../test-app.ts';

let shop: TestApp;
let maya: { id: string; headers: Record<string, string> };
let sven: typeof maya;
beforeAll(async () => {
  shop = await createTestApp();
  maya = await shop.signIn('Maya', 'agent');
  sven = await shop.signIn('Sven', 'agent', shop.stranger.merchantId);
});
afterAll(() => shop.close());

const ask = async (path: string, who = maya) => {
  const answer = await shop.get(`/staff${path}`, who.headers);
  expect(answer.status).toBe(200);
  return answer.json();
};
const complain = async (own: object = {}) =>
  (await (await shop.post('/v1/public/cases', { ...lateKettle, ...own })).json()).case as { number: string; token: string };

test('the numbers over the inbox follow what happens, each shop’s for itself', async () => {
  const before = await ask('/counts');
  const { number } = await complain();
  expect(await ask('/counts')).toEqual({ ...before, open: before.open + 1, us: before.us + 1, unassigned: before.unassigned + 1 });
  await shop.put(`/staff/cases/${number}/investigation`, {}, maya.headers);
  expect(await ask('/counts')).toEqual({ ...before, open: before.open + 1, us: before.us + 1, mine: before.mine + 1 });
  await shop.put(`/staff/cases/${number}/spam`, {}, maya.headers);
  expect(await ask('/counts')).toEqual(before);
  expect(await ask('/counts', sven)).toMatchObject({ open: 0, us: 0, unassigned: 0, mine: 0 });
});

test('a page that asks what changed hears of it, and of nothing else', async () => {
  const { seq } = await ask('/changes');
  const { number } = await complain();
  const { id, version } = await ask(`/cases/${number}`);
  const changes = await ask(`/changes?after=${seq}`);
  expect(changes.cases).toEqual([{ id, version }]);
  expect(await ask(`/changes?after=${changes.seq}`)).toEqual({ seq: changes.seq, cases: [] });
  expect((await ask(`/changes?after=${seq}`, sven)).cases).toEqual([]);
});

test('the letters that wait can be read as the customer will read them, in their language', async () => {
  const { number } = await complain({ locale: 'de', contact: { name: 'Jonas', email: 'jonas@example.org' } });
  await shop.post(`/staff/cases/${number}/messages`, { text: 'Ich kümmere mich darum.' }, maya.headers);
  const letters = (await ask('/outbox')).items.filter(({ to }: { to: string }) => to === 'jonas@example.org');
  expect(letters).toMatchObject([
    { kind: 'message', state: 'waiting', text: expect.stringContaining('Ich kümmere mich darum.') },
    { kind: 'receipt', state: 'waiting', subject: expect.stringContaining(number) },
  ]);
  for (const { text } of letters) expect(text).toMatch(new RegExp(`${shop.deps.publicUrl}/c/ct_\\S+`));
  expect((await ask('/outbox', sven)).items).toEqual([]);
});

test('who asked for no mail gets none', async () => {
  const before = (await ask('/outbox')).items.length;
  await complain({ contact: { email: 'quiet@example.org', prefer: 'none' } });
  await complain({ contact: undefined });
  expect((await ask('/outbox')).items).toHaveLength(before);
});

test('a site is shown with the line to paste, and no secret', async () => {
  const sites = await ask('/sites');
  expect(sites).toMatchObject({
    items: [
      {
        id: shop.site.id,
        name: 'Garden shop',
        siteKey: 'pk_garden',
        origins: ['https://garden.example'],
        snippet: '<script async src="http://amends.test/widget.js" data-site="pk_garden"></script>',
        forms: Object.fromEntries(
          ['complaint', 'feedback', 'praise', 'cancel'].map((form) => [form, `http://amends.test/s/pk_garden/${form}`]),
        ),
      },
    ],
  });
});

test('staff choose among reasons and remedies by their words', async () => {
  const { reasons, remedies } = await ask('/taxonomy');
  expect(reasons).toContainEqual(expect.objectContaining({ id: 'delivery.late', label: expect.stringMatching(/\w/) }));
  expect(remedies).toContainEqual({ id: 'refund.full', label: expect.stringMatching(/\w/), money: true });
  expect(reasons.some(({ kind }: { kind?: string }) => kind === 'cancellation')).toBe(true);
});

test('the staff page can have reasons and remedies in its own language, and English where there is none', async () => {
  const labelIn = async (query: string) => {
    const { reasons, remedies } = await ask(`/taxonomy${query}`);
    return [reasons, remedies].map(
      (items: { id: string; label: string }[]) => items.find(({ id }) => id === 'delivery.late' || id === 'apology')?.label,
    );
  };
  const english = await labelIn('');
  expect(await labelIn('?locale=ur')).toEqual(['یہ دیر سے پہنچا', 'معذرت']);
  expect(await labelIn('?locale=de')).not.toEqual(english);
  expect(await labelIn('?locale=xx')).toEqual(english);
});

test('colleagues are those of the own shop', async () => {
  expect((await ask('/team')).items).toEqual([
    expect.objectContaining({ id: maya.id, name: 'Maya', email: 'maya@garden.example', role: 'agent' }),
  ]);
});

test.each<[string, (mine: string, nobodys: string, done: string) => string[]]>([
  ['mine', (mine) => [mine]],
  ['unassigned', (_, nobodys) => [nobodys]],
  ['closed', (_, __, done) => [done]],
  ['open', (mine, nobodys) => [nobodys, mine]],
])('the view “%s” shows what it says', async (view, expected) => {
  const tag = `view-${view}`;
  const [mine, nobodys, done] = [await complain(), await complain(), await complain()].map(({ number }) => number) as [
    string,
    string,
    string,
  ];
  for (const number of [mine, nobodys, done]) await shop.put(`/staff/cases/${number}/tags`, { tags: [tag] }, maya.headers);
  await shop.put(`/staff/cases/${mine}/investigation`, {}, maya.headers);
  await shop.put(`/staff/cases/${done}/spam`, {}, maya.headers);
  const { items } = await ask(`/cases?view=${view}&tag=${tag}`);
  expect(items.map(({ number }: { number: string }) => number)).toEqual(expected(mine, nobodys, done));
  expect((await ask(`/cases?view=${view}`, sven)).items).toEqual([]);
});
