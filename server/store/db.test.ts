import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { performance } from 'node:perf_hooks';
import { describe, expect, test } from 'vitest';
import { type Db, isTaken, type Statement, sql } from './db.ts';
import { type Kind, newFile, openDatabase } from './fixtures/database.ts';
import { migrate } from './migrate.ts';

const LETTERS = [
  {
    id: '0001-letters',
    up: [
      'create table letters (id text primary key, copies integer not null default 1, version integer not null default 0) strict',
      'create table stamps (seq integer primary key, letter text not null references letters (id), what text not null) strict',
    ],
  },
];
const letter = (id: string): Statement[] => [
  sql('insert into letters (id) values (?)', id),
  sql('insert into stamps (letter, what) values (?, ?)', id, 'written'),
];

async function openLetters(kind: Kind, file?: string): Promise<Db> {
  const db = await openDatabase(kind, file);
  await migrate(db, LETTERS);
  return db;
}

const idsIn = async (db: Db) => (await db.read('select id from letters order by id')).map(({ id }) => id);
const countIn = async (db: Db, table: string) => (await db.readOne(`select count(*) as n from ${table}`))?.n;

describe.each(['file', 'http'] as const)('a database by %s', (kind) => {
  test('takes 500 writes at once in a few commits, and every one is there', async () => {
    const db = await openLetters(kind);
    const before = db.stats.groups;
    await Promise.all(Array.from({ length: 500 }, (_, i) => db.write(letter(`letter ${i}`))));
    expect([await countIn(db, 'letters'), await countIn(db, 'stamps')]).toEqual([500, 500]);
    expect(db.stats.groups - before).toBeLessThan(10);
    expect(db.stats.busy).toBe(0);
  });

  test('refuses one bad write and keeps its neighbours', async () => {
    const db = await openLetters(kind);
    await db.write(letter('taken'));
    const [first, bad, last] = await Promise.allSettled([db.write(letter('a')), db.write(letter('taken')), db.write(letter('b'))]);
    expect([first.status, bad.status, last.status]).toEqual(['fulfilled', 'rejected', 'fulfilled']);
    expect(isTaken((bad as PromiseRejectedResult).reason)).toBe(true);
    expect(await idsIn(db)).toEqual(['a', 'b', 'taken']);
    expect((await db.read("select what from stamps where letter = 'taken'")).length).toBe(1);
  });

  test('writes all statements of one write or none', async () => {
    const db = await openLetters(kind);
    await expect(db.write([...letter('half'), sql('insert into nowhere values (1)')])).rejects.toThrow(/nowhere/);
    expect([await idsIn(db), await countIn(db, 'stamps')]).toEqual([[], 0]);
  });

  test('lets exactly one of three win who change the same thing from the same version', async () => {
    const db = await openLetters(kind);
    await db.write(letter('x'));
    const change = (who: string) =>
      db.write([
        sql('update letters set copies = copies + 1, version = version + 1 where id = ? and version = ?', 'x', 0),
        sql("insert into stamps (letter, what) select 'x', ? where changes() = 1", who),
      ]);
    const results = await Promise.all(['Maya', 'Lena', 'Omar'].map(change));
    expect(results.map(([updated]) => updated?.rowsAffected)).toEqual([1, 0, 0]);
    expect(await db.read("select what from stamps where what <> 'written'")).toMatchObject([{ what: 'Maya' }]);
    expect(await db.readOne('select copies, version from letters')).toMatchObject({ copies: 2, version: 1 });
  });

  test('refuses the character at which SQLite would cut a text, and says which it is', async () => {
    const db = await openLetters(kind);
    const [bad, good] = await Promise.allSettled([db.write(letter('cut \u0000 here')), db.write(letter('whole'))]);
    expect(bad).toMatchObject({ status: 'rejected', reason: { code: 'request.malformed', message: expect.stringContaining('U+0000') } });
    expect(good.status).toBe('fulfilled');
    expect(await idsIn(db)).toEqual(['whole']);
  });

  test('keeps words of any script, and numbers and nothing as they are', async () => {
    const db = await openLetters(kind);
    await db.write([sql('create table kept (a text, b integer, c real, d text) strict')]);
    const words = 'مجھے کیتلی نہیں ملی 🫖 Ωραία';
    await db.write([sql('insert into kept values (?, ?, ?, ?)', words, 9_007_199_254_740_991, 0.5, null)]);
    expect(await db.readOne('select * from kept')).toMatchObject({ a: words, b: 9_007_199_254_740_991, c: 0.5, d: null });
  });
});

/** Holds the write lock of a file for a while, as a forgotten shell would. */
async function holdLock(file: string, ms: number): Promise<void> {
  const script = `
    const Database = require('libsql');
    const db = new Database(process.argv[1]);
    db.exec('begin immediate');
    console.log('held');
    setTimeout(() => { db.exec('commit'); db.close(); }, Number(process.argv[2]));`;
  const holder = spawn(process.execPath, ['-e', script, file, String(ms)], {
    cwd: import.meta.dirname,
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  await once(holder.stdout, 'data');
}

describe('a file another process holds for a moment', () => {
  test('is waited for while everything else goes on, and is then written with full care again', async () => {
    const file = await newFile();
    const db = await openLetters('file', file);
    await holdLock(file, 400);
    let last = performance.now();
    let longest = 0;
    const ticking = setInterval(() => {
      longest = Math.max(longest, performance.now() - last);
      last = performance.now();
    }, 5);
    await Promise.all(['a', 'b', 'c'].map((id) => db.write(letter(id))));
    clearInterval(ticking);

    expect(db.stats.busy).toBeGreaterThan(0);
    expect(longest).toBeLessThan(250);
    await db.write(letter('after'));
    expect(await idsIn(db)).toEqual(['a', 'after', 'b', 'c']);
    expect([await db.readOne('pragma synchronous'), await db.readOne('pragma foreign_keys')]).toMatchObject([
      { synchronous: 2 },
      { foreign_keys: 1 },
    ]);
  });

  test('is on disk before a write is acknowledged', async () => {
    const db = await openLetters('file');
    expect([await db.readOne('pragma synchronous'), await db.readOne('pragma journal_mode')]).toMatchObject([
      { synchronous: 2 },
      { journal_mode: 'wal' },
    ]);
  });
});

test('what a batch refers to must exist', async () => {
  const db = await openLetters('file');
  await expect(db.write([sql("insert into stamps (letter, what) values ('nobody', 'sent')")])).rejects.toThrow(/FOREIGN KEY/);
});

test('closing waits for what was begun', async () => {
  const file = await newFile();
  const db = await openLetters('file', file);
  const written = db.write(letter('last'));
  await db.close();
  await written;
  expect(await idsIn(await openDatabase('file', file))).toEqual(['last']);
});
