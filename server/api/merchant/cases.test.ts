import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createTestApp, lateKettle, type TestApp } from '../test-app.ts';

let shop: TestApp;
beforeAll(async () => {
  shop = await createTestApp();
});
afterAll(() => shop.close());

const byPhone = {
  kind: 'complaint',
  story: 'She called: the kettle leaks.',
  channel: 'phone',
  customer: 'c-1042',
  contact: { name: 'Fern' },
};
const open = async (own: object = {}) => (await shop.post('/v1/cases', { ...byPhone, ...own }, shop.key())).json();

describe('a program that opens a case for a customer', () => {
  test('gets the case as it is kept, with the customer named', async () => {
    const answer = await shop.post('/v1/cases', byPhone, shop.key('write'));
    const opened = await answer.json();
    expect([answer.status, opened]).toEqual([
      201,
      expect.objectContaining({
        kind: 'complaint',
        state: 'received',
        turn: 'us',
        story: byPhone.story,
        customer: expect.objectContaining({ externalId: 'c-1042', name: 'Fern' }),
      }),
    ]);
    expect(await (await shop.get(`/v1/cases/${opened.number}`, shop.key('write'))).json()).toEqual(opened);
    expect((await (await shop.get('/v1/cases?customer=c-1042', shop.key())).json()).items[0].number).toBe(opened.number);
  });

  test('opens it once for each key, however often it asks', async () => {
    const key = { ...shop.key(), 'idempotency-key': 'mail-4711' };
    const [first, ...rest] = await Promise.all(Array.from({ length: 4 }, async () => (await shop.post('/v1/cases', byPhone, key)).json()));
    for (const one of rest) expect(one).toEqual(first);
    const inTheBody = await (await shop.post('/v1/cases', { ...byPhone, idempotencyKey: 'mail-4712' }, shop.key())).json();
    expect(inTheBody.number).not.toBe(first.number);
    const other = await shop.post('/v1/cases', { ...byPhone, story: 'Something else.' }, key);
    expect([other.status, (await other.json()).code]).toEqual([409, 'idempotency.reused']);
    const stranger = await shop.post('/v1/cases', byPhone, { ...shop.strangersKey(), 'idempotency-key': 'mail-4711' });
    expect((await stranger.json()).number).not.toBe(first.number);
  });

  test('may use a key again after a day', async () => {
    const key = { ...shop.key(), 'idempotency-key': 'daily' };
    const first = await (await shop.post('/v1/cases', byPhone, key)).json();
    shop.forward({ hours: 25 });
    expect((await (await shop.post('/v1/cases', byPhone, key)).json()).number).not.toBe(first.number);
  });

  test.each<[string, object, number, string, string]>([
    ['without a story', { story: ' ' }, 400, 'request.malformed', 'story'],
    ['of a kind nobody knows', { kind: 'rant' }, 400, 'request.malformed', 'kind'],
    ['with a sum in fractions', { cost: { money: { amount: 2.29, currency: 'EUR' } } }, 400, 'request.malformed', 'cost.money.amount'],
    ['with a character that cannot be kept', { story: 'cut\u0000here' }, 400, 'request.malformed', 'story'],
    ['for a reason nobody knows', { reason: 'weather.bad' }, 422, 'case.reason_unknown', 'reason'],
    ['asking for what there is not', { asked: [{ remedy: 'a.pony' }] }, 422, 'remedy.unknown', 'asked.0.remedy'],
    ['for another shop’s site', { site: 'pk_stranger' }, 404, 'site.not_found', 'site'],
  ])('is told where a case %s is wrong', async (_, own, status, code, path) => {
    const answer = await shop.post('/v1/cases', { ...byPhone, ...own }, shop.key());
    const problem = await answer.json();
    expect([answer.status, problem.code, problem.errors.map((one: { path: string }) => one.path)]).toEqual([status, code, [path]]);
  });
});

describe('a program that reads', () => {
  test('pages through everything exactly once', async () => {
    for (let i = 0; i < 7; i++) await open({ customer: 'c-pages' });
    const seen: string[] = [];
    let cursor: string | null = '';
    while (cursor !== null) {
      const answer = await shop.get(`/v1/cases?customer=c-pages&limit=3${cursor && `&cursor=${cursor}`}`, shop.key('read'));
      const page = (await answer.json()) as { items: { number: string }[]; nextCursor: string | null };
      seen.push(...page.items.map(({ number }) => number));
      cursor = page.nextCursor;
    }
    expect([seen.length, new Set(seen).size]).toEqual([7, 7]);
    expect(seen).toEqual(seen.toSorted().toReversed());
  });

  test.each(['limit=0', 'limit=101', 'limit=many', 'kind=rant', 'dueBefore=tomorrow', 'secondFailure=maybe', 'sort=loudest'])(
    'is refused “%s”',
    async (query) => {
      const answer = await shop.get(`/v1/cases?${query}`, shop.key());
      expect([answer.status, (await answer.json()).code]).toEqual([400, 'request.malformed']);
    },
  );

  test.each(['/v1/cases?cursor=garbage', '/v1/cases?cursor=garbage&sort=due'])('is refused the cursor of %s', async (path) => {
    const answer = await shop.get(path, shop.key());
    expect([answer.status, (await answer.json()).code]).toEqual([400, 'cursor.invalid']);
  });

  test('finds cases by words and by filters', async () => {
    const { number } = await open({ story: 'The samovar sings at night.', reason: 'product.defective' });
    await shop.put(`/v1/cases/${number}/tags`, { tags: ['samovar'] }, shop.key());
    for (const query of ['q=samov', 'tag=samovar', 'reason=product.defective', `q=${number}`]) {
      expect((await (await shop.get(`/v1/cases?${query}`, shop.key())).json()).items.map((one: { number: string }) => one.number)).toEqual([
        number,
      ]);
    }
  });

  test('reads everything that happened, numbered without a gap, page by page', async () => {
    const { number } = (await (await shop.post('/v1/public/cases', lateKettle)).json()).case;
    for (const text of ['one', 'two', 'three']) await shop.post(`/v1/cases/${number}/notes`, { text }, shop.key());
    const all = await (await shop.get(`/v1/cases/${number}/events`, shop.key())).json();
    expect(all.items.map((event: { number: number }) => event.number)).toEqual(all.items.map((_: unknown, i: number) => i + 1));
    expect(all.items[0]).toMatchObject({ type: 'case_opened', by: { role: 'customer' }, data: { opened: { story: lateKettle.story } } });
    expect(all.nextCursor).toBeNull();

    const first = await (await shop.get(`/v1/cases/${number}/events?limit=2`, shop.key())).json();
    const rest = await (await shop.get(`/v1/cases/${number}/events?limit=100&cursor=${first.nextCursor}`, shop.key())).json();
    expect([...first.items, ...rest.items]).toEqual(all.items);
    expect(rest.nextCursor).toBeNull();
    const garbage = await shop.get(`/v1/cases/${number}/events?cursor=garbage`, shop.key());
    expect([garbage.status, (await garbage.json()).code]).toEqual([400, 'cursor.invalid']);
  });
});

describe('whatever goes wrong', () => {
  test.each<[string, () => Promise<Response>, number, string]>([
    ['a path that is none', () => shop.get('/v1/nothing'), 404, 'case.not_found'],
    ['no key', () => shop.get('/v1/cases'), 401, 'key.missing'],
    ['an unknown case', () => shop.get('/v1/cases/A7K-3QX', shop.key()), 404, 'case.not_found'],
    [
      'half a JSON',
      () => shop.request('/v1/cases', { method: 'POST', body: '{', headers: { ...shop.key(), 'content-type': 'application/json' } }),
      400,
      'request.malformed',
    ],
    [
      'no JSON',
      () => shop.request('/v1/cases', { method: 'POST', body: '<a/>', headers: { ...shop.key(), 'content-type': 'text/xml' } }),
      415,
      'request.wrong_type',
    ],
    ['too much', () => shop.post('/v1/cases', { kind: 'complaint', story: 'x'.repeat(600_000) }, shop.key()), 413, 'request.too_large'],
    [
      'an act at the wrong time',
      async () => shop.put(`/v1/cases/${(await open()).number}/fulfilment`, { proof: { kind: 'text', text: 'Done.' } }, shop.key()),
      409,
      'case.wrong_state',
    ],
    [
      'a rule that says no',
      async () => shop.post(`/v1/cases/${(await open()).number}/offers`, { remedy: 'compensation' }, shop.key()),
      422,
      'remedy.amount_missing',
    ],
  ])('%s is answered in one shape, with a code that never changes', async (_, attempt, status, code) => {
    const answer = await attempt();
    const problem = await answer.json();
    expect(answer.headers.get('content-type')).toBe('application/problem+json');
    expect(problem).toMatchObject({
      type: `urn:amends:${code}`,
      title: expect.stringMatching(/\w/),
      status,
      code,
      detail: expect.stringMatching(/\w/),
    });
    expect(answer.status).toBe(status);
    expect(problem.requestId).toBe(answer.headers.get('x-request-id'));
  });

  test('what breaks on our side is written down with the number the program was told, and tells no more', async () => {
    const broken = await createTestApp();
    await broken.db.write([{ sql: 'drop table settings', args: [] }]);
    const answer = await broken.post('/v1/cases', byPhone, broken.key());
    const problem = await answer.json();
    expect([answer.status, problem.code]).toEqual([500, 'server.failed']);
    expect(JSON.stringify(problem)).not.toMatch(/settings|sql/i);
    expect(broken.failures).toEqual([expect.objectContaining({ requestId: problem.requestId, path: '/v1/cases' })]);
    await broken.close();
  });

  test('every answer carries a number to ask about, also a good one', async () => {
    const numbers = [await shop.get('/healthz'), await shop.get('/v1/cases', shop.key()), await shop.get('/v1/nothing')].map((answer) =>
      answer.headers.get('x-request-id'),
    );
    expect(new Set(numbers).size).toBe(3);
  });

  test('nothing else broke', () => {
    expect(shop.failures).toEqual([]);
  });
});
