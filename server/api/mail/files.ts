import { DomainError } from '#server/domain/errors.ts';
import type { Deps } from '../context.ts';
import { keepUpload, readUpload } from '../public/uploads.ts';
import type { IncomingMail } from './read-mail.ts';

const MOST = 5;

/** Attachments on disk, told apart by what is in them; the names of those we do not take. */
export async function keepFiles(
  deps: Deps,
  site: { id: string; merchantId: string },
  brought: IncomingMail['files'],
): Promise<{ files: string[]; refused: string[] }> {
  const files: string[] = [];
  const refused = brought.slice(MOST).map(({ name }) => name);
  for (const { name, bytes } of brought.slice(0, MOST)) {
    try {
      files.push(await keepUpload(deps, site, await readUpload(new File([bytes], name))));
    } catch (error) {
      if (!(error instanceof DomainError)) throw error;
      refused.push(name);
    }
  }
  return { files, refused };
}
