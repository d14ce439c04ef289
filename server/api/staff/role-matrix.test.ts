import { afterAll, beforeAll, expect, test } from 'vitest';
import { createTestApp, PUBLIC_URL, type TestApp } from '../test-app.ts';
import { DOORS, MATRIX } from './fixtures/role-matrix.ts';
import { ask, ASKING, hireAll, type Staff } from './fixtures/role-things.ts';

/** It never ends, so it is asked in a test of its own. */
const STREAM = 'GET /staff/stream';

let shop: TestApp;
let staff: Staff;
beforeAll(async () => {
  shop = await createTestApp();
  staff = await hireAll(shop);
});
afterAll(() => shop.close());

const callsOf = (app: TestApp['app']) => [
  ...new Set(
    app.routes.filter(({ method, path }) => method !== 'ALL' && path.startsWith('/staff/')).map(({ method, path }) => `${method} ${path}`),
  ),
];

test('the table knows every call of the staff page, and none that is gone', () => {
  const known = [...MATRIX.map(([call]) => call), ...DOORS, STREAM];
  expect(callsOf(shop.app).toSorted()).toEqual(known.toSorted());
});

test.each(MATRIX)('%s answers owner, lead, agent, viewer and another shop: %s', async (call, expected, body) => {
  const answers: number[] = [];
  for (const asking of ASKING) {
    const answer = await ask(call, body, shop, staff, asking);
    answers.push(answer.status);
    if (asking === 'other') expect(answer.text).not.toMatch(/mer_garden|@garden\.example|My kettle never arrived/);
  }
  expect(answers.join(' ')).toBe(expected);
  expect(shop.failures).toEqual([]);
});

test.each([...MATRIX.map(([call]) => call), STREAM])('a stranger gets nothing from %s', async (call) => {
  const [method = '', route = ''] = call.split(' ');
  const path = route.replaceAll(/:\w+(\{[^}]*\})?/g, 'x');
  const answer = await shop.request(path, {
    method,
    headers: { origin: PUBLIC_URL, 'content-type': 'application/json' },
    ...(method !== 'GET' && { body: '{}' }),
  });
  expect([answer.status, ((await answer.json()) as { code: string }).code]).toEqual([401, 'staff.not_signed_in']);
});

test('the stream of changes is open to whoever is signed in', async () => {
  for (const asking of ASKING) {
    const ending = new AbortController();
    const answer = await shop.request('/staff/stream', { headers: { cookie: staff[asking].cookie() }, signal: ending.signal });
    expect([asking, answer.status]).toEqual([asking, 200]);
    await answer.body?.cancel();
    ending.abort();
  }
});
