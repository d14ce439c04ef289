import { resolve } from 'node:path';
import { expect, test } from 'vitest';
import { readConfig } from './config.ts';

test('without any setting Amends runs on this machine, with its database in the data folder', () => {
  expect(readConfig({})).toMatchObject({
    port: 8787,
    publicUrl: 'http://localhost:8787',
    dataDir: resolve('data'),
    databasePath: resolve('data/amends.db'),
  });
});

test.each([
  [
    'a file by a path',
    { DATABASE_URL: 'file:shop data/amends.db' },
    resolve('shop data/amends.db'),
    expect.stringMatching(/^file:\/\/.*\/shop%20data\/amends\.db$/),
  ],
  [
    'a file by a URL',
    { DATABASE_URL: 'file:///srv/shop%20data/amends.db' },
    '/srv/shop data/amends.db',
    'file:///srv/shop%20data/amends.db',
  ],
  [
    'a folder with signs that mean something in a URL',
    { DATA_DIR: '/srv/100% #1 ?' },
    '/srv/100% #1 ?/amends.db',
    'file:///srv/100%25%20%231%20%3F/amends.db',
  ],
  ['a database server', { DATABASE_URL: 'libsql://db.example' }, null, 'libsql://db.example'],
])('the database may be %s', (_, environment, databasePath, databaseUrl) => {
  expect(readConfig(environment)).toMatchObject({ databasePath, databaseUrl });
});

test('an empty setting is none, and an address needs no slash at its end', () => {
  expect(readConfig({ PORT: '', PUBLIC_URL: 'https://amends.example/' })).toMatchObject({
    port: 8787,
    publicUrl: 'https://amends.example',
  });
});

test('every wrong setting is named at once', () => {
  const read = () => readConfig({ PORT: 'many', PUBLIC_URL: 'amends', AMENDS_SECRET: 'short' });
  expect(read).toThrow(/PORT[\s\S]*PUBLIC_URL[\s\S]*AMENDS_SECRET needs at least 16 characters/);
});
