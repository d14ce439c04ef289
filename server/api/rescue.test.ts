import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { MERCHANT, NOON, daysAfter } from '#shared/fixtures/cast.ts';
import type { CallSheet, CallView, RecoveryRow, RescuePreview } from '#shared/contracts/rescue.ts';
import type { Departure } from '#server/domain/departure.ts';
import { createDepartureStore } from '#server/store/departures.ts';
import { createTestApp, lateKettle, type TestApp } from './test-app.ts';

let shop: TestApp;
beforeEach(async () => {
  shop = await createTestApp();
});
afterEach(async () => {
  expect(shop.failures).toEqual([]);
  await shop.close();
});

const LEFT = daysAfter(NOON, -40);
const MARCH = { name: 'March', from: '2026-03-02', to: '2026-03-29', controlShare: 0 };
const idOf = async (externalId: string) =>
  String((await shop.db.readOne('select id from customers where external_id = ?', [externalId]))?.id);

/** Somebody who left forty days ago, with what it cost in euros. */
async function leaver(name: string, euros: number, own: Partial<Departure> = {}): Promise<string> {
  await shop.put(`/v1/customers/${name}`, { name, email: `${name}@example.org`, phone: '+49 30 1', since: '2024-01-01' }, shop.key());
  const customerId = await idOf(name);
  await shop.db.write(
    createDepartureStore(shop.db, MERCHANT).create({
      id: `dep_${name}`,
      customerId,
      at: LEFT,
      reason: 'cancel.low_quality',
      reasonText: 'It broke again.',
      way: 'api',
      revenue: { amount: euros * 10, currency: 'EUR' },
      lifetimeValue: { amount: euros * 100, currency: 'EUR' },
      note: null,
      caseId: null,
      returnedAt: null,
      decision: null,
      createdAt: LEFT,
      updatedAt: LEFT,
      version: 1,
      ...own,
    } as Departure),
  );
  return customerId;
}

const json = async (answer: Response | Promise<Response>) => {
  const given = await answer;
  return { status: given.status, body: await given.json() };
};
const plan = (body: object = {}, query = '', headers = shop.key()) =>
  json(shop.post(`/v1/rescue-cycles${query}`, { ...MARCH, ...body }, headers));
const callsOf = async (id: string, headers = shop.key()) => (await json(shop.get(`/v1/rescue-cycles/${id}/calls`, headers))).body.items;
const only = async (body: object = {}) => {
  const cycle = (await plan(body)).body;
  const [call] = await callsOf(cycle.id);
  return { cycle, call, path: `/v1/rescue-cycles/${cycle.id}/calls/${call.id}` };
};

describe('planning a cycle', () => {
  test('the most valuable go to the executive, the rest to the team in turn, a few a week', async () => {
    const omar = await shop.signIn('Omar', 'owner');
    const maya = await shop.signIn('Maya', 'agent');
    const lena = await shop.signIn('Lena', 'lead');
    for (let i = 1; i <= 7; i++) await leaver(`c${i}`, i * 100);
    const team = { executives: [{ staff: omar.id, calls: 2 }], team: [maya.id, lena.id] };
    const dry = await plan(team, '?dryRun=true');
    expect(dry.body).toMatchObject({ considered: 7, planned: 7, unplanned: 0, control: 0, excludedBy: {} });
    expect(await shop.db.read('select * from rescue_cycles')).toEqual([]);

    const made = await plan(team);
    expect(made).toMatchObject({ status: 201, body: { name: 'March', calls: { planned: 7, done: 0, returned: 0 } } });
    const calls = await callsOf(made.body.id);
    expect(calls.map((one: CallView) => [one.customer.name, one.owner?.name, one.list])).toEqual([
      ['c7', 'Omar', 'executive'],
      ['c6', 'Omar', 'executive'],
      ['c5', 'Maya', 'team'],
      ['c4', 'Lena', 'team'],
      ['c3', 'Maya', 'team'],
      ['c2', 'Lena', 'team'],
      ['c1', 'Maya', 'team'],
    ]);
    const mine = await json(shop.get('/staff/me/plan?week=2026-03-04', maya.headers));
    expect(mine.body).toMatchObject({ week: { from: '2026-03-02', to: '2026-03-08' }, size: 5 });
    expect(mine.body.calls.map((one: CallView) => one.customer.name)).toEqual(['c5']);
  });

  test('nobody is planned against their will, too soon, twice, or while a case is open', async () => {
    await leaver('free', 100);
    await leaver('unwilling', 100);
    await shop.put('/v1/customers/unwilling', { contactAllowed: false }, shop.key());
    await leaver('unfit', 100, { decision: { what: 'not_right_for_us', why: null, by: null, at: LEFT } });
    await leaver('let', 100, { decision: { what: 'let_go', why: null, by: null, at: LEFT } });
    await leaver('back', 100, { returnedAt: daysAfter(NOON, -5) });
    const complaining = await leaver('complaining', 100);
    const token = await shop.identityToken({ sub: 'complaining' });
    await shop.post('/v1/public/cases', { ...lateKettle, contact: undefined, identityToken: token });
    expect(complaining).not.toBe('');
    const recent = await leaver('recent', 100);
    await shop.db.write([
      {
        sql: `insert into contacts values ('t1', ?, ?, ?, 'call', 'rescue', null, null, null)`,
        args: [MERCHANT, recent, daysAfter(NOON, -10)],
      },
    ]);
    await leaver('gone', 100);
    await shop.remove('/v1/customers/gone', undefined, shop.key());

    const { body } = await plan({}, '?dryRun=true');
    expect(body.planned + body.unplanned).toBe(1);
    const why = Object.fromEntries(body.excluded.map((one: RescuePreview['excluded'][number]) => [one.name, one.why]));
    expect(why).toMatchObject({
      unwilling: 'contact_not_allowed',
      unfit: 'not_right_for_us',
      let: 'let_go',
      back: 'returned',
      complaining: 'open_case',
      recent: 'cool_down',
    });
    expect(body.excludedBy.erased).toBe(1);
    await plan();
    expect((await plan({}, '?dryRun=true')).body.excludedBy).toMatchObject({ already_planned: 1 });
  });

  test('the control group is the same each time, and is not called', async () => {
    for (let i = 0; i < 40; i++) await leaver(`c${i}`, 100);
    const first = (await plan({ controlShare: 0.5 }, '?dryRun=true')).body;
    expect(first.control).toBeGreaterThan(5);
    expect((await plan({ controlShare: 0.5 }, '?dryRun=true')).body.control).toBe(first.control);
    const { body } = await plan({ controlShare: 0.5 });
    const control = (await json(shop.get(`/v1/rescue-cycles/${body.id}/calls?arm=control`, shop.key()))).body.items;
    expect(control).toHaveLength(first.control);
    const refused = await json(shop.put(`/v1/rescue-cycles/${body.id}/calls/${control[0].id}`, { outcome: 'reached' }, shop.key()));
    expect(refused).toMatchObject({ status: 422, body: { code: 'contact.not_allowed', errors: [{ path: 'control' }] } });
    const maya = await shop.signIn('Maya', 'agent');
    expect((await shop.get(`/staff/rescue-cycles/${body.id}/calls?arm=control`, maya.headers)).status).toBe(403);
  });

  test('segments choose by value, reason, length and whether it could be avoided', async () => {
    await leaver('rich', 1000);
    await leaver('poor', 10);
    await leaver('moved', 1000, { reason: 'cancel.moved' });
    const chosen = async (segments: object) =>
      (await plan({ segments }, '?dryRun=true')).body.lists
        .flatMap((list: RescuePreview['lists'][number]) => list.calls.map((one) => one.name))
        .toSorted();
    expect(await chosen({ valueAtLeast: { amount: 50_000, currency: 'EUR' } })).toEqual(['moved', 'rich']);
    expect(await chosen({ avoidable: true })).toEqual(['poor', 'rich']);
    expect(await chosen({ reasons: ['cancel.moved'] })).toEqual(['moved']);
    expect(await chosen({ lengthAtLeastMonths: 30 })).toEqual([]);
    expect(await chosen({ ways: ['import'] })).toEqual([]);
  });

  test('a year is no cycle, a stranger no colleague, and the same key makes one', async () => {
    await leaver('free', 100);
    expect(await plan({ to: '2027-03-01' })).toMatchObject({ status: 422, body: { code: 'rescue_cycle.period_wrong' } });
    expect(await plan({ team: ['stf_nobody'] })).toMatchObject({ status: 404, body: { code: 'staff.not_found' } });
    const key = { ...shop.key(), 'idempotency-key': 'march' };
    const [first, second] = [await plan({}, '', key), await plan({}, '', key)];
    expect(second.body.id).toBe(first.body.id);
  });
});

describe('a call', () => {
  test('the sheet tells the history, what changed since, and the script in its order', async () => {
    await leaver('fern', 100);
    const token = await shop.identityToken({ sub: 'fern' });
    const told = await json(shop.post('/v1/public/cases', { ...lateKettle, contact: undefined, identityToken: token }));
    await shop.put(`/v1/cases/${told.body.case.number}/spam`, {}, shop.key());
    const { path } = await only();
    const { body } = await json(shop.get(path, shop.key()));
    expect(body).toMatchObject({
      customer: { name: 'fern', phone: '+49 30 1' },
      reason: { id: 'cancel.low_quality', words: 'It broke again.', avoidable: true },
      worth: { amount: 10_000, currency: 'EUR' },
      mayContact: { allowed: true, why: null },
    });
    expect(body.history[0]).toMatchObject({ number: told.body.case.number, asked: [{ remedy: 'refund.full' }] });
    expect(body.script.map(({ step }: CallSheet['script'][number]) => step)).toEqual([
      'apologise',
      'listen',
      'say_back',
      'write_down',
      'help',
      'offer',
    ]);
    expect(body.script[0].words).toContain('It broke again.');
  });

  test('a return ends the departure and begins six months of care, in one breath; a minute takes it back', async () => {
    await leaver('fern', 100);
    const { path, call } = await only();
    const done = await json(shop.put(path, { outcome: 'returned', note: 'Glad to be back.', saidBack: 'The lid leaked.' }, shop.key()));
    expect(done).toMatchObject({
      status: 200,
      body: { state: 'done', outcome: 'returned', note: 'Glad to be back.', departure: { returnedAt: NOON } },
    });
    const { body: care } = await json(shop.get('/v1/care', shop.key()));
    expect(care.items[0]).toMatchObject({
      customer: { name: 'fern' },
      state: 'watching',
      nextAt: '2026-03-16T12:00:00.000Z',
      endsAt: '2026-09-02T12:00:00.000Z',
    });
    const undone = await json(shop.remove(`/v1/calls/${call.id}/outcome`, undefined, shop.key()));
    expect(undone.body).toMatchObject({ state: 'planned', outcome: null, departure: { returnedAt: null } });
    expect((await json(shop.get('/v1/care', shop.key()))).body.items).toEqual([]);
    expect(await shop.db.read('select * from contacts')).toEqual([]);

    await shop.put(path, { outcome: 'wants_no_contact' }, shop.key());
    shop.forward({ minutes: 2 });
    expect(await json(shop.remove(`/v1/calls/${call.id}/outcome`, undefined, shop.key()))).toMatchObject({
      status: 409,
      body: { code: 'call.undo_too_late' },
    });
    expect((await json(shop.get('/v1/customers/fern', shop.key()))).body.contactAllowed).toBe(false);
  });

  test('no answer and later plan the next day; reached ends it', async () => {
    await leaver('fern', 100);
    const { path } = await only();
    expect((await json(shop.put(path, { outcome: 'no_answer' }, shop.key()))).body).toMatchObject({
      state: 'planned',
      nextAt: daysAfter(NOON, 2),
      contactedAt: null,
    });
    expect((await json(shop.put(path, { outcome: 'later', nextAt: daysAfter(NOON, 9) }, shop.key()))).body).toMatchObject({
      nextAt: daysAfter(NOON, 9),
    });
    shop.forward({ days: 9 });
    expect((await json(shop.put(path, { outcome: 'reached', note: 'Listened.' }, shop.key()))).body).toMatchObject({ state: 'done' });
    expect(await json(shop.put(path, { outcome: 'no_answer' }, shop.key()))).toMatchObject({
      status: 409,
      body: { code: 'call.already_settled' },
    });
    expect((await json(shop.put(path, { outcome: 'returned' }, shop.key()))).body).toMatchObject({ outcome: 'returned' });
    expect((await json(shop.put(path, { outcome: 'later', nextAt: NOON }, shop.key()))).status).toBe(409);
  });

  test('what was forbidden since is refused at the moment of the call', async () => {
    await leaver('fern', 100);
    const { path } = await only();
    await shop.put('/v1/customers/fern', { contactAllowed: false }, shop.key());
    expect(await json(shop.put(path, { outcome: 'reached' }, shop.key()))).toMatchObject({
      status: 422,
      body: { code: 'contact.not_allowed', errors: [{ path: 'contact_not_allowed' }] },
    });
    expect((await json(shop.get(path, shop.key()))).body.mayContact).toMatchObject({ allowed: false, why: 'contact_not_allowed' });
    expect((await json(shop.put(path, { outcome: 'wants_no_contact' }, shop.key()))).status).toBe(200);
  });

  test('two people cannot make the same call', async () => {
    const [maya, lena] = [await shop.signIn('Maya', 'agent'), await shop.signIn('Lena', 'lead')];
    await leaver('fern', 100);
    const { call } = await only();
    const claim = (who: { headers: Record<string, string> }) => json(shop.put(`/staff/calls/${call.id}/claim`, {}, who.headers));
    expect(await claim(maya)).toMatchObject({ status: 200, body: { state: 'claimed', claimedBy: { name: 'Maya' } } });
    expect(await claim(lena)).toMatchObject({ status: 409, body: { code: 'call.claimed' } });
    expect((await json(shop.put(`/staff/calls/${call.id}`, { outcome: 'reached' }, lena.headers))).body.code).toBe('call.claimed');
    await shop.remove(`/staff/calls/${call.id}/claim`, undefined, lena.headers);
    expect((await claim(lena)).status).toBe(200);
    const both = await Promise.all([1, 2].map(() => json(shop.put(`/staff/calls/${call.id}`, { outcome: 'reached' }, lena.headers))));
    expect(both.map(({ status }) => status).toSorted()).toEqual([200, 409]);
  });
});

test('what a customer is given of themselves holds how they were approached, and not what colleagues note for each other', async () => {
  await leaver('fern', 100);
  const { path } = await only();
  await shop.put(path, { outcome: 'returned', note: 'Likes the new seal.', saidBack: 'It leaked twice.' }, shop.key());
  const given = (await json(shop.get('/v1/customers/fern/export', shop.key()))).body;
  expect(given).toMatchObject({
    contacts: [{ at: NOON, way: 'call', about: 'rescue' }],
    calls: [{ outcome: 'returned', contactedAt: NOON, note: 'Likes the new seal.', saidBack: 'It leaked twice.' }],
    letters: [],
    care: [{ state: 'watching', startedAt: NOON }],
    watched: [],
    orders: [],
    departures: [{ reason: 'cancel.low_quality', returnedAt: NOON }],
  });
  expect(JSON.stringify(given)).not.toContain('coaching');
});

test('recovery is measured against those who were left alone, and says when that is too few', async () => {
  for (let i = 0; i < 80; i++) await leaver(`c${i}`, 100);
  const cycle = (await plan({ controlShare: 0.5 })).body;
  const calls = (await json(shop.get(`/v1/rescue-cycles/${cycle.id}/calls?limit=100`, shop.key()))).body.items;
  for (const call of calls.slice(0, 20))
    await shop.put(`/v1/rescue-cycles/${cycle.id}/calls/${call.id}`, { outcome: 'returned' }, shop.key());
  const control = (await json(shop.get(`/v1/rescue-cycles/${cycle.id}/calls?arm=control&limit=100`, shop.key()))).body.items;
  await shop.db.write([{ sql: 'update departures set returned_at = ? where id = ?', args: [daysAfter(NOON, 1), control[0].departure.id] }]);
  const { body } = await json(shop.get('/v1/insights/recovery', shop.key('read')));
  const [row] = body.cycles;
  expect(row).toMatchObject({
    key: cycle.id,
    name: 'March',
    planned: calls.length,
    contacted: 20,
    returned: 20,
    revenueWonBack: [{ amount: 20_000, currency: 'EUR' }],
    control: { customers: control.length, returned: 1 },
    tooFewToTell: false,
  });
  expect(row.difference.value).toBeCloseTo(20 / calls.length - 1 / control.length);
  expect([row.difference.low > 0, row.difference.high < 1]).toEqual([true, true]);
  expect(body.reasons[0]).toMatchObject({ key: 'cancel.low_quality', returned: 20 });
  const table = await (await shop.get('/v1/insights/recovery?format=csv', shop.key('read'))).text();
  const [head, , line] = table.split('\r\n');
  expect(head).toMatch(/^by,key,name,planned,contacted,returned,rate,/);
  expect(line).toMatch(new RegExp(`^cycle,${cycle.id},March,${calls.length},20,20,.*,200,2000,EUR$`));

  await leaver('late', 100, { at: daysAfter(NOON, -1) });
  const small = (await plan({ name: 'April', segments: { leftFrom: '2026-03-01' } })).body;
  const again = (await json(shop.get('/v1/insights/recovery', shop.key('read')))).body.cycles.find(
    ({ key }: RecoveryRow) => key === small.id,
  );
  expect(again).toMatchObject({ planned: 1, difference: null, tooFewToTell: true });
});

test('strangers, readers and other merchants are kept out', async () => {
  await leaver('fern', 100);
  const { cycle, call, path } = await only();
  const vera = await shop.signIn('Vera', 'viewer');
  const agent = await shop.signIn('Maya', 'agent');
  for (const at of [
    '/v1/rescue-cycles',
    `/v1/rescue-cycles/${cycle.id}`,
    path,
    `/v1/calls/${call.id}`,
    '/v1/insights/recovery',
    '/v1/care',
    '/staff/me/plan',
  ])
    expect([at, (await shop.get(at)).status]).toEqual([at, 401]);
  expect((await shop.post('/staff/rescue-cycles', MARCH, agent.headers)).status).toBe(403);
  expect((await shop.put(`/staff/calls/${call.id}`, { outcome: 'reached' }, vera.headers)).status).toBe(403);
  for (const at of [`/v1/rescue-cycles/${cycle.id}`, `/v1/rescue-cycles/${cycle.id}/calls`, path, `/v1/calls/${call.id}`])
    expect([at, (await shop.get(at, shop.strangersKey())).status]).toEqual([at, 404]);
  expect((await shop.put(path, { outcome: 'returned' }, shop.strangersKey())).status).toBe(404);
  expect((await json(shop.get('/v1/rescue-cycles', shop.strangersKey()))).body.items).toEqual([]);
});
