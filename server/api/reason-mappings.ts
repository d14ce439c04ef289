import { DomainError } from '#server/domain/errors.ts';
import type { Statement } from '#server/store/db.ts';
import { isTaken } from '#server/store/db.ts';
import type { SettingsDocument } from '#shared/contracts/settings.ts';
import type { Worker } from './case-acts.ts';
import { type Deps, storesOf } from './context.ts';

const TRIES = 5;
const AT_ONCE = 100;

/** What a person confirmed goes into the settings document of reasons, beside what is there. */
export async function confirmMappings(
  deps: Deps,
  { merchantId, actor }: Worker,
  mappings: Record<string, string>,
): Promise<SettingsDocument<'reasons'>> {
  const { settings } = storesOf(deps, merchantId);
  for (let tried = 1; ; tried++) {
    const { version, document } = await settings.read('reasons');
    const next = { ...document, mappings: { ...document.mappings, ...mappings } };
    try {
      return await settings.publish('reasons', version, next, { id: actor.id, at: deps.now().toISOString(), note: 'Reasons of an import' });
    } catch (error) {
      if (!(error instanceof DomainError && error.code === 'settings.changed_meanwhile') || tried === TRIES) throw error;
    }
  }
}

/** Who left with these words and no reason of ours gets the reason, a few at a time. @returns how many */
export async function applyMappings(deps: Deps, merchantId: string, mappings: Record<string, string>): Promise<number> {
  const { departures } = storesOf(deps, merchantId);
  const known = new Map(Object.entries(mappings).map(([words, reason]) => [words.trim().toLowerCase(), reason]));
  let changed = 0;
  let cursor: string | undefined;
  do {
    const page = await departures.list({ reason: 'cancel.other', limit: AT_ONCE, cursor });
    const at = deps.now().toISOString();
    const news = page.items.flatMap((one) => {
      const reason = known.get(one.reasonText?.trim().toLowerCase() ?? '');
      return reason && reason !== one.reason ? [departures.changed(one, { ...one, reason }, at)] : [];
    });
    changed += await written(deps, news);
    cursor = page.nextCursor ?? undefined;
  } while (cursor);
  return changed;
}

/** Together, or one by one when somebody changed one of them meanwhile: then that one stays as they left it. */
async function written({ db }: Pick<Deps, 'db'>, each: Statement[][]): Promise<number> {
  if (each.length === 0) return 0;
  try {
    await db.write(each.flat());
    return each.length;
  } catch (error) {
    if (!isTaken(error)) throw error;
    if (each.length === 1) return 0;
    let done = 0;
    for (const one of each) done += await written({ db }, [one]);
    return done;
  }
}
