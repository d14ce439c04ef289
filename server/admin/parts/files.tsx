import type { Message } from '#shared/contracts/case.ts';

/** Files the customer brought; each opens beside the page. */
export function Files({ caseId, files }: { caseId: string; files: Message['files'] }) {
  if (files.length === 0) return null;
  return (
    <ul class="files">
      {files.map(({ id, name, size }) => (
        <li key={id}>
          <a href={`/staff/cases/${caseId}/files/${id}`} target="_blank" rel="noreferrer">
            <bdi>{name}</bdi>
          </a>{' '}
          <span class="quiet">{Math.max(1, Math.round(size / 1024))} kB</span>
        </li>
      ))}
    </ul>
  );
}
