import type { Instant } from '#shared/contracts/basics.ts';
import type { CallQuery, RescueCycleBody } from '#shared/contracts/rescue.ts';
import type { CyclePlan } from '#server/domain/rescue.ts';
import { worthOf } from '#server/domain/rescue.ts';
import type { Call, CallEventType } from '#server/domain/rescue-call.ts';
import { DomainError } from '#server/domain/errors.ts';
import { type Db, type InValue, type Row, type Statement, sql } from './db.ts';

export type CyclePlanned = Required<Omit<RescueCycleBody, 'name' | 'from' | 'to'>>;
export type Cycle = {
  id: string;
  name: string;
  from: string;
  to: string;
  plan: CyclePlanned;
  createdAt: Instant;
  createdBy: string | null;
};
export type CycleCounts = { planned: number; done: number; returned: number };
type ListedCalls = { items: Call[]; nextCursor: string | null };

/** Rescue cycles and calls. Bound to one merchant. */
export function createRescueStore(db: Db, merchantId: string) {
  /** @throws rescue_cycle.not_found */
  async function findCycle(id: string): Promise<Cycle> {
    const row = await db.readOne('select * from rescue_cycles where merchant_id = ? and id = ?', [merchantId, id]);
    if (!row) throw new DomainError('rescue_cycle.not_found', 'There is no such cycle.');
    return toCycle(row);
  }

  /** Newest first. */
  async function listCycles(limit: number, before?: [createdAt: string, id: string]): Promise<Cycle[]> {
    const rows = await db.read(
      `select * from rescue_cycles where merchant_id = ? ${before ? 'and (created_at, id) < (?, ?)' : ''} order by created_at desc, id desc limit ?`,
      [merchantId, ...(before ?? []), limit],
    );
    return rows.map(toCycle);
  }

  async function countsOf(cycleIds: string[]): Promise<Map<string, CycleCounts>> {
    const rows = await db.read(
      `select cycle_id, sum(state <> 'done') as planned, sum(state = 'done') as done, sum(coalesce(outcome, '') = 'returned') as returned
       from rescue_calls where merchant_id = ? and arm = 'contact' and cycle_id in (select value from json_each(?)) group by cycle_id`,
      [merchantId, JSON.stringify(cycleIds)],
    );
    return new Map(
      rows.map((row) => [String(row.cycle_id), { planned: Number(row.planned), done: Number(row.done), returned: Number(row.returned) }]),
    );
  }

  /** The cycle with all its calls, in one batch. Calls of ended cycles that nobody made make room. */
  const create = (cycle: Cycle, { calls, control }: CyclePlan, newId: (prefix: string) => string): Statement[] => [
    sql(
      'insert into rescue_cycles values (?, ?, ?, ?, ?, ?, ?, ?)',
      cycle.id,
      merchantId,
      cycle.name,
      cycle.from,
      cycle.to,
      JSON.stringify(cycle.plan),
      cycle.createdAt,
      cycle.createdBy,
    ),
    sql(
      `update rescue_calls set state = 'done', done_at = ?, version = version + 1, updated_at = ?
       where merchant_id = ? and state <> 'done' and arm = 'contact' and ${OVER}`,
      cycle.createdAt,
      cycle.createdAt,
      merchantId,
      cycle.createdAt.slice(0, 10),
      cycle.createdAt,
    ),
    sql(
      `insert into rescue_calls (id, merchant_id, cycle_id, customer_id, departure_id, arm, list, owner, week, state, worth, currency, reason, version, created_at, updated_at)
       select value ->> 0, ?, ?, value ->> 1, value ->> 2, value ->> 3, value ->> 4, value ->> 5, value ->> 6, 'planned', value ->> 7, value ->> 8, value ->> 9, 1, ?, ? from json_each(?)`,
      merchantId,
      cycle.id,
      cycle.createdAt,
      cycle.createdAt,
      JSON.stringify(
        [
          ...calls.map(({ candidate, list, owner, week }) => callRow(candidate, 'contact', list, owner, week)),
          ...control.map((candidate) => callRow(candidate, 'control', 'team', null, null)),
        ].map((row) => [newId('call'), ...row]),
      ),
    ),
  ];

  const callRow = ({ departure }: CyclePlan['control'][number], arm: string, list: string, owner: string | null, week: string | null) => {
    const worth = worthOf(departure);
    return [departure.customerId, departure.id, arm, list, owner, week, worth?.amount ?? 0, worth?.currency ?? null, departure.reason];
  };

  /** Customers somebody is to call already. */
  async function plannedAmong(customerIds: string[], at: Instant): Promise<Set<string>> {
    const rows = await db.read(
      `select customer_id from rescue_calls where merchant_id = ? and state <> 'done' and arm = 'contact' and not ${OVER} and customer_id in (select value from json_each(?))`,
      [merchantId, at.slice(0, 10), at, JSON.stringify(customerIds)],
    );
    return new Set(rows.map((row) => String(row.customer_id)));
  }

  /** @throws call.not_found */
  async function findCall(id: string, cycleId?: string): Promise<Call> {
    const row = await db.readOne('select * from rescue_calls where merchant_id = ? and id = ?', [merchantId, id]);
    if (!row || (cycleId !== undefined && row.cycle_id !== cycleId)) throw new DomainError('call.not_found', 'There is no such call.');
    return toCall(row);
  }

  /** The most valuable first. */
  async function listCalls(
    cycleId: string,
    query: CallQuery & { cursorAt?: [worth: number, seq: number] | undefined },
  ): Promise<ListedCalls> {
    const conditions: [string, InValue | undefined][] = [
      ['arm = ?', query.arm ?? 'contact'],
      ['owner = ?', query.owner],
      ['state = ?', query.state],
      ['outcome = ?', query.outcome],
    ];
    const given = conditions.filter((one): one is [string, InValue] => one[1] !== undefined);
    const rows = await db.read(
      `select * from rescue_calls where ${['merchant_id = ?', 'cycle_id = ?', ...given.map(([one]) => one), ...(query.cursorAt ? ['(-worth, seq) > (?, ?)'] : [])].join(' and ')}
       order by worth desc, seq limit ?`,
      [
        merchantId,
        cycleId,
        ...given.map(([, value]) => value),
        ...(query.cursorAt ? [-query.cursorAt[0], query.cursorAt[1]] : []),
        query.limit + 1,
      ],
    );
    const last = rows[query.limit - 1];
    return {
      items: rows.slice(0, query.limit).map(toCall),
      nextCursor: rows.length > query.limit && last ? `${String(last.worth)}.${String(last.seq)}` : null,
    };
  }

  /** What somebody has to do up to the end of a week: what was planned or postponed, then, where there is room, what waits. */
  async function listPlan(owner: string, week: { from: string; to: string }, size: number): Promise<Call[]> {
    const rows = await db.read(
      `select * from rescue_calls where merchant_id = ? and owner = ? and arm = 'contact' and
         ((state <> 'done' and (case when next_at is not null then substr(next_at, 1, 10) <= ? else week <= ? end)) or (state = 'done' and done_at >= ? and substr(done_at, 1, 10) <= ?))
       order by state = 'done', coalesce(substr(next_at, 1, 10), week), worth desc, seq limit 200`,
      [merchantId, owner, week.to, week.from, week.from, week.to],
    );
    const planned = rows.map(toCall);
    const room = size - planned.length;
    if (room <= 0) return planned;
    const waiting = await db.read(
      `select * from rescue_calls where merchant_id = ? and owner = ? and arm = 'contact' and state <> 'done' and week is null and next_at is null order by worth desc, seq limit ?`,
      [merchantId, owner, room],
    );
    return [...planned, ...waiting.map(toCall)];
  }

  const insertCall = (call: Call): Statement => {
    const row = rowOf(call);
    const columns = [
      'id',
      'merchant_id',
      'cycle_id',
      'customer_id',
      'departure_id',
      'watch_id',
      'arm',
      'list',
      'worth',
      'currency',
      'reason',
      'created_at',
      ...Object.keys(row),
    ];
    return sql(
      `insert into rescue_calls (${columns.join(', ')}) values (${columns.map(() => '?').join(', ')})`,
      call.id,
      merchantId,
      call.cycleId,
      call.customerId,
      call.departureId,
      call.watchId,
      call.arm,
      call.list,
      call.worth?.amount ?? 0,
      call.worth?.currency ?? null,
      call.reason,
      call.createdAt,
      ...Object.values(row),
    );
  };

  /** Fails as a taken key when somebody changed the call since: the number of its event is there already. */
  const changed = (
    before: Call,
    after: Call,
    event: { type: CallEventType; at: Instant; by: string | null; data?: object },
  ): Statement[] => {
    const row = rowOf({ ...after, version: before.version + 1, updatedAt: event.at });
    return [
      sql(
        'insert into rescue_call_events (merchant_id, call_id, number, type, at, by_id, data) values (?, ?, ?, ?, ?, ?, ?)',
        merchantId,
        before.id,
        before.version,
        event.type,
        event.at,
        event.by,
        JSON.stringify(event.data ?? {}),
      ),
      sql(
        `update rescue_calls set ${Object.keys(row)
          .map((column) => `${column} = ?`)
          .join(', ')} where merchant_id = ? and id = ?`,
        ...Object.values(row),
        merchantId,
        before.id,
      ),
    ];
  };

  async function listEarlier(customerId: string, exceptCall: string): Promise<Call[]> {
    const rows = await db.read(
      `select * from rescue_calls where merchant_id = ? and customer_id = ? and id <> ? and outcome is not null order by seq desc limit 20`,
      [merchantId, customerId, exceptCall],
    );
    return rows.map(toCall);
  }

  return { findCycle, listCycles, countsOf, create, plannedAmong, findCall, listCalls, listPlan, insertCall, changed, listEarlier };
}
export type RescueStore = ReturnType<typeof createRescueStore>;

/** Of a cycle that ended, and nobody agreed on another day. */
const OVER = `(cycle_id is not null and cycle_id in (select id from rescue_cycles where rescue_cycles.merchant_id = rescue_calls.merchant_id and to_day < ?) and (next_at is null or next_at < ?))`;

const rowOf = (call: Call): Record<string, InValue> => ({
  owner: call.owner,
  week: call.week,
  state: call.state,
  claimed_by: call.claimedBy,
  claimed_at: call.claimedAt,
  next_at: call.nextAt,
  outcome: call.outcome,
  note: call.note,
  said_back: call.saidBack,
  contacted_at: call.contactedAt,
  done_at: call.doneAt,
  done_by: call.doneBy,
  undo: call.undo && JSON.stringify(call.undo),
  version: call.version,
  updated_at: call.updatedAt,
});

const text = (value: InValue | undefined): string | null => (value === null || value === undefined ? null : String(value));

const toCycle = (row: Row): Cycle => ({
  id: String(row.id),
  name: String(row.name),
  from: String(row.from_day),
  to: String(row.to_day),
  plan: JSON.parse(String(row.plan)) as CyclePlanned, // written by create alone
  createdAt: String(row.created_at),
  createdBy: text(row.created_by),
});

/** Only this file writes these columns, from these same types. */
function toCall(row: Row): Call {
  return {
    id: String(row.id),
    cycleId: text(row.cycle_id),
    customerId: String(row.customer_id),
    departureId: text(row.departure_id),
    watchId: text(row.watch_id),
    arm: row.arm as Call['arm'],
    list: row.list as Call['list'],
    owner: text(row.owner),
    week: text(row.week),
    state: row.state as Call['state'],
    claimedBy: text(row.claimed_by),
    claimedAt: text(row.claimed_at),
    nextAt: text(row.next_at),
    outcome: text(row.outcome) as Call['outcome'],
    note: text(row.note),
    saidBack: text(row.said_back),
    contactedAt: text(row.contacted_at),
    doneAt: text(row.done_at),
    doneBy: text(row.done_by),
    worth: row.currency === null ? null : { amount: Number(row.worth), currency: String(row.currency) },
    reason: text(row.reason),
    undo: row.undo === null ? null : (JSON.parse(String(row.undo)) as Call['undo']),
    version: Number(row.version),
    createdAt: String(row.created_at),
    updatedAt: String(row.updated_at),
  };
}
