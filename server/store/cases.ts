import type { CaseQuery } from '#shared/contracts/staff.ts';
import type { Instant } from '#shared/contracts/basics.ts';
import type { Case, CaseEvent, Change } from '#server/domain/case.ts';
import { recategorised } from '#server/domain/departure.ts';
import { DomainError } from '#server/domain/errors.ts';
import { lettersFor, type Letter } from '#server/domain/letters.ts';
import { nextDueAt, turnOf } from '#server/domain/life.ts';
import { wakeAt } from '#server/domain/system-acts.ts';
import { approvalsChanged } from './approvals.ts';
import { awaitsApproval, countersChanged, hasBrokenPromise, isOverfull } from './counters.ts';
import { dailyCountsChanged } from './daily-counts.ts';
import { type Db, type InValue, isTaken, type Row, type Statement, sql } from './db.ts';
import { createDepartureStore } from './departures.ts';
import { insertLetter } from './outbox.ts';
import { precedentChanged } from './precedents.ts';
import { isGivenMeanwhile, remediesGiven } from './remedies-given.ts';
import { caseRolledUp } from './rollups.ts';
import { matching, withoutAccents, wordOf } from './word-index.ts';

export type CaseStore = ReturnType<typeof createCaseStore>;
export type StoredEvent = { seq: number; number: number; event: CaseEvent };
export type Page<Item> = { items: Item[]; nextCursor: string | null };
export type ListQuery = CaseQuery & {
  openOnly?: boolean;
  closedOnly?: boolean;
  unassigned?: boolean;
  brokenPromise?: boolean;
  awaitsApproval?: boolean;
};

/** Somebody else changed the case since it was read. `newer` is how it is now. */
export class ChangedMeanwhile extends DomainError {
  readonly newer: Case;
  constructor(newer: Case) {
    super('case.changed_meanwhile', 'Somebody else changed this case meanwhile. Look at it again; nothing you wrote is lost.');
    this.newer = newer;
  }
}

/** Sorts after every instant: cases nobody owes anything on come last. */
const NEVER = '9999';
const TRIES = 8;
const PAGE = 50;
const CHANGES_AT_ONCE = 1000;

/** Bound to one merchant, so no caller can forget to filter by it. */
export function createCaseStore(db: Db, merchantId: string, { newId }: { newId: (prefix: string) => string }) {
  async function find(idOrNumber: string): Promise<Case> {
    const row = await db.readOne('select data from cases where merchant_id = ? and (id = ? or number = ?)', [
      merchantId,
      idOrNumber,
      idOrNumber.toUpperCase(),
    ]);
    if (!row) throw new DomainError('case.not_found', 'There is no such case.');
    return toCase(row);
  }

  /** The statements that bring a new case into being, with whatever must be written in the same breath. */
  function opening({ after, events }: Change, tokenHash: string, words: string): Statement[] {
    return [
      sql(
        `insert into cases (id, merchant_id, number, site_id, kind, opened_at, customer_id, locale, ${CHANGING.join(', ')})
         values (?, ?, ?, ?, ?, ?, ?, ?, ${CHANGING.map(() => '?').join(', ')})`,
        after.id,
        merchantId,
        after.number,
        after.siteId,
        after.kind,
        after.openedAt,
        after.customerId,
        after.locale,
        ...changing(after),
      ),
      ...remember(after, events, 0),
      sql('insert into case_tokens values (?, ?, ?, ?, null)', tokenHash, merchantId, after.id, after.openedAt),
      sql(
        'insert into case_words (rowid, merchant, body) select seq, ?, ? from cases where id = ?',
        wordOf(merchantId),
        withoutAccents(`${after.number} ${words}`),
        after.id,
      ),
      ...keptBeside(null, after),
      ...dailyCountsChanged(merchantId, null, after),
    ];
  }

  /**
   * The one way to change a case: its row, its events, its counters and its letters are written together or not at all.
   *
   * @param version what the caller has seen; a newer case is refused. Without it the act is tried again on the newer case.
   * @throws case.changed_meanwhile (ChangedMeanwhile), case.not_found, and whatever `decide` refuses with
   */
  async function change(
    idOrNumber: string,
    decide: (before: Case) => Change | null | Promise<Change | null>,
    version?: number,
    also: (after: Case, before: Case) => Statement[] = () => [],
  ): Promise<Case> {
    for (let tried = 1; ; tried++) {
      const before = await find(idOrNumber);
      if (version !== undefined && version !== before.version) throw new ChangedMeanwhile(before);
      const decided = await decide(before);
      if (!decided || decided.events.length === 0) return before;
      const departures = await departuresChanged(before, decided.after);
      try {
        await db.write([...changed(before, decided), ...departures, ...also(decided.after, before)]);
        return decided.after;
      } catch (error) {
        if (isOverfull(error) && tried < TRIES) continue; // somebody got a case too many meanwhile: another colleague is chosen
        if (isGivenMeanwhile(error) && tried < TRIES) continue; // more was given away meanwhile: limits are looked at again
        if (!isTaken(error)) throw error;
        const newer = await find(before.id);
        if (newer.version === before.version && departures.length > 0 && tried < TRIES) continue; // its departure changed meanwhile
        if (newer.version === before.version) throw error; // another key was taken, not this case's next event
        if (version !== undefined || tried === TRIES) throw new ChangedMeanwhile(newer);
      }
    }
  }

  /** Another reason of a cancellation is another reason of the departure it led to. */
  async function departuresChanged(before: Case, after: Case): Promise<Statement[]> {
    if (after.kind !== 'cancellation' || after.reason === before.reason || after.customerId === null) return [];
    const departures = createDepartureStore(db, merchantId);
    const ofCase = (await departures.listOf([after.customerId])).filter(({ caseId }) => caseId === after.id);
    return ofCase.flatMap((departure) => {
      const next = recategorised(departure, after);
      return next.reason === departure.reason ? [] : departures.changed(departure, next, after.updatedAt);
    });
  }

  function changed(before: Case, { after, events }: Change): Statement[] {
    return [
      ...remember(after, events, before.version),
      sql(
        `update cases set ${CHANGING.map((column) => `${column} = ?`).join(', ')} where merchant_id = ? and id = ?`,
        ...changing(after),
        merchantId,
        after.id,
      ),
      ...keptBeside(before, after),
      ...dailyCountsChanged(merchantId, before, after),
    ];
  }

  /** What is kept beside a case so that nobody has to look through all cases for it. */
  const keptBeside = (before: Case | null, after: Case): Statement[] =>
    [countersChanged, tagsChanged, remediesGiven, approvalsChanged, precedentChanged, caseRolledUp].flatMap((kept) =>
      kept(merchantId, before, after),
    );

  /** Lets a search find what a case is about now. */
  const reword = (current: Case, words: string): Statement[] => [
    sql('delete from case_words where rowid = (select seq from cases where id = ?)', current.id),
    sql(
      'insert into case_words (rowid, merchant, body) select seq, ?, ? from cases where id = ?',
      wordOf(merchantId),
      withoutAccents(`${current.number} ${words}`),
      current.id,
    ),
  ];

  function remember(after: Case, events: CaseEvent[], from: number): Statement[] {
    return events.flatMap((event, i) => [
      sql(
        'insert into case_events (merchant_id, case_id, number, type, at, by_role, by_id, data) values (?, ?, ?, ?, ?, ?, ?, ?)',
        merchantId,
        after.id,
        from + 1 + i,
        event.type,
        event.at,
        event.by.role,
        event.by.id,
        JSON.stringify(event),
      ),
      ...lettersFor(after, event).map((letter: Letter) => insertLetter(merchantId, newId('out'), letter, event.at)),
    ]);
  }

  /** The cases a query asks for, and the newest event number before they were read. */
  async function list(query: ListQuery): Promise<Page<Case> & { seq: number }> {
    const where: string[] = ['merchant_id = ?'];
    const args: InValue[] = [merchantId];
    const add = (condition: string, ...values: InValue[]) => {
      where.push(condition);
      args.push(...values);
    };
    // One value may be looked up in an index; several are looked for on the way down the list, so that its order needs no sorting.
    const isOneOf = (column: string, list: string | undefined) => {
      const values = list?.split(',');
      if (values?.length === 1) add(`${column} = ?`, values[0]!);
      else if (values) add(`+${column} in (select value from json_each(?))`, JSON.stringify(values));
    };
    isOneOf('state', query.state);
    if (query.turn === 'us') add("turn = 'us'");
    else isOneOf('turn', query.turn);
    isOneOf('kind', query.kind);
    isOneOf('reason', query.reason);
    isOneOf('severity', query.severity);
    isOneOf('team', query.team);
    isOneOf('site_id', query.site);
    isOneOf('locale', query.locale);
    isOneOf('outcome', query.outcome);
    if (query.openOnly) add("state <> 'closed'");
    if (query.closedOnly) add("state = 'closed'");
    if (query.unassigned) add('assignee is null');
    if (query.assignee) add('assignee = ?', query.assignee);
    if (query.secondFailure === 'true') add('second_failure = 1');
    if (query.secondFailure === 'false') add('second_failure = 0');
    if (query.brokenPromise) add('broken_promise = 1');
    if (query.awaitsApproval) add('awaits_approval = 1');
    if (query.openedFrom) add('opened_at >= ?', toMilliseconds(query.openedFrom));
    if (query.openedTo) add('opened_at < ?', toMilliseconds(query.openedTo));
    if (query.valueAtLeast !== undefined)
      add('exists (select 1 from customers where customers.id = cases.customer_id and customers.mrr_amount >= ?)', query.valueAtLeast);
    if (query.customer)
      add(
        'customer_id in (select id from customers where merchant_id = ? and (id = ? or external_id = ?))',
        merchantId,
        query.customer,
        query.customer,
      );
    if (query.tag) add('seq in (select seq from case_tags where case_tags.merchant_id = ? and tag = ?)', merchantId, query.tag);
    if (query.dueBefore) add('due_key < ?', toMilliseconds(query.dueBefore));
    if (query.updatedAfter) add('updated_at > ?', toMilliseconds(query.updatedAfter));
    if (query.q)
      add('seq in (select rowid from case_words where case_words match ? order by rowid desc limit 1000)', matching(merchantId, query.q));

    const byDue = query.sort === 'due';
    if (query.cursor) {
      const [key, seq] = readCursor(query.cursor, byDue);
      if (byDue) add('(due_key, seq) > (?, ?)', key, seq);
      else add('seq < ?', seq);
    }
    const limit = query.limit ?? PAGE;
    const order = byDue ? 'due_key, seq' : 'seq desc';
    const seq = await newestSeq();
    const rows = await db.read(
      `select seq, due_key, data from cases ${walkOf(query)} where ${where.join(' and ')} order by ${order} limit ?`,
      [...args, limit + 1],
    );
    const last = rows[limit - 1];
    return {
      items: rows.slice(0, limit).map(toCase),
      nextCursor: rows.length > limit && last ? writeCursor(String(last.due_key), Number(last.seq)) : null,
      seq,
    };
  }

  async function newestSeq(): Promise<number> {
    const row = await db.readOne('select coalesce(max(seq), 0) as seq from case_events where merchant_id = ?', [merchantId]);
    return Number(row?.seq ?? 0);
  }

  /** By their ids, not by the shop and then one by one: hence the plus. */
  async function listByIds(ids: string[]): Promise<Case[]> {
    const rows = await db.read('select data from cases where +merchant_id = ? and id in (select value from json_each(?))', [
      merchantId,
      JSON.stringify(ids),
    ]);
    return rows.map(toCase);
  }

  async function events(caseId: string, after = 0, limit = 100): Promise<StoredEvent[]> {
    const rows = await db.read(
      'select seq, number, data from case_events where merchant_id = ? and case_id = ? and number > ? order by number limit ?',
      [merchantId, caseId, after, limit],
    );
    return rows.map(toStoredEvent);
  }

  /** Cases changed since an event number, and the newest number. Without one, only the number to begin from. */
  async function changesAfter(seq: number | null): Promise<{ seq: number; cases: { id: string; version: number }[] }> {
    if (seq === null) return { seq: await newestSeq(), cases: [] };
    const rows = await db.read('select seq, case_id, number from case_events where merchant_id = ? and seq > ? order by seq limit ?', [
      merchantId,
      seq,
      CHANGES_AT_ONCE,
    ]);
    const newest = new Map(rows.map((row) => [String(row.case_id), Number(row.number)]));
    return { seq: Number(rows.at(-1)?.seq ?? seq), cases: [...newest].map(([id, version]) => ({ id, version })) };
  }

  return { find, opening, change, changed, reword, list, listByIds, events, changesAfter };
}

/** Which cases have a tag, so that nobody has to look into all of them. */
function tagsChanged(merchantId: string, before: Case | null, after: Case): Statement[] {
  const was = new Set(before?.tags);
  const is = new Set(after.tags);
  const seq = '(select seq from cases where id = ?)';
  return [
    ...[...is.difference(was)].map((tag) => sql(`insert or ignore into case_tags values (?, ?, ${seq})`, merchantId, tag, after.id)),
    ...[...was.difference(is)].map((tag) =>
      sql(`delete from case_tags where merchant_id = ? and tag = ? and seq = ${seq}`, merchantId, tag, after.id),
    ),
  ];
}

/** Which case a customer's link opens, of whatever merchant. */
export async function findCaseByToken(db: Db, hash: string): Promise<{ merchantId: string; caseId: string } | null> {
  const row = await db.readOne('select merchant_id, case_id from case_tokens where hash = ? and revoked_at is null', [hash]);
  return row ? { merchantId: String(row.merchant_id), caseId: String(row.case_id) } : null;
}

/** Open cases that are owed an answer and that nobody has looked after since then, without an alarm yet. */
export async function listUnassigned(db: Db, merchantId: string, since: Instant, limit = 200): Promise<string[]> {
  const rows = await db.read(
    `select id from cases where merchant_id = ? and opened_at <= ? and assignee is null and state <> 'closed' and response_expected = 1
     and json_extract(data, '$.leftUnassignedAt') is null order by opened_at limit ?`,
    [merchantId, since, limit],
  );
  return rows.map((row) => String(row.id));
}

/** Cases on which time alone brings something about now, of every merchant. */
export async function listAwake(db: Db, at: Instant, limit: number): Promise<{ merchantId: string; caseId: string }[]> {
  const rows = await db.read('select merchant_id, id from cases where wake_at <= ? order by wake_at limit ?', [at, limit]);
  return rows.map((row) => ({ merchantId: String(row.merchant_id), caseId: String(row.id) }));
}

const CHANGING = [
  'state',
  'turn',
  'severity',
  'second_failure',
  'response_expected',
  'reason',
  'assignee',
  'team',
  'outcome',
  'due_key',
  'wake_at',
  'updated_at',
  'closed_at',
  'version',
  'broken_promise',
  'awaits_approval',
  'data',
];

const changing = (after: Case): InValue[] => [
  after.state,
  turnOf(after),
  after.severity,
  Number(after.secondFailure),
  Number(after.responseExpected),
  after.reason,
  after.assignee,
  after.team,
  after.outcome,
  nextDueAt(after) ?? NEVER,
  wakeAt(after),
  after.updatedAt,
  after.closedAt,
  after.version,
  Number(hasBrokenPromise(after)),
  Number(awaitsApproval(after)),
  JSON.stringify(after),
];

/** Safe casts: only this file writes `data`, from this same type. */
const toCase = (row: Row): Case => JSON.parse(String(row.data)) as Case;
const toStoredEvent = (row: Row): StoredEvent => ({
  seq: Number(row.seq),
  number: Number(row.number),
  event: JSON.parse(String(row.data)) as CaseEvent,
});

/**
 * The index whose order is the list's order, so that a page is read from its top and nothing is sorted. What is found by words,
 * by a customer or by a tag is found by those.
 *
 * @source decision 0210
 */
function walkOf(query: ListQuery): string {
  if (query.q || query.customer || query.tag) return '';
  const by = (index: string) => `indexed by ${index}`;
  if (query.sort !== 'due') return query.closedOnly ? by('cases_closed') : '';
  if (query.awaitsApproval) return by('cases_awaiting');
  if (query.brokenPromise) return by('cases_broken');
  if (query.openOnly && query.secondFailure === 'true') return by('cases_failed_twice');
  if (query.openOnly && (query.unassigned || query.assignee)) return by('cases_in_hands');
  if (query.turn === 'us') return by('cases_our_turn');
  if (query.openOnly) return by('cases_open');
  if (query.kind) return by('cases_of_kind');
  return '';
}

const toMilliseconds = (instant: Instant): string => new Date(instant).toISOString();

const writeCursor = (key: string, seq: number): string => Buffer.from(JSON.stringify([key, seq])).toString('base64url');

function readCursor(cursor: string, byDue: boolean): [string, number] {
  try {
    const [key, seq] = JSON.parse(Buffer.from(cursor, 'base64url').toString()) as [unknown, unknown];
    if (typeof key === 'string' && Number.isSafeInteger(seq)) return [key, Number(seq)];
  } catch {
    // told below
  }
  throw new DomainError('cursor.invalid', `This cursor is not one of ours${byDue ? ' for this order' : ''}. Start again without it.`);
}
