import type { Instant } from '#shared/contracts/basics.ts';
import type { Settings, SettingsDocument, SettingsName } from '#shared/contracts/settings.ts';
import { DomainError } from '#server/domain/errors.ts';
import { type Db, isTaken, type Row, type Statement, sql } from './db.ts';

/** Makes a complete document of what was stored, whatever an older version lacked. The API gives it: schemas are not the store's. */
export type Complete = <Name extends SettingsName>(name: Name, stored: unknown) => Settings[Name];
export type SettingsStore = ReturnType<typeof createSettingsStore>;

/** Bound to one merchant. */
export function createSettingsStore(db: Db, merchantId: string, complete: Complete, defaults: Settings) {
  /** All documents as they are now. */
  async function readAll(): Promise<Settings> {
    const rows = await db.read(
      'select name, document, max(version) as version from settings where merchant_id = ? group by name', // the bare columns are of the newest row
      [merchantId],
    );
    const stored = rows.map((row) => [row.name, complete(row.name as SettingsName, JSON.parse(String(row.document)))] as const);
    return { ...defaults, ...(Object.fromEntries(stored) as Partial<Settings>) };
  }

  async function read<Name extends SettingsName>(name: Name): Promise<SettingsDocument<Name>> {
    const row = await db.readOne('select * from settings where merchant_id = ? and name = ? order by version desc limit 1', [
      merchantId,
      name,
    ]);
    return row ? toDocument(name, row) : { name, version: 0, document: defaults[name], updatedAt: null, updatedBy: null };
  }

  /** The document as it was in one version; version 0 is what everybody begins with. */
  async function readVersion<Name extends SettingsName>(name: Name, version: number): Promise<Settings[Name] | null> {
    if (version === 0) return defaults[name];
    const row = await db.readOne('select document from settings where merchant_id = ? and name = ? and version = ?', [
      merchantId,
      name,
      version,
    ]);
    return row ? complete(name, JSON.parse(String(row.document))) : null;
  }

  async function history<Name extends SettingsName>(name: Name, limit = 50): Promise<(SettingsDocument<Name> & { note: string | null })[]> {
    const rows = await db.read('select * from settings where merchant_id = ? and name = ? order by version desc limit ?', [
      merchantId,
      name,
      limit,
    ]);
    return rows.map((row) => ({ ...toDocument(name, row), note: row.note === null || row.note === undefined ? null : String(row.note) }));
  }

  /** @throws settings.changed_meanwhile when somebody published since `version` */
  async function publish<Name extends SettingsName>(
    name: Name,
    version: number,
    document: Settings[Name],
    by: { id: string | null; at: Instant; note?: string },
    also: Statement[] = [],
  ): Promise<SettingsDocument<Name>> {
    const current = await read(name);
    if (current.version !== version) throw changedMeanwhile(name, current.version);
    try {
      await db.write([
        sql(
          'insert into settings values (?, ?, ?, ?, ?, ?, ?)',
          merchantId,
          name,
          version + 1,
          JSON.stringify(document),
          by.at,
          by.id,
          by.note ?? null,
        ),
        ...also,
      ]);
    } catch (error) {
      if (isTaken(error)) throw changedMeanwhile(name, (await read(name)).version);
      throw error;
    }
    return read(name);
  }

  function toDocument<Name extends SettingsName>(name: Name, row: Row): SettingsDocument<Name> {
    return {
      name,
      version: Number(row.version),
      document: complete(name, JSON.parse(String(row.document))),
      updatedAt: String(row.at),
      updatedBy: row.by_id === null ? null : String(row.by_id),
    };
  }

  return { readAll, read, readVersion, history, publish };
}

const changedMeanwhile = (name: string, version: number) =>
  new DomainError(
    'settings.changed_meanwhile',
    `Somebody else published “${name}” meanwhile: version ${version} is the newest. Look at it and send yours again.`,
  );
