import { createHash } from 'node:crypto';
import type { Speak } from '#shared/words/speak.ts';
import { DomainError } from '#server/domain/errors.ts';
import type { Site } from '#server/store/merchants.ts';
import type { Deps } from '../context.ts';
import { FILES_PER_CASE } from '../public/site.ts';
import { keepUpload, readUpload, type Upload } from '../public/uploads.ts';
import type { BroughtAlong } from '../receive-case.ts';
import { tooLarge } from './sizes.ts';

/** The files of a form, looked at but not kept yet, or why they cannot be taken. */
export async function bringFiles(
  deps: Deps,
  site: Site,
  files: File[],
  say: Speak,
  locale: string,
): Promise<BroughtAlong | { error: string }> {
  if (files.length > FILES_PER_CASE) return { error: say('error_files_many', { count: FILES_PER_CASE }) };
  try {
    const uploads: Upload[] = [];
    for (const file of files) uploads.push(await readUpload(file));
    return {
      fingerprint: uploads.map(({ name, bytes }) => `${name} ${createHash('sha256').update(bytes).digest('base64url')}`),
      keep: () => Promise.all(uploads.map((upload) => keepUpload(deps, site, upload))),
    };
  } catch (error) {
    if (!(error instanceof DomainError)) throw error;
    return { error: error.code === 'upload.too_large' ? tooLarge(say, locale) : say('error_file_type') };
  }
}
