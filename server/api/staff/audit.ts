import { stringify } from 'csv-stringify/sync';
import { Hono } from 'hono';
import { stream } from 'hono/streaming';
import { type AuditEntry, AuditQuery } from '#shared/contracts/audit.ts';
import type { Page } from '#shared/contracts/basics.ts';
import { DomainError } from '#server/domain/errors.ts';
import { isLead } from '#server/domain/life.ts';
import { type AuditFilter, audited, listAudit } from '#server/store/audit.ts';
import type { Deps } from '../context.ts';
import { malformed } from '../problems.ts';
import type { StaffEnv } from './require-staff.ts';

const PAGE = 50;
const ROWS_AT_ONCE = 1000;
const ROWS_IN_A_FILE = 100_000;
const COLUMNS = ['at', 'who', 'role', 'what', 'about'];

/** What was done in the house, for the owner and leads. */
export const auditRoutes = (deps: Deps) => {
  /** A page at a time, so that a long log stops nobody else's work. */
  async function* csvOf(merchantId: string, filter: Omit<AuditFilter, 'limit' | 'before'>) {
    yield `${COLUMNS.join(',')}\n`;
    let before: number | undefined;
    for (let rows = 0; rows < ROWS_IN_A_FILE; rows += ROWS_AT_ONCE) {
      const entries = await listAudit(deps.db, merchantId, { ...filter, before, limit: ROWS_AT_ONCE });
      if (entries.length === 0) return;
      before = Number(entries.at(-1)?.id);
      // A spreadsheet would run what begins with an equals sign.
      yield stringify(
        entries.map(({ at, by, what, about }) => [at, by.name ?? '', by.role, what, about ?? '']),
        { escape_formulas: true },
      );
      await new Promise((next) => setImmediate(next));
    }
  }

  return new Hono<StaffEnv>()
    .use('/audit*', async (c, next) => {
      if (!isLead(c.var.member.role)) throw new DomainError('staff.not_allowed', 'The audit log is for leads and the owner.');
      await next();
    })
    .get('/audit', async (c) => {
      const { limit = PAGE, cursor, ...filter } = readQuery(c.req.query());
      const found = await listAudit(deps.db, c.var.member.merchantId, { ...filter, before: cursorIn(cursor), limit: limit + 1 });
      const items = found.slice(0, limit);
      return c.json<Page<AuditEntry>>({ items, nextCursor: found.length > limit ? (items.at(-1)?.id ?? null) : null });
    })
    .get('/audit.csv', async (c) => {
      const { limit: _limit, cursor: _cursor, ...filter } = readQuery(c.req.query());
      const { merchantId, actor } = c.var.worker;
      await deps.db.write([audited(merchantId, actor, 'table_downloaded', 'audit', deps.now().toISOString())]);
      c.header('Content-Type', 'text/csv; charset=utf-8');
      c.header('Content-Disposition', 'attachment; filename="audit.csv"');
      c.header('X-Content-Type-Options', 'nosniff');
      return stream(c, async (out) => {
        for await (const rows of csvOf(merchantId, filter)) await out.write(rows);
      });
    });
};

function readQuery(given: Record<string, string>): AuditQuery {
  const read = AuditQuery.safeParse(given);
  if (!read.success) throw malformed(read.error);
  return read.data;
}

function cursorIn(cursor: string | undefined): number | undefined {
  if (cursor !== undefined && !/^\d+$/.test(cursor))
    throw new DomainError('cursor.invalid', 'This cursor is not one of ours. Start again without it.');
  return cursor === undefined ? undefined : Number(cursor);
}
