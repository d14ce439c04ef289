import type { Instant } from '#shared/contracts/basics.ts';
import type { Cancellation, CancellationChange, CancellationStep } from '#server/domain/cancellation.ts';
import { DomainError } from '#server/domain/errors.ts';
import { type Db, isTaken, type Statement, sql } from './db.ts';
import { visitRolledUp } from './rollups.ts';

export type CancellationStore = ReturnType<typeof createCancellationStore>;

const TRIES = 8;

/** Bound to one merchant. Every step of a visit is kept as it happens. */
export function createCancellationStore(db: Db, merchantId: string) {
  async function find(id: string): Promise<Cancellation> {
    const row = await db.readOne('select data from cancellations where merchant_id = ? and id = ?', [merchantId, id]);
    if (!row) throw new DomainError('cancellation.not_found', 'There is no such visit.');
    return JSON.parse(String(row.data)) as Cancellation; // only this file writes the column
  }

  function opening(visit: Cancellation, tokenHash: string, steps: CancellationStep[] = []): Statement[] {
    const version = 1 + steps.length;
    return [
      sql(
        'insert into cancellations values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)',
        visit.id,
        merchantId,
        visit.siteId,
        visit.customerId,
        tokenHash,
        visit.caseId,
        visit.outcome,
        visit.openedAt,
        visit.openedAt,
        version,
        JSON.stringify({ ...visit, version }),
      ),
      step(visit.id, 1, { type: 'opened', at: visit.openedAt, data: { ruleSet: visit.ruleSet, holdOut: visit.holdOut } }),
      ...steps.map((one, i) => step(visit.id, 2 + i, one)),
      ...visitRolledUp(merchantId, null, visit),
    ];
  }

  /** The one way to change a visit, with the case it brings about in the same batch. Tried again when somebody was faster. */
  async function change<Also>(
    id: string,
    decide: (before: Cancellation) => Promise<CancellationChange & { write: Statement[]; also: Also }>,
    isStale: (error: unknown) => boolean = () => false,
  ): Promise<{ visit: Cancellation; also: Also }> {
    for (let tried = 1; ; tried++) {
      const before = await find(id);
      const { after, steps, write, also } = await decide(before);
      if (steps.length === 0 && write.length === 0) return { visit: before, also };
      const visit = { ...after, version: before.version + Math.max(steps.length, 1) };
      const statements = [
        ...(steps.length ? steps : [{ type: 'answered' as const, at: after.openedAt, data: {} }]).map((one, i) =>
          step(id, before.version + 1 + i, one),
        ),
        sql(
          'update cancellations set customer_id = ?, case_id = ?, outcome = ?, updated_at = ?, version = ?, data = ? where merchant_id = ? and id = ?',
          visit.customerId,
          visit.caseId,
          visit.outcome,
          steps.at(-1)?.at ?? visit.openedAt,
          visit.version,
          JSON.stringify(visit),
          merchantId,
          id,
        ),
        ...visitRolledUp(merchantId, before, visit),
        ...write,
      ];
      try {
        await db.write(statements);
        return { visit, also };
      } catch (error) {
        if ((!isTaken(error) && !isStale(error)) || tried === TRIES) throw error;
      }
    }
  }

  const step = (id: string, number: number, { type, at, data }: CancellationStep): Statement =>
    sql(
      'insert into cancellation_steps (merchant_id, cancellation_id, number, type, at, data) values (?, ?, ?, ?, ?, ?)',
      merchantId,
      id,
      number,
      type,
      at,
      JSON.stringify(data),
    );

  /** When this customer last took an offer, and whether a discount of theirs may still run. */
  async function pastOffersOf(customerId: string): Promise<{ lastAcceptedAt: Instant | null; lastDiscountAt: Instant | null }> {
    const rows = await db.read(
      `select json_extract(data, '$.offer.answeredAt') as at, json_extract(data, '$.offer.remedy') as remedy from cancellations
       where merchant_id = ? and customer_id = ? and json_extract(data, '$.offer.answer') = 'accepted' order by at desc limit 20`,
      [merchantId, customerId],
    );
    const at = (row: (typeof rows)[number] | undefined) => (row ? String(row.at) : null);
    return { lastAcceptedAt: at(rows[0]), lastDiscountAt: at(rows.find(({ remedy }) => remedy === 'discount')) };
  }

  return { find, opening, change, pastOffersOf };
}

export async function findCancellationByToken(db: Db, hash: string): Promise<{ merchantId: string; id: string } | null> {
  const row = await db.readOne('select merchant_id, id from cancellations where token_hash = ?', [hash]);
  return row ? { merchantId: String(row.merchant_id), id: String(row.id) } : null;
}
