import { hashOf, randomToken } from '#server/secrets.ts';
import type { Instant } from '#shared/contracts/basics.ts';
import type { Statement } from '#server/store/db.ts';
import { type Invitation, insertInvitation } from '#server/store/staff.ts';
import type { Deps } from '../context.ts';

const INVITATION_DAYS = 7;

/** A link by which one person joins, good for a week. Only its hash is kept. `also`: what is written in the same breath. */
export async function invite(
  { db, now, publicUrl }: Pick<Deps, 'db' | 'now' | 'publicUrl'>,
  invitation: Invitation,
  also: (url: string) => Statement[] = () => [],
): Promise<{ id: string; token: string; url: string; expiresAt: Instant }> {
  const token = randomToken('in');
  const url = `${publicUrl}/admin/join?token=${token}`;
  const expiresAt = new Date(now().getTime() + INVITATION_DAYS * 86_400_000).toISOString();
  await db.write([insertInvitation(hashOf(token), invitation, now().toISOString(), expiresAt), ...also(url)]);
  return { id: hashOf(token), token, url, expiresAt };
}
