import type { Instant } from '#shared/contracts/basics.ts';
import { DomainError } from '#server/domain/errors.ts';
import { type FixLetter, fixOf, type ProblemArea } from '#server/domain/problem-area.ts';
import { countsAs } from '#server/domain/taxonomy.ts';
import { type Db, type InValue, type Row, type Statement, sql } from './db.ts';

/** Problem areas and the letters about them. Bound to one merchant. */
export function createProblemAreaStore(db: Db, merchantId: string) {
  /** @throws problem_area.not_found */
  async function find(id: string): Promise<ProblemArea> {
    const row = await db.readOne('select * from problem_areas where merchant_id = ? and id = ?', [merchantId, id]);
    if (!row) throw new DomainError('problem_area.not_found', 'There is no such problem area.');
    return toArea(row);
  }

  const list = async (limit: number, after?: string): Promise<ProblemArea[]> =>
    (
      await db.read(`select * from problem_areas where merchant_id = ? ${after ? 'and id < ?' : ''} order by id desc limit ?`, [
        merchantId,
        ...(after ? [after] : []),
        limit,
      ])
    ).map(toArea);

  /** What was put right for a reason since somebody left. */
  async function listFixed(reason: string, since: Instant): Promise<ProblemArea[]> {
    const rows = await db.read(
      `select * from problem_areas where merchant_id = ? and status = 'fixed' and fixed_at >= ? and exists (select 1 from json_each(reasons) where value in (?, ?)) order by fixed_at desc limit 20`,
      [merchantId, since, reason, countsAs(reason)],
    );
    return rows.map(toArea);
  }

  const insert = (area: ProblemArea): Statement =>
    sql(`insert into problem_areas (${AREA.join(', ')}) values (${AREA.map(() => '?').join(', ')})`, ...areaValues(merchantId, area));

  /** @throws problem_area.changed_meanwhile */
  async function change(before: ProblemArea, after: ProblemArea): Promise<ProblemArea> {
    const next = { ...after, version: before.version + 1 };
    const [done] = await db.write([
      sql(
        `update problem_areas set ${AREA.map((column) => `${column} = ?`).join(', ')} where merchant_id = ? and id = ? and version = ?`,
        ...areaValues(merchantId, next),
        merchantId,
        before.id,
        before.version,
      ),
    ]);
    if (done?.rowsAffected !== 1)
      throw new DomainError(
        'problem_area.changed_meanwhile',
        'Somebody else changed this meanwhile. Look at it again; nothing you wrote is lost.',
      );
    return next;
  }

  /**
   * Everybody who complained or left for one of these reasons before it was fixed, and has no letter about this fix yet. What lies
   * beneath a reason is `reason.…`, and `/` comes right after the point.
   */
  async function listAffected(area: ProblemArea, limit: number): Promise<{ customerId: string; departureId: string | null }[]> {
    const rows = await db.read(
      `with affected as (
         select customer_id, departures.id as departure_id from json_each(?2) named cross join departures
           where merchant_id = ?1 and reason >= named.value and reason < named.value || '/' and at < ?3
         union all
         select customer_id, null from json_each(?2) named cross join cases
           where merchant_id = ?1 and reason >= named.value and reason < named.value || '/' and customer_id is not null and opened_at < ?3
           and coalesce(outcome, '') not in ('spam', 'wrong_company'))
       select customer_id, max(departure_id) as departure_id from affected
       where not exists (select 1 from fix_letters f where f.merchant_id = ?1 and f.fix = ?4 and f.customer_id = affected.customer_id)
       group by customer_id order by customer_id limit ?5`,
      [merchantId, JSON.stringify(area.reasons), area.fixedAt ?? '', fixOf(area), limit],
    );
    return rows.map((row) => ({
      customerId: String(row.customer_id),
      departureId: row.departure_id === null ? null : String(row.departure_id),
    }));
  }

  const insertLetters = (letters: FixLetter[]): Statement =>
    sql(
      `insert into fix_letters (id, merchant_id, area_id, fix, customer_id, departure_id, arm, state, because, subject, body, created_at)
       select value ->> 0, ?, value ->> 1, value ->> 2, value ->> 3, value ->> 4, value ->> 5, value ->> 6, value ->> 7, value ->> 8, value ->> 9, value ->> 10 from json_each(?) where true on conflict do nothing`,
      merchantId,
      JSON.stringify(
        letters.map((one) => [
          one.id,
          one.areaId,
          one.fix,
          one.customerId,
          one.departureId,
          one.arm,
          one.state,
          one.why,
          one.subject,
          one.body,
          one.createdAt,
        ]),
      ),
    );

  async function listLetters(
    area: ProblemArea,
    query: { state?: FixLetter['state'] | undefined; arm?: FixLetter['arm']; after?: string | undefined; limit: number },
  ): Promise<FixLetter[]> {
    const conditions: [string, InValue | undefined][] = [
      ['state = ?', query.state],
      ['arm = ?', query.arm],
      ['id > ?', query.after],
    ];
    const given = conditions.filter((one): one is [string, InValue] => one[1] !== undefined);
    const rows = await db.read(
      `select * from fix_letters where ${['merchant_id = ?', 'area_id = ?', 'fix = ?', ...given.map(([one]) => one)].join(' and ')} order by id limit ?`,
      [merchantId, area.id, fixOf(area), ...given.map(([, value]) => value), query.limit],
    );
    return rows.map(toLetter);
  }

  /** @throws fix_letter.not_found */
  async function findLetter(areaId: string, id: string): Promise<FixLetter> {
    const row = await db.readOne('select * from fix_letters where merchant_id = ? and area_id = ? and id = ?', [merchantId, areaId, id]);
    if (!row) throw new DomainError('fix_letter.not_found', 'There is no such letter.');
    return toLetter(row);
  }

  const editLetter = (id: string, subject: string, body: string): Statement =>
    sql(`update fix_letters set subject = ?, body = ? where merchant_id = ? and id = ? and state = 'draft'`, subject, body, merchantId, id);

  const markSent = (id: string, letterId: string, at: Instant, by: string | null): Statement =>
    sql(
      `update fix_letters set state = 'sent', letter_id = ?, sent_at = ?, sent_by = ? where merchant_id = ? and id = ? and state = 'draft'`,
      letterId,
      at,
      by,
      merchantId,
      id,
    );
  const markSkipped = (id: string, why: string): Statement =>
    sql(`update fix_letters set state = 'skipped', because = ? where merchant_id = ? and id = ? and state = 'draft'`, why, merchantId, id);

  /** Who came back after the fix, of those who were told and of those who were not. */
  async function sumReturned(
    area: ProblemArea,
  ): Promise<{ told: number; toldReturned: number; control: number; controlReturned: number; revenue: number; currency: string | null }[]> {
    const returned = `exists (select 1 from departures d where d.merchant_id = f.merchant_id and d.id = f.departure_id and d.returned_at >= f.created_at)`;
    const rows = await db.read(
      `select sum(f.state = 'sent') as told, sum(f.state = 'sent' and ${returned}) as told_returned, sum(f.arm = 'control') as control, sum(f.arm = 'control' and ${returned}) as control_returned,
       sum(iif(f.state = 'sent' and ${returned}, d.revenue, 0)) as revenue, d.currency
       from fix_letters f join departures d on d.merchant_id = f.merchant_id and d.id = f.departure_id where f.merchant_id = ? and f.area_id = ? and f.fix = ? group by d.currency`,
      [merchantId, area.id, fixOf(area)],
    );
    return rows.map((row) => ({
      told: Number(row.told),
      toldReturned: Number(row.told_returned),
      control: Number(row.control),
      controlReturned: Number(row.control_returned),
      revenue: Number(row.revenue),
      currency: row.currency === null ? null : String(row.currency),
    }));
  }

  return {
    find,
    list,
    listFixed,
    insert,
    change,
    listAffected,
    insertLetters,
    listLetters,
    findLetter,
    editLetter,
    markSent,
    markSkipped,
    sumReturned,
  };
}

const AREA = [
  'id',
  'merchant_id',
  'title',
  'reasons',
  'owner',
  'root_cause',
  'fix',
  'status',
  'fix_number',
  'fixed_at',
  'version',
  'created_at',
  'updated_at',
];
const areaValues = (merchantId: string, one: ProblemArea): InValue[] => [
  one.id,
  merchantId,
  one.title,
  JSON.stringify(one.reasons),
  one.owner,
  one.rootCause,
  one.fix,
  one.status,
  one.fixNumber,
  one.fixedAt,
  one.version,
  one.createdAt,
  one.updatedAt,
];
const text = (value: InValue | undefined): string | null => (value === null || value === undefined ? null : String(value));

/** Only this file writes these columns, from these same types. */
const toArea = (row: Row): ProblemArea => ({
  id: String(row.id),
  title: String(row.title),
  reasons: JSON.parse(String(row.reasons)) as string[],
  owner: text(row.owner),
  rootCause: text(row.root_cause),
  fix: text(row.fix),
  status: row.status as ProblemArea['status'],
  fixNumber: Number(row.fix_number),
  fixedAt: text(row.fixed_at),
  version: Number(row.version),
  createdAt: String(row.created_at),
  updatedAt: String(row.updated_at),
});
const toLetter = (row: Row): FixLetter => ({
  id: String(row.id),
  areaId: String(row.area_id),
  fix: String(row.fix),
  customerId: String(row.customer_id),
  departureId: text(row.departure_id),
  arm: row.arm as FixLetter['arm'],
  state: row.state as FixLetter['state'],
  why: text(row.because),
  subject: text(row.subject),
  body: text(row.body),
  letterId: text(row.letter_id),
  sentAt: text(row.sent_at),
  sentBy: text(row.sent_by),
  createdAt: String(row.created_at),
});
