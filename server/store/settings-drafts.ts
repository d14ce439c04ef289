import type { Instant } from '#shared/contracts/basics.ts';
import type { SettingsName } from '#shared/contracts/settings.ts';
import { type Db, type Statement, sql } from './db.ts';

/** `document` is kept as it was typed, whether or not it could be published. */
export type SettingsDraft = { basedOn: number; document: unknown; at: Instant };

/** What one person of one merchant has begun to change, one draft for each document. */
export function createSettingsDrafts(db: Db, merchantId: string, staffId: string) {
  return {
    async find(name: SettingsName): Promise<SettingsDraft | null> {
      const row = await db.readOne(
        'select based_on, document, at from settings_drafts where merchant_id = ? and staff_id = ? and name = ?',
        [merchantId, staffId, name],
      );
      return row ? { basedOn: Number(row.based_on), document: JSON.parse(String(row.document)), at: String(row.at) } : null;
    },
    async listNames(): Promise<SettingsName[]> {
      const rows = await db.read('select name from settings_drafts where merchant_id = ? and staff_id = ? order by name', [
        merchantId,
        staffId,
      ]);
      return rows.map(({ name }) => name as SettingsName);
    },
    async keep(name: SettingsName, { basedOn, document, at }: SettingsDraft): Promise<void> {
      await db.write([
        sql(
          `insert into settings_drafts values (?, ?, ?, ?, ?, ?)
          on conflict (merchant_id, staff_id, name) do update set based_on = excluded.based_on, document = excluded.document, at = excluded.at`,
          merchantId,
          staffId,
          name,
          basedOn,
          JSON.stringify(document),
          at,
        ),
      ]);
    },
    drop: async (name: SettingsName): Promise<void> => void (await db.write([draftDropped(merchantId, staffId, name)])),
  };
}

/** For the batch that publishes the document: what was a draft is in force now. */
export const draftDropped = (merchantId: string, staffId: string, name: SettingsName): Statement =>
  sql('delete from settings_drafts where merchant_id = ? and staff_id = ? and name = ?', merchantId, staffId, name);
