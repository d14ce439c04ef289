import { signal } from '@preact/signals';
import type { Changes } from '#shared/contracts/staff.ts';
import { Refused, type StaffClient } from '../client.ts';

type Listener = (changed: Changes['cases']) => void;

/** Hears of every change that anybody makes, by asking every two seconds while somebody is looking. */
export function createLive(client: StaffClient, { isVisible = (): boolean => true, everyMs = 2000 } = {}) {
  const listeners = new Set<Listener>();
  const offline = signal(false);
  let seq: number | undefined;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let running = false;
  let looking = false;

  async function look() {
    try {
      const news = await client.changes(seq);
      const moved = seq !== undefined && news.seq !== seq;
      seq = news.seq;
      offline.value = false;
      if (moved) for (const listener of listeners) listener(news.cases);
    } catch (error) {
      if (!(error instanceof Refused)) throw error;
      offline.value = error.problem.status === 0 || error.problem.status >= 500;
    }
  }

  async function round() {
    if (looking) return;
    clearTimeout(timer);
    looking = true;
    if (isVisible()) await look();
    looking = false;
    if (running) timer = setTimeout(round, everyMs);
  }

  return {
    offline,
    look,
    /** Remembers where the stream stands, so that nothing read afterwards can go stale unnoticed. */
    async start() {
      if (running) return;
      running = true;
      await round();
    },
    stop() {
      running = false;
      clearTimeout(timer);
    },
    /** The tab came back to the front: no reason to wait for the next round. */
    wake: () => void (running && round()),
    listen(listener: Listener) {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
  };
}
