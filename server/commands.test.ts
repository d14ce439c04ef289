import { afterAll, beforeAll, expect, test } from 'vitest';
import { createTestApp, type TestApp } from './api/test-app.ts';
import { type Given, runCommand } from './commands.ts';
import { sql } from './store/db.ts';
import { WrongUse } from './wrong-use.ts';

let shop: TestApp;
beforeAll(async () => {
  shop = await createTestApp();
});
afterAll(() => shop.close());

const run = (command: string, options: Given['options'] = {}) => runCommand(shop.deps, command, { options, words: [] });

test.each<[string, string, Given['options']]>([
  ['a site without a name', 'site create', { origin: ['https://garden.example'] }],
  ['a site with an empty name', 'site create', { name: [''], origin: ['https://garden.example'] }],
  ['a site without an origin', 'site create', { name: ['Garden shop'] }],
  ['an origin with a path', 'site create', { name: ['Garden shop'], origin: ['https://garden.example/shop'] }],
  ['an origin that is none', 'site create', { name: ['Garden shop'], origin: ['https://garden.example', 'garden'] }],
  ['an invitation without an address', 'staff invite', { role: ['owner'] }],
  ['an address that is none', 'staff invite', { email: ['omar'], role: ['owner'] }],
  ['a role nobody has', 'staff invite', { email: ['omar@garden.example'], role: ['king'] }],
])('%s is wrong use, and nothing is written', async (_, command, options) => {
  const before = await shop.db.read('select id from sites union all select hash from invitations');
  await expect((async () => run(command, options))()).rejects.toThrow(WrongUse);
  expect(await shop.db.read('select id from sites union all select hash from invitations')).toEqual(before);
});

test('a new site belongs to the shop that is here, and its key opens what is this shop’s alone', async () => {
  const made = await run('site create', { name: ['Second shop'], origin: ['https://second.example'], currency: ['GBP'] });
  const config = await shop.get(`/v1/public/sites/${String(made.siteKey)}`, { origin: 'https://second.example' });
  expect([config.status, await config.json()]).toEqual([200, expect.objectContaining({ name: 'Second shop', currency: 'GBP' })]);
  const { number } = (await (await shop.post('/v1/public/cases', { siteKey: made.siteKey, kind: 'praise', story: 'Lovely.' })).json()).case;
  expect((await shop.get(`/v1/cases/${number}`, shop.bearer(String(made.secretKey)))).status).toBe(200);
  expect((await shop.get(`/v1/cases/${number}`, shop.strangersKey())).status).toBe(404);
});

test('a new site asks for a proof of work only when it was told to', async () => {
  const askingOf = async (options: Record<string, string[]>) => {
    const { siteKey } = await run('site create', { name: ['Fourth shop'], origin: ['*'], ...options });
    return (await (await shop.get(`/v1/public/sites/${String(siteKey)}`)).json()).challenge;
  };
  expect(await askingOf({})).toBe(false);
  expect(await askingOf({ challenge: [''] })).toBe(true);
});

test('no secret is kept in a form that can be read', async () => {
  const made = await run('site create', { name: ['Third shop'], origin: ['*'] });
  const kept = JSON.stringify([await shop.db.read('select * from sites'), await shop.db.read('select * from api_keys')]);
  expect(kept).toContain(String(made.siteKey));
  expect(kept).not.toContain(String(made.secretKey));
  expect(kept).not.toContain(String(made.identitySecret));
});

test('the doctor is content, until a case and its events disagree', async () => {
  const { id } = await (await shop.post('/v1/cases', { kind: 'complaint', story: 'It leaks.' }, shop.key())).json();
  expect(await run('doctor')).toMatchObject({ ok: true });
  await shop.db.write([sql('update cases set version = version + 1 where id = ?', id)]);
  await expect(run('doctor')).rejects.toThrow('1 cases do not agree with their events.');
  await shop.db.write([sql('update cases set version = version - 1 where id = ?', id)]);
  expect(await run('doctor')).toMatchObject({ ok: true });
});

test('a rebuild of the figures finds nothing to mend, until one was changed by hand', async () => {
  await shop.post('/v1/cases', { kind: 'complaint', story: 'It leaks again.', reason: 'product.defective' }, shop.key());
  expect(await run('insight rebuild')).toMatchObject({ differences: 0, fixed: false });
  await shop.db.write([sql("update insight_sums set v1 = v1 + 1 where what = 'case' and grain = 'm'")]);
  const told = await run('insight rebuild');
  expect(told.differences).toBeGreaterThan(0);
  expect(await run('insight rebuild')).toEqual(told);
  expect(await run('insight rebuild', { fix: [''] })).toMatchObject({ differences: told.differences, fixed: true });
  expect(await run('insight rebuild')).toMatchObject({ differences: 0 });
});
