import type { Instant } from '#shared/contracts/basics.ts';
import type { KeyLetter } from '#server/domain/letters.ts';
import type { Secrets } from '#server/secrets.ts';
import { type Db, sql } from '#server/store/db.ts';
import { insertLetter } from '#server/store/outbox.ts';

/** Where a sign-in link goes; null for an address nobody works under. Told by the one route that may ask for links. */
export type LinkFor = { to: { merchantId: string; letterId: string } | null; publicUrl: string; at: Instant };

/** Puts the letter with a sign-in link into the outbox. For an unknown address the same work is done, but no letter. */
export const postSignInLink =
  (db: Db, secrets: Pick<Secrets, 'seal'>) =>
  async ({ email, token, metadata }: { email: string; token: string; metadata?: Record<string, unknown> }): Promise<void> => {
    const { to, publicUrl, at } = metadata as LinkFor; // given by link.ts alone
    const letter: KeyLetter = {
      topic: 'sign_in_link',
      to: email,
      locale: 'en',
      caseId: null,
      number: '',
      values: {
        title: 'Your link to sign in',
        text: 'With this link you sign in. It works once, for a quarter of an hour. If you did not ask for it, do nothing.',
        sealedUrl: secrets.seal(`${publicUrl}/admin/link?token=${token}`),
      },
    };
    await db.write([
      sql("delete from verification where identifier like 'magic-link:%' and expiresAt < ?", at),
      ...(to ? [insertLetter(to.merchantId, to.letterId, letter, at)] : []),
    ]);
  };
