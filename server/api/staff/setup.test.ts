import { expect, onTestFinished, test } from 'vitest';
import { hashOf } from '#server/secrets.ts';
import { createTestApp, PASSWORD } from '../test-app.ts';
import { browserOf } from './fixtures/browser.ts';

const TOKEN = 'su_printed_on_the_console';
const ANNA = { token: TOKEN, shop: 'Fern & Kettle', name: 'Anna', email: 'Anna@kettle.example', password: PASSWORD };

/** A server that was started on an empty database, as `AMENDS_DEMO=0` does. */
async function freshServer() {
  const shop = await createTestApp();
  onTestFinished(() => shop.close());
  await shop.db.write(
    ['delete from api_keys', 'delete from sites', 'delete from merchants', 'delete from organization'].map((text) => ({
      sql: text,
      args: [],
    })),
  );
  shop.deps.setupHash = hashOf(TOKEN);
  return { shop, visitor: browserOf(shop) };
}

test('the first person names the shop, chooses a password, and owns it', async () => {
  const { visitor } = await freshServer();
  expect((await visitor.get('/staff/door')).body.setup).toBe(true);
  const made = await visitor.post('/staff/setup', { ...ANNA, origins: ['https://kettle.example'] });
  expect([made.status, made.body]).toEqual([201, { email: 'anna@kettle.example' }]);
  await visitor.signIn('anna@kettle.example');
  expect((await visitor.get('/staff/me')).body).toMatchObject({ name: 'Anna', role: 'owner', merchant: { name: 'Fern & Kettle' } });
  expect((await visitor.get('/staff/sites')).body.items).toMatchObject([{ name: 'Fern & Kettle', origins: ['https://kettle.example'] }]);
});

test('the link is good once', async () => {
  const { shop, visitor } = await freshServer();
  expect((await visitor.post('/staff/setup', ANNA)).status).toBe(201);
  const again = await visitor.post('/staff/setup', { ...ANNA, email: 'thief@kettle.example' });
  expect([again.status, again.body.code]).toEqual([404, 'setup.not_found']);
  expect((await visitor.get('/staff/door')).body.setup).toBe(false);
  expect(await shop.db.read('select email from user')).toEqual([{ email: 'anna@kettle.example' }]);
});

test('of two clicks at the same moment one makes a person', async () => {
  const { shop, visitor } = await freshServer();
  const answers = await Promise.all([
    visitor.post('/staff/setup', ANNA),
    visitor.post('/staff/setup', { ...ANNA, email: 'b@kettle.example' }),
  ]);
  expect(answers.map(({ status }) => status).toSorted()).toEqual([201, 404]);
  expect(await shop.db.read('select id from member')).toHaveLength(1);
  expect(await shop.db.read('select id from user')).toHaveLength(1);
});

test('where somebody works already there is no setup, whatever was printed', async () => {
  const { shop, visitor } = await freshServer();
  await visitor.post('/staff/setup', ANNA);
  shop.deps.setupHash = hashOf('su_another_start');
  expect((await visitor.get('/staff/door')).body.setup).toBe(false);
  expect((await visitor.post('/staff/setup', { ...ANNA, token: 'su_another_start', email: 'b@kettle.example' })).status).toBe(404);
});

test('a shop made on the command line keeps its sites and takes the name that was typed', async () => {
  const shop = await createTestApp();
  onTestFinished(() => shop.close());
  shop.deps.setupHash = hashOf(TOKEN);
  const visitor = browserOf(shop);
  expect((await visitor.post('/staff/setup', ANNA)).status).toBe(201);
  await visitor.signIn('anna@kettle.example');
  const { merchant } = (await visitor.get('/staff/me')).body as { merchant: { id: string; name: string } };
  expect(merchant).toMatchObject({ name: 'Fern & Kettle' });
  expect(((await visitor.get('/staff/sites')).body.items ?? []).length).toBe(1);
});

test.each([
  ['a wrong link', { token: 'su_guess' }, 404],
  ['a short password', { password: 'short' }, 400],
  ['no name of the shop', { shop: ' ' }, 400],
  ['an origin with a path', { origins: ['https://kettle.example/shop'] }, 400],
])('%s is refused, and the link stays good', async (_, wrong, status) => {
  const { visitor } = await freshServer();
  expect((await visitor.post('/staff/setup', { ...ANNA, ...wrong })).status).toBe(status);
  expect((await visitor.post('/staff/setup', ANNA)).status).toBe(201);
});
