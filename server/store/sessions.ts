import type { Instant } from '#shared/contracts/basics.ts';
import { type Db, type Row, type Statement, sql } from './db.ts';

/** Where somebody is signed in. The table is better-auth's. */
export type Session = { id: string; userAgent: string | null; address: string | null; since: Instant; lastSeenAt: Instant };

/** Those of one person that are still good, last seen first. */
export async function listSessions(db: Db, userId: string, at: Instant): Promise<Session[]> {
  const rows = await db.read('select * from session where userId = ? order by updatedAt desc limit 200', [userId]);
  return rows.filter(({ expiresAt }) => instantOf(expiresAt) > at).map(toSession);
}

export const endSession = (userId: string, id: string): Statement => sql('delete from session where userId = ? and id = ?', userId, id);

export const endOtherSessions = (userId: string, keptId: string): Statement =>
  sql('delete from session where userId = ? and id <> ?', userId, keptId);

/** What somebody chose, as it was stored; the API makes it complete. */
export async function readPreferences(db: Db, userId: string): Promise<object> {
  const row = await db.readOne('select data from staff_preferences where user_id = ?', [userId]);
  return row ? (JSON.parse(String(row.data)) as object) : {}; // only writePreferences writes it
}

export const writePreferences = (userId: string, preferences: object, at: Instant): Statement =>
  sql(
    'insert into staff_preferences values (?, ?, ?) on conflict (user_id) do update set data = json_patch(data, excluded.data), updated_at = excluded.updated_at',
    userId,
    JSON.stringify(preferences),
    at,
  );

const instantOf = (value: Row[string]): Instant => new Date(typeof value === 'number' ? value : String(value)).toISOString();
const textOf = (value: Row[string]): string | null => (value ? String(value) : null);

const toSession = (row: Row): Session => ({
  id: String(row.id),
  userAgent: textOf(row.userAgent),
  address: textOf(row.ipAddress),
  since: instantOf(row.createdAt),
  lastSeenAt: instantOf(row.updatedAt),
});
