import type { Db } from './db.ts';

/** What there is, of all merchants together. */
export type Meters = { events: number; openCases: number; outboxWaiting: number };

export async function readMeters(db: Db): Promise<Meters> {
  const row = await db.readOne(
    `select (select coalesce(max(seq), 0) from case_events) as events,
       (select coalesce(sum(value), 0) from counters where name = 'open') as open_cases,
       (select count(*) from outbox where state = 'waiting') as outbox_waiting`,
  );
  return { events: Number(row?.events), openCases: Number(row?.open_cases), outboxWaiting: Number(row?.outbox_waiting) };
}
