import type { Case } from '#server/domain/case.ts';
import { tellingWords } from '#server/domain/similar.ts';
import { countsAs } from '#server/domain/taxonomy.ts';
import { type Db, type Row } from './db.ts';
import { sharingTwo } from './word-index.ts';

/** How far back is looked, and how many are read: the same for a hundred cases and for a million. */
const LOOKED_AT = 500;
const READ = 60;

/** Closed cases that may be like this one: by two of its words, and by its reason; the newest of each. */
export async function listAlike(db: Db, merchantId: string, { id, story, reason }: Pick<Case, 'id' | 'story' | 'reason'>): Promise<Case[]> {
  const words = sharingTwo(merchantId, tellingWords(story));
  const byWords =
    words === null
      ? []
      : await closedAmong(`select rowid as seq from case_words where case_words match ? order by rowid desc limit ${LOOKED_AT}`, [words]);
  const byReason =
    reason === null
      ? []
      : (
          await Promise.all(
            [...new Set([reason, countsAs(reason)])].map((one) =>
              closedAmong(`select seq from cases where merchant_id = ? and reason = ? order by seq desc limit ${LOOKED_AT}`, [
                merchantId,
                one,
              ]),
            ),
          )
        ).flat();
  return [...byWords, ...byReason].map((row) => JSON.parse(String(row.data)) as Case); // written by cases.ts

  // The cross join keeps the order: what was found first, then only those rows.
  function closedAmong(found: string, args: string[]): Promise<Row[]> {
    return db.read(
      `select cases.data from (${found}) as found cross join cases on cases.seq = found.seq
       where cases.merchant_id = ? and cases.state = 'closed' and cases.id <> ? order by cases.seq desc limit ${READ}`,
      [...args, merchantId, id],
    );
  }
}
