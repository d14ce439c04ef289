import type { Instant, Role } from '#shared/contracts/basics.ts';
import type { InvitationView } from '#shared/contracts/access.ts';
import type { TeamMember } from '#shared/contracts/staff.ts';
import { type Db, type Row, type Statement, sql } from './db.ts';

export type Member = TeamMember & { merchantId: string; joinedAt: Instant; secondFactor: boolean };

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

/** Whether anybody works here at all, for whichever merchant. */
export const hasStaff = async (db: Db): Promise<boolean> => (await db.read('select 1 from member limit 1')).length > 0;

/** Only while nobody works here; otherwise its batch fails, because everybody needs a role. */
export const insertFirstMember = (id: string, { merchantId, userId }: { merchantId: string; userId: string }, at: Instant): Statement =>
  sql(
    "insert into member (id, organizationId, userId, role, createdAt) select ?, ?, ?, iif(exists (select 1 from member), null, 'owner'), ?",
    id,
    merchantId,
    userId,
    at,
  );

export const renameUser = (userId: string, name: string, at: Instant): Statement =>
  sql('update user set name = ?, updatedAt = ? where id = ?', name, at, userId);

export const removeUser = (userId: string): Statement[] =>
  ['account where userId', 'session where userId', 'user where id'].map((rows) => sql(`delete from ${rows} = ?`, userId));

/** Fails its whole batch when the shop would be left without an owner, because everybody needs a role; see `isLastOwner`. */
const keepAnOwner = (merchantId: string, userId: string): Statement =>
  sql(
    `update member set role = iif(role <> 'owner' or exists (select 1 from member other where other.organizationId = member.organizationId
       and other.role = 'owner' and other.userId <> member.userId), role, null) where organizationId = ? and userId = ?`,
    merchantId,
    userId,
  );
export const isLastOwner = (error: unknown): boolean =>
  error instanceof Error && error.message.includes('NOT NULL constraint failed: member.role');

export const changeRole = ({ merchantId, userId, role }: { merchantId: string; userId: string; role: Role }): Statement[] => [
  ...(role === 'owner' ? [] : [keepAnOwner(merchantId, userId)]),
  sql('update member set role = ? where organizationId = ? and userId = ?', role, merchantId, userId),
];

/** Takes somebody out of the team, and ends their sessions when they work nowhere else. */
export const dismiss = ({ merchantId, userId }: { merchantId: string; userId: string }): Statement[] => [
  keepAnOwner(merchantId, userId),
  sql('delete from member where organizationId = ? and userId = ?', merchantId, userId),
  sql('delete from session where userId = ? and not exists (select 1 from member where member.userId = ?)', userId, userId),
];

/** `invitedBy`: the name of a colleague; null from the command line. */
export type Invitation = { merchantId: string; email: string; role: Role; invitedBy: string | null };

export const insertInvitation = (hash: string, invitation: Invitation, at: Instant, expiresAt: Instant): Statement =>
  sql(
    'insert into invitations (hash, merchant_id, email, role, created_at, expires_at, invited_by) values (?, ?, ?, ?, ?, ?, ?)',
    hash,
    invitation.merchantId,
    invitation.email.toLowerCase(),
    invitation.role,
    at,
    expiresAt,
    invitation.invitedBy,
  );

/** Those that are still good, newest first. The id is the hash: nobody gets back from it to the link. */
export async function listInvitations(db: Db, merchantId: string, at: Instant): Promise<InvitationView[]> {
  const rows = await db.read(
    'select * from invitations where merchant_id = ? and used_at is null and expires_at > ? order by created_at desc limit 500',
    [merchantId, at],
  );
  return rows.map((row) => ({
    id: String(row.hash),
    email: String(row.email),
    role: row.role as Role, // only insertInvitation writes it
    at: String(row.created_at),
    expiresAt: String(row.expires_at),
    invitedBy: row.invited_by === null ? null : String(row.invited_by),
  }));
}

export const withdrawInvitation = (merchantId: string, hash: string): Statement =>
  sql('delete from invitations where merchant_id = ? and hash = ? and used_at is null', merchantId, hash);

export async function findInvitation(db: Db, hash: string, at: Instant): Promise<Invitation | null> {
  const row = await db.readOne(
    'select merchant_id, email, role, invited_by from invitations where hash = ? and used_at is null and expires_at > ?',
    [hash, at],
  );
  if (!row) return null;
  const invitedBy = row.invited_by === null ? null : String(row.invited_by);
  return { merchantId: String(row.merchant_id), email: String(row.email), role: row.role as Role, invitedBy }; // only insertInvitation writes it
}

/** Uses an invitation up; false when somebody was faster. */
export async function useInvitation(db: Db, hash: string, at: Instant): Promise<boolean> {
  const [used] = await db.write([sql('update invitations set used_at = ? where hash = ? and used_at is null', at, hash)]);
  return used?.rowsAffected === 1;
}

export const giveBackInvitation = (hash: string): Statement => sql('update invitations set used_at = null where hash = ?', hash);

const MEMBERS =
  'select user.id, user.name, user.email, member.role, member.organizationId, member.createdAt, user.twoFactorEnabled from member join user on user.id = member.userId';

const toMember = (row: Row): Member => ({
  id: String(row.id),
  name: String(row.name),
  email: String(row.email),
  role: row.role as Role, // written by insertMember alone
  merchantId: String(row.organizationId),
  joinedAt: new Date(String(row.createdAt)).toISOString(),
  secondFactor: Number(row.twoFactorEnabled) === 1,
});
