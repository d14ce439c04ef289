import { afterAll, beforeAll, expect, test } from 'vitest';
import type { KeyView, NewKey } from '#shared/contracts/keys.ts';
import { createTestApp, type TestApp } from '../test-app.ts';

type Person = Awaited<ReturnType<TestApp['signIn']>>;
let shop: TestApp;
let omar: Person;
let lena: Person;
beforeAll(async () => {
  shop = await createTestApp();
  [omar, lena] = [await shop.signIn('Omar', 'owner'), await shop.signIn('Lena', 'lead')];
});
afterAll(() => shop.close());

const read = async <Body = NewKey>(answer: Response) => (await answer.json()) as Body;
const keys = async (who = omar) => (await read<{ items: KeyView[] }>(await shop.get('/staff/keys', who.headers))).items;

test('the owner makes a key that works at once, sees its secret once, and sees the day it was last used', async () => {
  const made = await shop.post('/staff/keys', { name: 'Till', scope: 'read' }, omar.headers);
  expect(made.status).toBe(201);
  const { id, secretKey } = await read(made);
  expect(secretKey).toMatch(/^sk_.{20,}/);
  expect((await keys()).find((key) => key.id === id)).toEqual({
    id,
    name: 'Till',
    scope: 'read',
    createdAt: shop.now().toISOString(),
    lastUsedOn: null,
    revokedAt: null,
  });
  expect((await shop.get('/v1/cases', shop.bearer(secretKey))).status).toBe(200);
  expect((await keys()).find((key) => key.id === id)).toMatchObject({ lastUsedOn: '2026-03-02' });
  expect(JSON.stringify(await shop.db.read('select * from api_keys'))).not.toContain(secretKey);
});

test('a revoked key is refused from then on, and stays in the list as revoked', async () => {
  const { id, secretKey } = await read(await shop.post('/staff/keys', { name: 'Old till', scope: 'write' }, omar.headers));
  expect(await read(await shop.remove(`/staff/keys/${id}`, undefined, omar.headers))).toMatchObject({
    revokedAt: shop.now().toISOString(),
  });
  expect((await shop.get('/v1/cases', shop.bearer(secretKey))).status).toBe(401);
  expect((await shop.remove(`/staff/keys/${id}`, undefined, omar.headers)).status).toBe(200);
  const { items } = await read<{ items: object[] }>(await shop.get('/staff/audit?what=key_revoked', omar.headers));
  expect(items).toHaveLength(1);
});

test('a key without a name or with a scope nobody knows is told which field is wrong', async () => {
  const refused = await shop.post('/staff/keys', { name: ' ', scope: 'everything' }, omar.headers);
  expect(refused.status).toBe(400);
  expect((await read<{ errors: { path: string }[] }>(refused)).errors.map(({ path }) => path)).toEqual(['name', 'scope']);
});

test('keys are for the owner alone; a stranger and another shop find nothing', async () => {
  const { id } = await read(await shop.post('/staff/keys', { name: 'Mine', scope: 'read' }, omar.headers));
  for (const person of [lena, await shop.signIn('Maya', 'agent'), await shop.signIn('Vera', 'viewer')]) {
    expect((await shop.get('/staff/keys', person.headers)).status).toBe(403);
    expect((await shop.post('/staff/keys', { name: 'No', scope: 'read' }, person.headers)).status).toBe(403);
    expect((await shop.remove(`/staff/keys/${id}`, undefined, person.headers)).status).toBe(403);
  }
  expect((await shop.get('/staff/keys')).status).toBe(401);
  const another = await shop.signIn('Kim', 'owner', shop.stranger.merchantId);
  expect((await keys(another)).map((key) => key.id)).not.toContain(id);
  expect((await shop.remove(`/staff/keys/${id}`, undefined, another.headers)).status).toBe(404);
  expect((await keys()).find((key) => key.id === id)).toMatchObject({ revokedAt: null });
});
