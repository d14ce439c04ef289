import { useSignal } from '@preact/signals';
import { Refused } from '../client.ts';
import { useDesk } from '../desk.ts';
import type { CaseFile } from '../models/case-file.ts';
import { kilobytes } from '../words/dates.ts';
import { t } from '../words/language.ts';
import { composerCalls } from './calls.ts';
import { filesIn } from './written.ts';

const MOST = 5;
const TAKEN = 'image/*,application/pdf,text/plain';

type Props = { id: string; file: CaseFile; label: string; stored: string | undefined; edit: (stored: string) => void };

/** Files that go with what is written. They wait on the server until it is sent. */
export function Attachments({ id, file, label, stored, edit }: Props) {
  const { client } = useDesk();
  const busy = useSignal(false);
  const trouble = useSignal('');
  const files = filesIn(stored);
  const put = (kept: typeof files) => edit(kept.length > 0 ? JSON.stringify(kept) : '');

  async function attach(input: HTMLInputElement) {
    const chosen = [...(input.files ?? [])].slice(0, MOST - files.length);
    const caseId = file.view.peek()?.id;
    if (!caseId || chosen.length === 0) return;
    busy.value = true;
    trouble.value = '';
    let kept = files;
    for (const one of chosen) {
      try {
        const { uploadId, name, size } = await composerCalls(client).attach(caseId, one);
        put((kept = [...kept, { id: uploadId, name, size }]));
      } catch (error) {
        if (!(error instanceof Refused)) throw error;
        trouble.value = `${one.name}: ${error.problem.detail}`;
      }
    }
    busy.value = false;
    input.value = '';
  }

  return (
    <div class="composer-files">
      {files.length > 0 && (
        <ul>
          {files.map(({ id: upload, name, size }) => (
            <li key={upload}>
              <bdi>{name}</bdi> <span class="quiet">{kilobytes(size)}</span>{' '}
              <button
                type="button"
                class="button small plain"
                aria-label={t('Remove {name}', { name })}
                onClick={() => put(files.filter((one) => one.id !== upload))}
              >
                ×
              </button>
            </li>
          ))}
        </ul>
      )}
      {files.length < MOST && (
        <label class="button small composer-attach" aria-busy={busy.value}>
          {busy.value ? t('One moment…') : t('Attach files')}
          <input
            id={id}
            type="file"
            multiple
            accept={TAKEN}
            aria-label={label}
            disabled={busy.value}
            onChange={(event) => void attach(event.currentTarget)}
          />
        </label>
      )}
      {trouble.value && (
        <p class="field-error" role="alert">
          {trouble.value}
        </p>
      )}
    </div>
  );
}
