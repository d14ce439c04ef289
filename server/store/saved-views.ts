import type { Instant } from '#shared/contracts/basics.ts';
import type { SavedView } from '#shared/contracts/staff.ts';
import { type Db, type Statement, sql } from './db.ts';

export type Owner = { merchantId: string; staffId: string };

/** Somebody's own views of the inbox, in the order they were made. */
export async function listSavedViews(db: Db, { merchantId, staffId }: Owner): Promise<SavedView[]> {
  const rows = await db.read('select id, name, query from saved_views where merchant_id = ? and staff_id = ? order by created_at, id', [
    merchantId,
    staffId,
  ]);
  return rows.map(({ id, name, query }) => ({ id: String(id), name: String(name), query: String(query) }));
}

/** Writes nothing when there are as many as one may have. */
export const insertSavedView = ({ merchantId, staffId }: Owner, { id, name, query }: SavedView, at: Instant, most: number): Statement =>
  sql(
    'insert into saved_views select ?, ?, ?, ?, ?, ? where (select count(*) from saved_views where merchant_id = ? and staff_id = ?) < ?',
    id,
    merchantId,
    staffId,
    name,
    query,
    at,
    merchantId,
    staffId,
    most,
  );

export const updateSavedView = ({ merchantId, staffId }: Owner, { id, name, query }: SavedView): Statement =>
  sql('update saved_views set name = ?, query = ? where id = ? and merchant_id = ? and staff_id = ?', name, query, id, merchantId, staffId);

export const deleteSavedView = ({ merchantId, staffId }: Owner, id: string): Statement =>
  sql('delete from saved_views where id = ? and merchant_id = ? and staff_id = ?', id, merchantId, staffId);
