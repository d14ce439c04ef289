import { describe, expect, test } from 'vitest';
import { sql } from './db.ts';
import { newFile, openDatabase } from './fixtures/database.ts';
import { migrate, MIGRATIONS } from './migrate.ts';

const all = MIGRATIONS.map(({ id }) => id);
const NAMES = { id: 'names', up: ['create table names (name text not null) strict'] };
const UNIQUE = { id: 'unique', up: ['alter table names add column note text', 'create unique index names_once on names (name)'] };

describe.each(['file', 'http'] as const)('a database by %s', (kind) => {
  test('is brought up to date once', async () => {
    const db = await openDatabase(kind);
    expect(await migrate(db)).toEqual(all);
    expect(await migrate(db)).toEqual([]);
  });

  test('is brought up to date once also when two servers start together', async () => {
    const file = await newFile();
    const [a, b] = kind === 'http' ? [await openDatabase(kind, file), await openDatabase(kind, file)] : [await openDatabase(kind, file)];
    const ran = await Promise.all([migrate(a), migrate(b ?? a)]);
    expect(ran.flat().toSorted()).toEqual(all);
  });

  test('keeps what is in it when a later step comes', async () => {
    const db = await openDatabase(kind);
    await migrate(db, [NAMES]);
    await db.write([sql("insert into names values ('Fern'), ('Bram')")]);
    expect(await migrate(db, [NAMES, UNIQUE])).toEqual(['unique']);
    expect(await db.read('select name, note from names order by name')).toMatchObject([
      { name: 'Bram', note: null },
      { name: 'Fern', note: null },
    ]);
  });

  test('says so when what is in it does not allow a step, and leaves no half of it', async () => {
    const db = await openDatabase(kind);
    await migrate(db, [NAMES]);
    await db.write([sql("insert into names values ('Fern'), ('Fern')")]);
    await expect(migrate(db, [NAMES, UNIQUE])).rejects.toThrow(/UNIQUE/);
    expect(await db.read('select id from migrations')).toMatchObject([{ id: 'names' }]);
    await expect(db.read('select note from names')).rejects.toThrow(/note/);
  });
});
