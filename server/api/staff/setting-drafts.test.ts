import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { createTestApp, type TestApp } from '../test-app.ts';

let shop: TestApp;
let lena: { id: string; headers: { cookie: string; origin: string } };
beforeEach(async () => {
  shop = await createTestApp();
  lena = await shop.signIn('Lena', 'lead');
});
afterEach(async () => {
  expect(shop.failures).toEqual([]);
  await shop.close();
});

const AT = '/staff/settings/authority';
const limits = { limits: [{ role: 'agent', remedy: '*', maxAmount: 7000 }] };
const keep = (document: unknown, who = lena.headers) => shop.put(`${AT}/draft`, { basedOn: 0, document }, who);
const draftOf = async (who = lena.headers) => (await (await shop.get(`${AT}/draft`, who)).json()).draft;
const publish = (document: object, version: number, note = '') =>
  shop.put(`${AT}${note && `?note=${encodeURIComponent(note)}`}`, document, { ...lena.headers, 'if-match': `"${version}"` });

describe('a draft of the settings', () => {
  test('is kept as it was typed, with what it was made from, and changes nothing in force', async () => {
    expect((await keep({ limits: 'half a thought' })).status).toBe(200);
    expect(await draftOf()).toMatchObject({
      basedOn: 0,
      document: { limits: 'half a thought' },
      base: { approvalHours: 24 },
      at: '2026-03-02T12:00:00.000Z',
    });
    expect((await (await shop.get(AT, lena.headers)).json()).version).toBe(0);
    expect(await (await shop.get('/staff/settings/drafts', lena.headers)).json()).toEqual({ names: ['authority'] });
  });

  test('is one person’s own: neither a colleague nor another shop sees it', async () => {
    await keep(limits);
    const omar = await shop.signIn('Omar', 'owner');
    const stranger = await shop.signIn('Sam', 'owner', shop.stranger.merchantId);
    expect([await draftOf(omar.headers), await draftOf(stranger.headers)]).toEqual([null, null]);
  });

  test('is gone when it is published, and when it is thrown away', async () => {
    await keep(limits);
    expect((await publish(limits, 0)).status).toBe(200);
    expect(await draftOf()).toBeNull();
    await keep(limits);
    expect((await shop.remove(`${AT}/draft`, undefined, lena.headers)).status).toBe(204);
    expect(await draftOf()).toBeNull();
  });

  test('is refused from those who may only read, and from strangers', async () => {
    const [ann, vera] = [await shop.signIn('Ann', 'agent'), await shop.signIn('Vera', 'viewer')];
    const asked = [
      await keep(limits, ann.headers),
      await keep(limits, vera.headers),
      await shop.put(`${AT}/draft`, { basedOn: 0, document: {} }),
    ];
    expect(asked.map(({ status }) => status)).toEqual([403, 403, 401]);
    expect((await shop.remove(`${AT}/draft`, undefined, vera.headers)).status).toBe(403);
    expect((await shop.get(`${AT}/draft`)).status).toBe(401);
    expect((await shop.get('/staff/settings/drafts')).status).toBe(401);
  });

  test('needs a document there is', async () => {
    expect((await shop.put('/staff/settings/moon/draft', { basedOn: 0, document: {} }, lena.headers)).status).toBe(400);
  });
});

describe('a check before publishing', () => {
  const check = async (document: unknown, name = 'authority', who = lena.headers) => {
    const answer = await shop.post(`/staff/settings/${name}/validation`, document, who);
    return { status: answer.status, body: await answer.json() };
  };

  test('names every problem by its place and stores nothing', async () => {
    const { body } = await check({ limits: [{ role: 'king', maxAmount: -1 }] });
    expect(body.problems.map(({ path }: { path: string }) => path)).toEqual(['limits.0.role', 'limits.0.maxAmount']);
    expect((await check(limits)).body).toEqual({ problems: [] });
    expect((await (await shop.get(AT, lena.headers)).json()).version).toBe(0);
    expect(await shop.db.read('select * from settings')).toEqual([]);
    expect(await draftOf()).toBeNull();
  });

  test('knows what does not make sense beyond its shape', async () => {
    const { body } = await check({ defaultTeam: 'moon' }, 'routing');
    expect(body.problems).toEqual([{ path: 'defaultTeam', message: 'There is no team “moon”.' }]);
    expect(
      (await check({ hidden: ['cancel.other', 'no.such'] }, 'reasons')).body.problems.map(({ path }: { path: string }) => path),
    ).toEqual(['hidden.0', 'hidden.1']);
    expect((await check({ offersFor: { 'cancel.unused': [{ remedy: 'discount' }] } }, 'offers')).body.problems).toEqual([
      { path: 'offersFor.cancel.unused.0.percent', message: 'A lower price says by how many percent.' },
    ]);
  });

  test('is for those who publish', async () => {
    const vera = await shop.signIn('Vera', 'viewer');
    expect((await check(limits, 'authority', vera.headers)).status).toBe(403);
    expect((await shop.post(`${AT}/validation`, limits)).status).toBe(401);
  });
});

test('a note stays with its version in the history', async () => {
  await publish(limits, 0, 'Spring sale & more');
  const { items } = await (await shop.get(`${AT}/history`, lena.headers)).json();
  expect(items).toMatchObject([{ version: 1, note: 'Spring sale & more', updatedBy: lena.id }]);
});

describe('what the settings build on', () => {
  test('is every reason with its labels and probes, and the usual offers', async () => {
    const basis = await (await shop.get('/staff/settings/basis', lena.headers)).json();
    const unused = basis.reasons.find(({ id }: { id: string }) => id === 'cancel.unused');
    expect(unused).toMatchObject({
      leaving: true,
      labels: { en: 'I do not use it enough' },
      probe: 'For now, or for good?',
      probes: [{ id: 'for_now' }, { id: 'for_good' }],
    });
    expect(unused.labels.ur).not.toBe(unused.labels.en);
    expect(basis.offersFor['cancel.unused'][0]).toEqual({ remedy: 'pause_subscription', months: 3 });
    expect((await shop.get('/staff/settings/basis')).status).toBe(401);
  });

  test('tells when hours that are not published yet would open next', async () => {
    const day = [
      { from: '09:00', to: '12:00' },
      { from: '13:00', to: '17:00' },
    ];
    const week = { mon: day, tue: day, wed: [], thu: [], fri: [], sat: [], sun: [] };
    const ask = async (calendar: object) => (await shop.post('/staff/settings/calendars/openings', calendar, lena.headers)).json();
    const { items } = await ask({ timeZone: 'Europe/Athens', week, holidays: ['2026-03-03'] });
    expect(items.slice(0, 3)).toEqual([
      { from: '2026-03-02T12:00:00.000Z', to: '2026-03-02T15:00:00.000Z' }, // it is 14:00 in Athens
      { from: '2026-03-09T07:00:00.000Z', to: '2026-03-09T10:00:00.000Z' },
      { from: '2026-03-09T11:00:00.000Z', to: '2026-03-09T15:00:00.000Z' },
    ]);
    expect(await ask({ timeZone: 'Europe/Atlantis', week })).toEqual({ items: [], problem: 'There is no time zone “Europe/Atlantis”.' });
    expect((await shop.post('/staff/settings/calendars/openings', { week })).status).toBe(401);
  });
});
