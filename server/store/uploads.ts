import type { Instant } from '#shared/contracts/basics.ts';
import type { FileOfCase } from '#server/domain/case.ts';
import { DomainError } from '#server/domain/errors.ts';
import { type Db, type Statement, sql } from './db.ts';

export type UploadStore = ReturnType<typeof createUploadStore>;

/** Files a customer brought; a file belongs to no case until its story is sent. */
export function createUploadStore(db: Db, merchantId: string) {
  const insert = (siteId: string, file: FileOfCase, at: Instant): Statement =>
    sql('insert into uploads values (?, ?, ?, null, ?, ?, ?, ?)', file.id, merchantId, siteId, file.name, file.type, file.size, at);

  /** @throws upload.not_found for an unknown file, or one that belongs to another case */
  async function take(ids: string[]): Promise<FileOfCase[]> {
    if (ids.length === 0) return [];
    const rows = await db.read(
      'select id, name, type, size from uploads where merchant_id = ? and case_id is null and id in (select value from json_each(?))',
      [merchantId, JSON.stringify(ids)],
    );
    return ids.map((id) => {
      const row = rows.find((one) => one.id === id);
      if (!row)
        throw new DomainError('upload.not_found', 'One of the files is not here any more. Please attach it again.', [
          { path: 'uploads', message: id },
        ]);
      return { id, name: String(row.name), type: String(row.type), size: Number(row.size) };
    });
  }

  const attach = (files: FileOfCase[], caseId: string): Statement[] =>
    files.map(({ id }) => sql('update uploads set case_id = ? where merchant_id = ? and id = ?', caseId, merchantId, id));

  return { insert, take, attach };
}
