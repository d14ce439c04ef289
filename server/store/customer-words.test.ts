import { describe, expect, test } from 'vitest';
import { NOON } from '#shared/fixtures/cast.ts';
import { createCustomerStore } from './customers.ts';
import { sql } from './db.ts';
import { openDatabase } from './fixtures/database.ts';
import { openShops, STRANGER } from './fixtures/shop.ts';
import { insertMerchant } from './merchants.ts';
import { migrate, MIGRATIONS } from './migrate.ts';

const MERCHANT = 'mer_garden';
const PEOPLE: [id: string, externalId: string | null, name: string, email: string][] = [
  ['cus_ada', 'c-10042', 'Ada Moreau', 'ada@acme.example'],
  ['cus_anne', 'K/77', 'Anne-Marie O’Neill', 'am.oneill@mail.example'],
  ['cus_eleni', null, 'Ελένη Παπαδοπούλου', 'eleni@mail.example'],
  ['cus_jose', 'x_1', 'José Nuñez', 'jose.nunez@acme.example'],
  ['cus_sergej', null, 'Сергей Ковалёв', 'sergej@mail.example'],
  ['cus_ravi', null, 'रवि शर्मा', 'ravi@mail.example'],
];
const atHour = (hour: number) => new Date(Date.parse(NOON) + hour * 3_600_000).toISOString();

async function openPeople(kind: 'file' | 'http' = 'file') {
  const { db, stranger } = await openShops(kind);
  const customers = createCustomerStore(db, MERCHANT);
  for (const [i, [id, externalId, name, email]] of PEOPLE.entries())
    await db.write(customers.upsert(null, id, externalId === null ? { email } : { externalId }, { name, email }, atHour(i + 1)));
  const found = async (q: string) => (await customers.list({ q, limit: 50 })).map(({ id }) => id);
  return { db, stranger, customers, found };
}

describe.each(['file', 'http'] as const)('on a database by %s', (kind) => {
  test('a customer is found by words of the name, the address or the number, in any order', async () => {
    const { found } = await openPeople(kind);
    const wanted: [string, string[]][] = [
      ['ada', ['cus_ada']],
      ['moreau ada', ['cus_ada']],
      ['mor', ['cus_ada']],
      ['ADA@acme.example', ['cus_ada']],
      ['ada@ac', ['cus_ada']],
      ['c-10042', ['cus_ada']],
      ['10042', ['cus_ada']],
      ['acme', ['cus_ada', 'cus_jose']],
      ['anne marie', ['cus_anne']],
      ['anne-marie', ['cus_anne']],
      ["o'neill", ['cus_anne']],
      ['K/77', ['cus_anne']],
      ['jose nunez', ['cus_jose']],
      ['José'.normalize('NFD'), ['cus_jose']],
      ['x_1', ['cus_jose']],
      ['ελενη', ['cus_eleni']],
      ['ΕΛΈΝΗ ΠΑΠΑΔΟΠΟΥΛΟΥ', ['cus_eleni']],
      ['ковалев сергеи', ['cus_sergej']],
      ['शर्मा', ['cus_ravi']],
      ['oreau', []],
      ['ada nunez', []],
      ['" OR merchant:*', []],
      ['@@', []],
      ['  ', ['cus_fern', ...PEOPLE.map(([id]) => id)]],
    ];
    const answers = [];
    for (const [q] of wanted) answers.push([q, (await found(q)).map((id) => (PEOPLE.some(([one]) => one === id) ? id : 'cus_fern'))]);
    expect(answers).toEqual(wanted);
  });
});

test('another shop’s customers are not found', async () => {
  const { db, found, stranger } = await openPeople();
  const theirs = createCustomerStore(db, STRANGER);
  expect(await found('ada')).toEqual(['cus_ada']);
  expect((await theirs.list({ q: 'ada', limit: 50 })).length).toBe(0);
  expect((await theirs.list({ q: 'fern', limit: 50 })).map(({ id }) => id)).toEqual([stranger.customerId]);
});

test('who is renamed is found by the new name alone; what else changes moves nothing', async () => {
  const { db, customers, found } = await openPeople();
  await db.write(customers.edit('cus_ada', { name: 'Ada King', plan: 'Tea club' }, NOON));
  await db.write(customers.edit('cus_ada', { plan: null }, NOON));
  expect([await found('moreau'), await found('king')]).toEqual([[], ['cus_ada']]);
  const [before] = await customers.list({ q: 'jose', limit: 1 });
  await db.write([customers.put([{ ...before!, externalId: 'x_1', name: 'José Pérez' }], NOON)]);
  expect([await found('nunez perez'), await found('perez')]).toEqual([['cus_jose'], ['cus_jose']]);
});

test('pages follow each other, oldest first, and meet nobody twice', async () => {
  const { customers } = await openPeople();
  const first = await customers.list({ q: 'mail', limit: 2 });
  const last = first.at(-1)!;
  const second = await customers.list({ q: 'mail', limit: 50, after: [last.createdAt, last.id] });
  expect([...first, ...second].map(({ id }) => id)).toEqual(['cus_anne', 'cus_eleni', 'cus_sergej', 'cus_ravi']);
});

test('an erased person leaves no words', async () => {
  const { db, found } = await openPeople();
  await db.write([
    sql("update customers set name = null, email = null, external_id = 'erased-1', erased_at = ? where id = 'cus_ada'", NOON),
  ]);
  expect([await found('ada'), await found('erased'), await found('c-10042')]).toEqual([[], [], []]);
});

test('customers a shop had before are found after the update, but for those who were erased', async () => {
  const db = await openDatabase('file');
  await migrate(
    db,
    MIGRATIONS.filter(({ id }) => id !== '0023-customer-words'),
  );
  await db.write([insertMerchant({ id: MERCHANT, name: 'Garden shop' }, NOON)]);
  const customers = createCustomerStore(db, MERCHANT);
  for (const [i, [id, externalId, name, email]] of PEOPLE.entries())
    await db.write(customers.upsert(null, id, externalId === null ? { email } : { externalId }, { name, email }, atHour(9 - i)));
  await db.write([sql("update customers set erased_at = ? where id = 'cus_ada'", NOON)]);
  expect(await migrate(db)).toEqual(['0023-customer-words']);
  const found = async (q: string) => (await customers.list({ q, limit: 50 })).map(({ id }) => id);
  expect([await found('acme'), await found('ελενη'), await found('mail')]).toEqual([
    ['cus_jose'],
    ['cus_eleni'],
    ['cus_ravi', 'cus_sergej', 'cus_eleni', 'cus_anne'],
  ]);
});
