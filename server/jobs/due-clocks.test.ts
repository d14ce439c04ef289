import { expect, onTestFinished, test } from 'vitest';
import { NOON, fern, hoursAfter } from '#shared/fixtures/cast.ts';
import { DEFAULT_SETTINGS } from '#shared/contracts/settings.ts';
import type { Actor } from '#server/domain/case.ts';
import { doing as doingBy, lateKettle } from '#server/domain/fixtures.ts';
import { openCase } from '#server/domain/open-case.ts';
import { timekeeperOf } from '#server/domain/timekeeper.ts';
import { createCaseStore } from '#server/store/cases.ts';
import { Db } from '#server/store/db.ts';
import { newFile } from '#server/store/fixtures/database.ts';
import { serveHrana } from '#server/store/fixtures/hrana-server.ts';
import { newId, openShops } from '#server/store/fixtures/shop.ts';
import { letTimePass } from './time-passes.ts';

const time = timekeeperOf(DEFAULT_SETTINGS);
const CASES = 30;
/** Tuesday 10:00 and 12:00, Friday 10:00 and Monday 12:00 among them. */
const HOURS_AFTER_NOON = [0, 21, 22, 23, 24, 48, 93, 94, 96, 167, 168, 192];

test('two servers on one remote database: each clock warns once and breaks once', async () => {
  const server = await serveHrana(await newFile());
  const one = await new Db({ url: server.url }).open();
  const other = await new Db({ url: server.url }).open();
  onTestFinished(async () => {
    await Promise.all([one.close(), other.close()]);
    await server.close();
  });
  const { garden } = await openShops(one);
  for (let i = 0; i < CASES; i++) {
    const change = openCase({ ...lateKettle, id: `case_due_${i}`, number: `DUE-${i}`, customerId: null }, doingBy(fern, NOON, { time }));
    await one.write(createCaseStore(one, garden.merchantId, { newId }).opening(change, `token_${i}`, 'kettle'));
  }
  const passes = (db: Db, at: string) =>
    letTimePass({ db, now: () => new Date(at), newId, doing: async (_merchant, by: Actor) => doingBy(by, at, { time }) });

  for (const hour of HOURS_AFTER_NOON) await Promise.all([passes(one, hoursAfter(NOON, hour)), passes(other, hoursAfter(NOON, hour))]);

  const told = await one.read(
    `select type, json_extract(data, '$.clock') as clock, at, count(*) as n, count(distinct case_id) as cases
     from case_events where type like 'clock%' group by 1, 2, 3 order by at`,
  );
  expect(told.map((row) => ({ ...row }))).toEqual([
    { type: 'clock_warned', clock: 'first_reply', at: '2026-03-03T10:00:00.000Z', n: CASES, cases: CASES },
    { type: 'clock_breached', clock: 'first_reply', at: '2026-03-03T12:00:00.000Z', n: CASES, cases: CASES },
    { type: 'clock_warned', clock: 'decision', at: '2026-03-06T10:00:00.000Z', n: CASES, cases: CASES },
    { type: 'clock_breached', clock: 'decision', at: '2026-03-09T12:00:00.000Z', n: CASES, cases: CASES },
  ]);
});
