import { seeSite, type Site } from '#server/store/merchants.ts';
import type { Deps } from './context.ts';

const HOUR_MS = 3_600_000;
const KEPT_IN_MEMORY = 10_000;

/** Writes down which pages ask for a site, once an hour for each at most, so that its owner sees where it is installed. */
export function rememberSightings({ db, now, publicUrl }: Pick<Deps, 'db' | 'now' | 'publicUrl'>) {
  const lastSeen = new Map<string, number>();
  const own = new URL(publicUrl).origin;

  return async ({ id }: Pick<Site, 'id'>, origin: string | undefined): Promise<void> => {
    if (!origin || origin === own || origin === 'null') return;
    const key = `${id} ${origin}`;
    const at = now().getTime();
    if (at - (lastSeen.get(key) ?? -Infinity) < HOUR_MS) return;
    if (lastSeen.size >= KEPT_IN_MEMORY) lastSeen.clear();
    lastSeen.set(key, at);
    await db.write([seeSite(id, origin, new Date(at).toISOString())]);
  };
}
