import { listSites } from '#server/store/merchants.ts';
import type { Deps } from './context.ts';

/** Where a shop has no site yet. */
const USUAL_CURRENCY = 'USD';

/** What a shop counts in where an amount names no currency: that of its first site. */
export const usualCurrency = async ({ db }: Pick<Deps, 'db'>, merchantId: string): Promise<string> =>
  (await listSites(db, merchantId))[0]?.settings.currency ?? USUAL_CURRENCY;
