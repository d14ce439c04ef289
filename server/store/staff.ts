import type { Instant, Role } from '#shared/contracts/basics.ts';
import type { TeamMember } from '#shared/contracts/staff.ts';
import { type Db, type Row, type Statement, sql } from './db.ts';

export type Member = TeamMember & { merchantId: string };

/** People of one merchant, by name. The tables are better-auth's: an organization is a merchant. */
export async function listTeam(db: Db, merchantId: string): Promise<Member[]> {
  return (await db.read(`${MEMBERS} where member.organizationId = ? order by user.name`, [merchantId])).map(toMember);
}

export async function findMember(db: Db, userId: string): Promise<Member | null> {
  const row = await db.readOne(`${MEMBERS} where member.userId = ? order by member.createdAt limit 1`, [userId]);
  return row ? toMember(row) : null;
}

export async function findUserByEmail(db: Db, email: string): Promise<string | null> {
  const row = await db.readOne('select id from user where email = ?', [email.toLowerCase()]);
  return row ? String(row.id) : null;
}

export const insertOrganization = ({ id, name }: { id: string; name: string }, at: Instant): Statement =>
  sql('insert into organization (id, name, slug, createdAt) values (?, ?, ?, ?)', id, name, id, at);

export const insertMember = (
  id: string,
  { merchantId, userId, role }: { merchantId: string; userId: string; role: Role },
  at: Instant,
): Statement =>
  sql('insert into member (id, organizationId, userId, role, createdAt) values (?, ?, ?, ?, ?)', id, merchantId, userId, role, at);

export const removeMember = ({ merchantId, userId }: { merchantId: string; userId: string }): Statement =>
  sql('delete from member where organizationId = ? and userId = ?', merchantId, userId);

export type Invitation = { merchantId: string; email: string; role: Role };

export const insertInvitation = (hash: string, { merchantId, email, role }: Invitation, at: Instant, expiresAt: Instant): Statement =>
  sql('insert into invitations values (?, ?, ?, ?, ?, ?, null)', hash, merchantId, email.toLowerCase(), role, at, expiresAt);

export async function findInvitation(db: Db, hash: string, at: Instant): Promise<Invitation | null> {
  const row = await db.readOne('select merchant_id, email, role from invitations where hash = ? and used_at is null and expires_at > ?', [
    hash,
    at,
  ]);
  return row ? { merchantId: String(row.merchant_id), email: String(row.email), role: row.role as Role } : null; // only insertInvitation writes it
}

/** Uses an invitation up; false when somebody was faster. */
export async function useInvitation(db: Db, hash: string, at: Instant): Promise<boolean> {
  const [used] = await db.write([sql('update invitations set used_at = ? where hash = ? and used_at is null', at, hash)]);
  return used?.rowsAffected === 1;
}

export const giveBackInvitation = (hash: string): Statement => sql('update invitations set used_at = null where hash = ?', hash);

const MEMBERS =
  'select user.id, user.name, user.email, member.role, member.organizationId from member join user on user.id = member.userId';

const toMember = (row: Row): Member => ({
  id: String(row.id),
  name: String(row.name),
  email: String(row.email),
  role: row.role as Role, // written by insertMember alone
  merchantId: String(row.organizationId),
});
