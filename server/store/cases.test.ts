import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { NOON, lena, maya } from '#shared/fixtures/cast.ts';
import type { Case } from '#server/domain/case.ts';
import { evolve } from '#server/domain/evolve.ts';
import { doing, fullRefund } from '#server/domain/fixtures.ts';
import { nextDueAt, turnOf } from '#server/domain/life.ts';
import { makeOffer } from '#server/domain/offer-acts.ts';
import { addNote, takeCase } from '#server/domain/staff-acts.ts';
import { ChangedMeanwhile, findCaseByToken } from './cases.ts';
import { sql } from './db.ts';
import { live, lives } from './fixtures/lives.ts';
import { openShops } from './fixtures/shop.ts';

const take = (before: Case) => takeCase(before, {}, doing(maya));
const note = (text: string) => (before: Case) => addNote(before, text, doing(lena));
const offer = (before: Case) => makeOffer(before, fullRefund, doing(maya));

describe.each(['file', 'http'] as const)('cases kept by %s', (kind) => {
  test('two who answer the same case at once: one wins, the other is shown the newer case', async () => {
    const { garden } = await openShops(kind);
    const { id, version } = await garden.open();
    const answers = await Promise.allSettled([garden.cases.change(id, take, version), garden.cases.change(id, offer, version)]);
    const [won] = answers.filter((one) => one.status === 'fulfilled');
    const [lost] = answers.filter((one) => one.status === 'rejected');
    expect(lost?.reason).toBeInstanceOf(ChangedMeanwhile);
    expect(lost?.reason).toMatchObject({ newer: won?.value });
    expect(await garden.cases.find(id)).toEqual(won?.value);
    expect((await garden.cases.events(id)).length).toBe(won?.value.version);
  });

  test('who has seen an older case is refused before anything is decided', async () => {
    const { garden } = await openShops(kind);
    const { id, version } = await garden.open();
    const newer = await garden.cases.change(id, take, version);
    await expect(garden.cases.change(id, note('Too late.'), version)).rejects.toMatchObject({ code: 'case.changed_meanwhile', newer });
    expect((await garden.cases.find(id)).notes).toEqual([]);
  });

  test('notes written at the same moment are all kept, since a note does not mind a newer case', async () => {
    const { garden } = await openShops(kind);
    const { id } = await garden.open();
    await Promise.all(['one', 'two', 'three', 'four'].map((text) => garden.cases.change(id, note(text))));
    const kept = await garden.cases.find(id);
    expect(kept.notes.map(({ text }) => text).toSorted()).toEqual(['four', 'one', 'three', 'two']);
    expect((await garden.cases.events(id)).map(({ number }) => number)).toEqual(Array.from({ length: kept.version }, (_, i) => i + 1));
  });

  test('a change that cannot be written whole leaves no trace: no event, no letter, no number', async () => {
    const { garden } = await openShops(kind);
    const { id, version } = await garden.open();
    const before = await garden.traces();
    await expect(garden.cases.change(id, offer, version, () => [sql('insert into nowhere values (1)')])).rejects.toThrow(/nowhere/);
    expect(await garden.traces()).toEqual(before);
    await garden.cases.change(id, offer, version);
    expect((await garden.letters()).map(({ topic }) => topic)).toEqual(['receipt', 'offer']);
  });

  test('what is written in the same breath shares the fate of the case', async () => {
    const { db, garden } = await openShops(kind);
    const { id, version } = await garden.open();
    await db.write([sql('create table calls (id text primary key) strict'), sql("insert into calls values ('call_1')")]);
    const calling = (call: string) =>
      garden.cases.change(id, note('Called her.'), version, () => [sql('insert into calls values (?)', call)]);
    await expect(calling('call_1')).rejects.toThrow(/UNIQUE/); // another key was taken: no reason to try again, and none to blame a colleague
    expect((await garden.cases.find(id)).version).toBe(version);
    await calling('call_2');
    expect((await db.read('select id from calls')).length).toBe(2);
  });
});

test('another shop’s case is not there, by whatever name one asks', async () => {
  const { garden, stranger } = await openShops();
  const { id, number } = await garden.open({ story: 'My kettle never arrived' });
  for (const name of [id, number]) {
    await expect(stranger.cases.find(name)).rejects.toMatchObject({ code: 'case.not_found' });
    await expect(stranger.cases.change(name, take)).rejects.toMatchObject({ code: 'case.not_found' });
  }
  expect([await stranger.cases.events(id), await stranger.cases.list({}), await stranger.cases.list({ q: 'kettle' })]).toEqual([
    [],
    { items: [], nextCursor: null, seq: 0 },
    { items: [], nextCursor: null, seq: 0 },
  ]);
  expect((await stranger.cases.changesAfter(0)).cases).toEqual([]);
  expect((await garden.cases.find(id)).state).toBe('received');
});

test('two shops may give the same number to a case', async () => {
  const { garden, stranger } = await openShops();
  const [ours, theirs] = [await garden.open({ number: 'A7K-3QX' }), await stranger.open({ number: 'A7K-3QX' })];
  expect((await garden.cases.find('a7k-3qx')).id).toBe(ours.id);
  expect((await stranger.cases.find('a7k-3qx')).id).toBe(theirs.id);
  await expect(garden.open({ number: 'A7K-3QX' })).rejects.toThrow(/UNIQUE/);
});

test('whatever happens to a case, its row is what its events add up to', async () => {
  const { garden } = await openShops();
  let events = 0;
  await fc.assert(
    fc.asyncProperty(lives, async (some) => {
      for (const id of (await live(garden, some)).ids) {
        const current = await garden.cases.find(id);
        const stored = await garden.cases.events(id);
        events += stored.length;
        expect(stored.map(({ event }) => event).reduce<Case | null>(evolve, null)).toEqual(current);
        expect(await garden.row(id)).toMatchObject({
          state: current.state,
          turn: turnOf(current),
          due_key: nextDueAt(current) ?? '9999',
          assignee: current.assignee,
          severity: current.severity,
          second_failure: Number(current.secondFailure),
          reason: current.reason,
          outcome: current.outcome,
          version: current.version,
          updated_at: current.updatedAt,
        });
      }
    }),
    { numRuns: 25, seed: 2026 },
  );
  expect(events).toBeGreaterThan(200);
});

test('an act that decides nothing writes nothing', async () => {
  const { garden } = await openShops();
  const { id, version } = await garden.open();
  const before = await garden.traces();
  expect((await garden.cases.change(id, () => null, version)).version).toBe(version);
  expect(await garden.traces()).toEqual(before);
});

test('the page hears which cases have changed since it last asked', async () => {
  const { garden, stranger } = await openShops();
  const quiet = await garden.open();
  const first = await garden.cases.changesAfter(null);
  expect(first).toEqual({ seq: expect.any(Number), cases: [] });
  await stranger.open();
  expect(await garden.cases.changesAfter(first.seq)).toEqual({ seq: first.seq, cases: [] });
  const taken = await garden.cases.change((await garden.open()).id, take);
  const next = await garden.cases.changesAfter(first.seq);
  expect(next.cases).toEqual([{ id: taken.id, version: taken.version }]);
  expect(next.seq).toBeGreaterThan(first.seq);
  expect(next.cases.some(({ id }) => id === quiet.id)).toBe(false);
  expect((await garden.cases.changesAfter(0)).cases.map(({ id }) => id)).toContain(quiet.id);
});

test('a link opens its case until it is withdrawn', async () => {
  const { db, garden } = await openShops();
  const { id } = await garden.open();
  expect(await findCaseByToken(db, `hash of ${id}`)).toEqual({ merchantId: garden.merchantId, caseId: id });
  await db.write([sql('update case_tokens set revoked_at = ? where case_id = ?', NOON, id)]);
  expect([await findCaseByToken(db, `hash of ${id}`), await findCaseByToken(db, 'no hash')]).toEqual([null, null]);
});
