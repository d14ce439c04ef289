import type { Instant } from '#shared/contracts/basics.ts';
import { DomainError } from '#server/domain/errors.ts';
import { type Db, type Statement, sql } from './db.ts';

export type Remembered = { scope: string; key: string; bodyHash: string };

/** The answer already given to this key, sealed; null when the key is new. @throws idempotency.reused when the body was another */
export async function findAnswer(db: Db, { scope, key, bodyHash }: Remembered, since: Instant): Promise<string | null> {
  const row = await db.readOne('select body_hash, answer from idempotency where scope = ? and key = ? and at > ?', [scope, key, since]);
  if (!row) return null;
  if (row.body_hash !== bodyHash)
    throw new DomainError('idempotency.reused', 'This idempotency key was used for something else. Use a new key for a new request.');
  return String(row.answer);
}

/** Written in the same batch as what it answers for. A key older than a day is free again. */
export const rememberAnswer = ({ scope, key, bodyHash }: Remembered, answer: string, at: Instant, since: Instant): Statement[] => [
  sql('delete from idempotency where scope = ? and key = ? and at <= ?', scope, key, since),
  sql('insert into idempotency values (?, ?, ?, ?, ?)', scope, key, bodyHash, answer, at),
];

export const forgetOldAnswers = (since: Instant): Statement =>
  sql('delete from idempotency where rowid in (select rowid from idempotency where at <= ? limit 1000)', since);
