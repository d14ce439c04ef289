import type { Message } from '#shared/contracts/case.ts';
import { kilobytes } from '../words/dates.ts';

/** Files of a case; each opens beside the page. */
export function Files({ caseId, files }: { caseId: string; files: Message['files'] }) {
  if (files.length === 0) return null;
  return (
    <ul class="files">
      {files.map(({ id, name, size }) => (
        <li key={id}>
          <a href={`/staff/cases/${caseId}/files/${id}`} target="_blank" rel="noreferrer">
            <bdi>{name}</bdi>
          </a>{' '}
          <span class="quiet">{kilobytes(size)}</span>
        </li>
      ))}
    </ul>
  );
}
