import type { CaseReceipt, OpenCase } from '#shared/contracts/case.ts';
import type { Statement } from '#server/store/db.ts';
import type { Site } from '#server/store/merchants.ts';
import type { Deps } from './context.ts';
import { identify } from './identity.ts';
import { once } from './once.ts';
import { prepareCase } from './open-case.ts';

/** Nobody reads a form, writes a story and sends it in less. */
const FASTEST_PERSON_MS = 1200;

/** Files that come with the story itself: told apart by what is in them, kept only when the story is new. */
export type BroughtAlong = { fingerprint: string[]; keep(): Promise<string[]> };

/** Takes what a customer says, from the widget or from a plain form, once for each key. */
export async function receiveCase(
  deps: Deps,
  site: Site,
  { identityToken, challenge: _challenge, website, tookMs, ...told }: Omit<OpenCase, 'siteKey' | 'idempotencyKey'>,
  key: string | undefined,
  { files, also = [], isBusy = false }: { files?: BroughtAlong | undefined; also?: Statement[]; isBusy?: boolean } = {},
): Promise<CaseReceipt> {
  const identity = await identify(deps, site, identityToken);
  const suspicious = isBusy || Boolean(website) || (tookMs !== undefined && tookMs < FASTEST_PERSON_MS);
  const by = { role: 'customer' as const, id: null, name: told.contact?.name ?? null };
  const body = files?.fingerprint.length ? { ...told, files: files.fingerprint } : told;
  return once(deps, `cases:${site.id}`, key, body, async () => {
    const uploads = files?.fingerprint.length ? await files.keep() : told.uploads;
    const { write, receipt } = await prepareCase(deps, site, { ...told, uploads }, { by, identity, suspicious });
    return { write: [...also, ...write], answer: receipt };
  });
}
