import type { News, Present } from '#shared/contracts/staff.ts';
import { readCounts } from '#server/store/counters.ts';
import type { Db } from '#server/store/db.ts';
import { readPulses } from '#server/store/presence.ts';
import { peopleOf } from '../case-acts.ts';
import { toRow } from '../case-view.ts';
import { type Deps, storesOf } from '../context.ts';

/** How often other servers on the same database are looked after; our own commits are heard at once. */
const EVERY_MS = 500;
const SOON_MS = 15;
/** More rows than fit on a screen or two are not sent one by one: the page reads its list again. */
const MOST_ROWS = 100;

type Pulse = { seq: number; present: Present[]; here: string };
type Told = Pick<News, 'seq' | 'rows' | 'reload'>;
export type NewsRoom = ReturnType<typeof createNewsRoom>;

const rooms = new WeakMap<Db, NewsRoom>();

/** One for each database and process, however many listen. */
export function newsRoomOf(deps: Deps): NewsRoom {
  const known = rooms.get(deps.db) ?? createNewsRoom(deps);
  rooms.set(deps.db, known);
  return known;
}

/**
 * Notices what anybody changes, on this server or another, as long as somebody listens: one small question a tick for all shops
 * and all listeners together.
 *
 * @source decision 0211
 */
function createNewsRoom(deps: Deps) {
  const { db, now, log } = deps;
  const listeners = new Map<string, Set<() => void>>();
  const pulses = new Map<string, Pulse>();
  const told = new Map<string, Promise<Told>>();
  let timer: NodeJS.Timeout | undefined;
  let soon: NodeJS.Timeout | undefined;
  let looking: Promise<void> | undefined;
  let hook: (() => void) | undefined;

  function hearCommits() {
    if (db.afterCommit === hook) return;
    const others = db.afterCommit;
    hook = () => {
      others();
      if (listeners.size > 0) soon ??= setTimeout(() => ((soon = undefined), void look()), SOON_MS);
    };
    db.afterCommit = hook;
  }

  function look(): Promise<void> {
    looking ??= readAll().finally(() => (looking = undefined));
    return looking;
  }

  async function readAll() {
    const merchants = [...listeners.keys()];
    if (merchants.length === 0) return;
    try {
      for (const [merchant, { seq, present }] of await readPulses(db, merchants, now().toISOString())) {
        const before = pulses.get(merchant);
        const here = JSON.stringify(present);
        if (before?.seq === seq && before.here === here) continue;
        pulses.set(merchant, { seq, present, here });
        for (const wake of listeners.get(merchant) ?? []) wake();
      }
    } catch (err) {
      log.error({ err }, 'the news could not be read'); // the next tick asks again
    }
  }

  /** Those who have heard as much as each other are told the same, read once. */
  function toldAfter(merchantId: string, after: number, newest: number): Promise<Told> {
    const key = `${merchantId} ${after} ${newest}`;
    const known = told.get(key);
    if (known) return known;
    if (told.size > 64) told.clear();
    const reading = readTold(merchantId, after);
    told.set(key, reading);
    reading.catch(() => told.delete(key));
    return reading;
  }

  async function readTold(merchantId: string, after: number): Promise<Told> {
    const { cases } = storesOf(deps, merchantId);
    const changed = await cases.changesAfter(after);
    const reload = changed.cases.length > MOST_ROWS;
    const current = reload ? [] : await cases.listByIds(changed.cases.map(({ id }) => id));
    const people = await peopleOf(deps, { merchantId, actor: { role: 'system', id: null, name: null } }, current);
    return { seq: changed.seq, rows: current.map((one) => toRow(one, people)), reload };
  }

  return {
    /** Joins until the answer is called. `wake` is told that something is new at this shop. */
    listen(merchantId: string, wake: () => void): () => void {
      hearCommits();
      const those = listeners.get(merchantId) ?? new Set();
      listeners.set(merchantId, those.add(wake));
      timer ??= setInterval(() => void look(), EVERY_MS);
      timer.unref();
      return () => {
        those.delete(wake);
        if (those.size === 0 && listeners.get(merchantId) === those) {
          listeners.delete(merchantId);
          pulses.delete(merchantId);
        }
        if (listeners.size > 0) return;
        clearInterval(timer);
        timer = undefined;
      };
    },

    /** Where a shop stands now. */
    async pulse(merchantId: string): Promise<Pulse> {
      const known = pulses.get(merchantId);
      if (known) return known;
      await look();
      return pulses.get(merchantId) ?? { seq: 0, present: [], here: '[]' };
    },

    /** What happened after an event number, with the numbers over the inbox as this person sees them; null: nothing. */
    async newsAfter(merchantId: string, after: number, asking: { staffId: string; dayEnds?: string | undefined }): Promise<News | null> {
      const newest = pulses.get(merchantId)?.seq ?? 0;
      if (newest <= after) return null;
      const [news, counts] = await Promise.all([toldAfter(merchantId, after, newest), readCounts(db, merchantId, asking)]);
      return { ...news, counts };
    },
  };
}
