import { type Db, isTaken, sql } from './db.ts';
import { first } from './migrations/0001-first.ts';
import { settings } from './migrations/0002-settings.ts';
import { outbox } from './migrations/0003-outbox.ts';
import { routing } from './migrations/0004-routing.ts';
import { authority } from './migrations/0005-authority.ts';
import { customers } from './migrations/0006-customers.ts';
import { spentProofs } from './migrations/0007-spent-proofs.ts';
import { outboxDue } from './migrations/0008-outbox-due.ts';
import { knowledge } from './migrations/0009-knowledge.ts';
import { departures } from './migrations/0010-departures.ts';
import { signIn } from './migrations/0011-sign-in.ts';
import { desk } from './migrations/0012-desk.ts';
import { audit } from './migrations/0013-audit.ts';
import { rollups } from './migrations/0014-rollups.ts';
import { rescue } from './migrations/0015-rescue.ts';
import { coaching } from './migrations/0016-notes.ts';
import { drafts } from './migrations/0017-drafts.ts';
import { imports } from './migrations/0018-imports.ts';
import { mentions } from './migrations/0019-mentions.ts';
import { mentionsUnread } from './migrations/0020-mentions-unread.ts';
import { letters } from './migrations/0021-letters.ts';
import { years } from './migrations/0022-years.ts';
import { customerWords } from './migrations/0023-customer-words.ts';
import { alarms } from './migrations/0024-alarms.ts';
import { peopleOfDays } from './migrations/0025-people-of-days.ts';

export type Migration = { id: string; up: string[] };

/** Forward only, in order. */
export const MIGRATIONS: Migration[] = [
  first,
  settings,
  outbox,
  routing,
  authority,
  customers,
  spentProofs,
  outboxDue,
  knowledge,
  departures,
  signIn,
  desk,
  audit,
  rollups,
  rescue,
  coaching,
  drafts,
  imports,
  mentions,
  mentionsUnread,
  letters,
  years,
  customerWords,
  alarms,
  peopleOfDays,
];

/** Each migration and its record are one batch, so two servers that start together cannot apply one twice. */
export async function migrate(db: Db, all: Migration[] = MIGRATIONS): Promise<string[]> {
  await db.write([sql('create table if not exists migrations (id text primary key, at text not null) strict')]);
  const done = new Set((await db.read<{ id: string }>('select id from migrations')).map(({ id }) => id));
  const ran: string[] = [];
  for (const { id, up } of all) {
    if (done.has(id)) continue;
    try {
      await db.write([
        sql("insert into migrations values (?, strftime('%Y-%m-%dT%H:%M:%fZ'))", id),
        ...up.map((statement) => sql(statement)),
      ]);
      ran.push(id);
    } catch (error) {
      if (!isTaken(error) || !(await isDone(db, id))) throw error; // taken by a server that started with us, or by what is in the tables
    }
  }
  return ran;
}

const isDone = async (db: Db, id: string): Promise<boolean> => (await db.read('select id from migrations where id = ?', [id])).length > 0;
