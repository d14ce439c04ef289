import { createHash } from 'node:crypto';
import { findAnswer, rememberAnswer, type Remembered } from '#server/store/idempotency.ts';
import { isOverfull } from '#server/store/counters.ts';
import { isTaken, type Statement } from '#server/store/db.ts';
import type { Deps } from './context.ts';

const DAY_MS = 86_400_000;
const TRIES = 6;

/** What a request does: the statements that make it so, and the answer to give. */
export type Done<Answer> = { write: Statement[]; answer: Answer };

/**
 * Does a thing once per idempotency key: the answer is kept in the same batch as the effect, so the same request again,
 * even after a crash, gives the same answer and changes nothing.
 *
 * @param scope who asks for what; keys of different scopes never meet
 * @throws idempotency.reused for the same key with another body
 */
export async function once<Answer>(
  { db, secrets, now }: Pick<Deps, 'db' | 'secrets' | 'now'>,
  scope: string,
  key: string | undefined,
  body: object,
  act: () => Promise<Done<Answer>>,
): Promise<Answer> {
  const remembered: Remembered | null = key ? { scope, key, bodyHash: hashOfBody(body) } : null;
  for (let tried = 1; ; tried++) {
    const at = now();
    const since = new Date(at.getTime() - DAY_MS).toISOString();
    const known = remembered && (await findAnswer(db, remembered, since));
    if (known) return JSON.parse(secrets.unseal(known)) as Answer; // sealed below, from this same type
    const { write, answer } = await act();
    try {
      await db.write([
        ...write,
        ...(remembered ? rememberAnswer(remembered, secrets.seal(JSON.stringify(answer)), at.toISOString(), since) : []),
      ]);
      return answer;
    } catch (error) {
      // A number, a customer or the key itself was taken in this moment: look again.
      if (!(isTaken(error) || isOverfull(error)) || tried === TRIES) throw error;
    }
  }
}

/**
 * The same for an act on something that is there already: the key is kept in the batch of the act, and the same request again
 * changes nothing.
 *
 * @param act does it, with these statements in its batch
 * @param seen answers when it was done before
 */
export async function actOnce<Answer>(
  { db, now }: Pick<Deps, 'db' | 'now'>,
  scope: string,
  key: string | undefined,
  body: object,
  act: (also: Statement[]) => Promise<Answer>,
  seen: () => Promise<Answer>,
): Promise<Answer> {
  if (!key) return act([]);
  const remembered = { scope, key, bodyHash: hashOfBody(body) };
  const at = now();
  const since = new Date(at.getTime() - DAY_MS).toISOString();
  if (await findAnswer(db, remembered, since)) return seen();
  try {
    return await act(rememberAnswer(remembered, DONE, at.toISOString(), since));
  } catch (error) {
    if (isTaken(error) && (await findAnswer(db, remembered, since))) return seen();
    throw error;
  }
}

/** What is kept for an act: that it was done. The answer is the thing as it is now. */
const DONE = 'done';

/** Independent of the order of fields. */
function hashOfBody(body: object): string {
  const sorted = JSON.stringify(body, (_key, value: unknown) =>
    value && typeof value === 'object' && !Array.isArray(value)
      ? Object.fromEntries(Object.entries(value).toSorted(([a], [b]) => (a < b ? -1 : 1)))
      : value,
  );
  return createHash('sha256').update(sorted).digest('base64url');
}
