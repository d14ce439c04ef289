import type { Instant } from '#shared/contracts/basics.ts';
import { DomainError } from '#server/domain/errors.ts';
import { type Db, type InValue, type Row, type Statement, sql } from './db.ts';

export type CoachingNote = {
  id: string;
  seq: number;
  caseId: string;
  number: string;
  to: string;
  author: string | null;
  authorName: string | null;
  text: string;
  createdAt: Instant;
  readAt: Instant | null;
};
/** Who reads: leads and owners everything, anybody else what is addressed to them or written by them. */
export type Reader = { id: string | null; seesAll: boolean };

/** Notes that help somebody serve better. Bound to one merchant. */
export function createCoachingStore(db: Db, merchantId: string) {
  const visible = ({ id, seesAll }: Reader): [string, InValue[]] =>
    seesAll ? ['1 = 1', []] : ['(n.for_staff = ? or n.author = ?)', [id, id]];

  async function list(
    reader: Reader,
    query: { caseId?: string | undefined; to?: string | undefined; before?: number | undefined; limit: number },
  ): Promise<CoachingNote[]> {
    const [may, who] = visible(reader);
    const conditions: [string, InValue | undefined][] = [
      ['n.case_id = ?', query.caseId],
      ['n.for_staff = ?', query.to],
      ['n.seq < ?', query.before],
    ];
    const given = conditions.filter((one): one is [string, InValue] => one[1] !== undefined);
    const rows = await db.read(
      `select n.*, c.number from coaching_notes n join cases c on c.id = n.case_id where ${['n.merchant_id = ?', may, ...given.map(([one]) => one)].join(' and ')} order by n.seq desc limit ?`,
      [merchantId, ...who, ...given.map(([, value]) => value), query.limit],
    );
    return rows.map(toNote);
  }

  /** @throws coaching_note.not_found, also for those it does not concern */
  async function find(reader: Reader, id: string): Promise<CoachingNote> {
    const [may, who] = visible(reader);
    const row = await db.readOne(
      `select n.*, c.number from coaching_notes n join cases c on c.id = n.case_id where n.merchant_id = ? and n.id = ? and ${may}`,
      [merchantId, id, ...who],
    );
    if (!row) throw new DomainError('coaching_note.not_found', 'There is no such note.');
    return toNote(row);
  }

  const insert = ({ id, caseId, to, author, authorName, text, createdAt }: Omit<CoachingNote, 'seq' | 'number' | 'readAt'>): Statement =>
    sql(
      'insert into coaching_notes (id, merchant_id, case_id, for_staff, author, author_name, body, created_at) values (?, ?, ?, ?, ?, ?, ?, ?)',
      id,
      merchantId,
      caseId,
      to,
      author,
      authorName,
      text,
      createdAt,
    );
  const markRead = (id: string, at: Instant): Statement =>
    sql('update coaching_notes set read_at = coalesce(read_at, ?) where merchant_id = ? and id = ?', at, merchantId, id);
  const remove = (id: string): Statement => sql('delete from coaching_notes where merchant_id = ? and id = ?', merchantId, id);

  return { list, find, insert, markRead, remove };
}

const text = (value: InValue | undefined): string | null => (value === null || value === undefined ? null : String(value));
const toNote = (row: Row): CoachingNote => ({
  id: String(row.id),
  seq: Number(row.seq),
  caseId: String(row.case_id),
  number: String(row.number),
  to: String(row.for_staff),
  author: text(row.author),
  authorName: text(row.author_name),
  text: String(row.body),
  createdAt: String(row.created_at),
  readAt: text(row.read_at),
});
