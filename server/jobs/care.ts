import type { Instant } from '#shared/contracts/basics.ts';
import { beginCare, type Care, type CareChange, lookAfter } from '#server/domain/care.ts';
import { createCareStore } from '#server/store/care.ts';
import type { Db, Statement } from '#server/store/db.ts';
import { createDepartureStore } from '#server/store/departures.ts';
import { listMerchants } from '#server/store/merchants.ts';
import { insertLetter } from '#server/store/outbox.ts';
import { listTeam } from '#server/store/staff.ts';
import { queueCareAlarms } from '#server/store/webhooks.ts';

export type Caring = { db: Db; now: () => Date; newId: (prefix: string) => string };

const DAY_MS = 86_400_000;
const SLICE = 200;

/**
 * The daily look at everybody who came back: whoever tells us of a return, it is looked after; who slips away again is an alarm to
 * the person who looks after them; after six months it is said what came of it.
 *
 * @returns how many were looked at
 */
export async function lookAfterReturned({ db, now, newId }: Caring): Promise<number> {
  const at = now().toISOString();
  let looked = 0;
  for (const merchantId of await listMerchants(db)) {
    await beginMissing({ db, newId }, merchantId, at);
    const store = createCareStore(db, merchantId);
    const departures = createDepartureStore(db, merchantId);
    // Orders from before they left may have come in only after the plan began.
    const rhythmOf = async ({ customerId, departureId, rhythm: known }: Care) => {
      const { at: leftAt } = await departures.find(departureId);
      const found = await store.rhythmBefore(customerId, leftAt);
      return found.gapDays === null ? known : found;
    };
    for (const state of ['watching', 'slipping'] as const) {
      for (let after: string | undefined; ;) {
        const some = await store.list({ state, after, limit: SLICE });
        for (const care of some) {
          const [seen, rhythm] = await Promise.all([store.seenSince(care), rhythmOf(care)]);
          const alarm = ({ after, events }: CareChange) =>
            events.some(({ type }) => type === 'customer_slipping') ? alarmOf({ db, newId }, merchantId, after, at) : [];
          await store.change(care.id, (before) => lookAfter({ ...before, rhythm }, seen, at), at, undefined, alarm);
          looked++;
        }
        after = some.at(-1)?.id;
        if (some.length < SLICE) break;
      }
    }
  }
  return looked;
}

async function beginMissing({ db, newId }: Omit<Caring, 'now'>, merchantId: string, at: Instant): Promise<void> {
  const store = createCareStore(db, merchantId);
  const departures = createDepartureStore(db, merchantId);
  const sixMonthsAgo = new Date(Date.parse(at) - 183 * DAY_MS).toISOString();
  for (const { departureId, customerId, returnedAt, owner } of await store.listUncared(sixMonthsAgo, SLICE)) {
    const { at: leftAt } = await departures.find(departureId);
    const rhythm = await store.rhythmBefore(customerId, leftAt);
    await db.write(store.begin(beginCare({ id: newId('care'), customerId, departureId, owner, rhythm }, returnedAt, null), at));
  }
}

/** To the owner of the relationship; where there is none, to the owners of the shop; and to the programs that want to hear of it. */
async function alarmOf({ db, newId }: Omit<Caring, 'now'>, merchantId: string, care: Care, at: Instant): Promise<Statement[]> {
  const team = await listTeam(db, merchantId);
  const row = await db.readOne('select name, external_id from customers where id = ? and erased_at is null', [care.customerId]);
  if (!row) return []; // nobody is to speak with somebody who asked to be forgotten
  const who = String(row.name ?? row.external_id ?? care.customerId);
  const own = team.filter(({ id }) => id === care.owner);
  const readers = own.length ? own : team.filter(({ role }) => role === 'owner');
  const seen = care.signals.map(
    ({ kind, figures }) =>
      `- ${SAID[kind]} (${Object.entries(figures)
        .map(([name, value]) => `${name}: ${value}`)
        .join(', ')})`,
  );
  const text = `${who} came back on ${care.startedAt.slice(0, 10)} and may be leaving again:\n\n${seen.join('\n')}\n\nPlease speak with them, and note it as a check-in.`;
  const letters = readers.map(({ email }) =>
    insertLetter(
      merchantId,
      newId('out'),
      {
        topic: 'notice',
        to: email,
        locale: 'en',
        caseId: null,
        number: '',
        values: { title: `${who} may be leaving again`, text, customerId: care.customerId },
      },
      at,
    ),
  );
  return [...letters, queueCareAlarms(merchantId, { careId: care.id, since: at }, at)];
}

const SAID: Record<Care['signals'][number]['kind'], string> = {
  quieter_than_before: 'They have not ordered for much longer than they used to',
  smaller_orders: 'Their orders are smaller than before',
  new_complaint: 'They complained',
  broken_promise: 'A promise to them was broken',
};
