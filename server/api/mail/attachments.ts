import { readFile } from 'node:fs/promises';
import { carriedBy, type KeyLetter, type Letter, type Notice, type Outreach } from '#server/domain/letters.ts';
import { uploadPath } from '../public/uploads.ts';

type Attachment = { filename: string; contentType: string; content: Buffer };

/**
 * The files a letter carries, read when it leaves: the outbox keeps their ids, never their bytes. A file that another
 * server of the same database keeps, or that is gone, is `gone`; any other trouble with the disk is tried again later.
 */
export async function attachmentsOf(
  dataDir: string,
  letter: Letter | Notice | Outreach | KeyLetter,
): Promise<{ attachments: Attachment[]; gone: Set<string> }> {
  const gone = new Set<string>();
  const attachments: Attachment[] = [];
  for (const { id, name, type } of carriedBy(letter).attached) {
    const content = await readFile(uploadPath(dataDir, id)).catch((error: NodeJS.ErrnoException) => {
      if (error.code !== 'ENOENT') throw error;
      return null;
    });
    if (content) attachments.push({ filename: name, contentType: type, content });
    else gone.add(id);
  }
  return { attachments, gone };
}
