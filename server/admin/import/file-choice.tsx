import { useSignal } from '@preact/signals';
import { kilobytes } from '../words/dates.ts';
import { t } from '../words/language.ts';
import type { ImportDraft } from './import-draft.ts';

/** A file, dragged here or chosen. */
export function FileChoice({ draft }: { draft: ImportDraft }) {
  const isOver = useSignal(false);
  const { file, busy } = draft;
  return (
    <section
      class={isOver.value ? 'card imp-drop over' : 'card imp-drop'}
      aria-labelledby="imp-file-title"
      onDragOver={(event) => {
        event.preventDefault();
        isOver.value = true;
      }}
      onDragLeave={() => (isOver.value = false)}
      onDrop={(event) => {
        event.preventDefault();
        isOver.value = false;
        const [dropped] = event.dataTransfer?.files ?? [];
        if (dropped) void draft.chooseFile(dropped);
      }}
    >
      <h2 id="imp-file-title">{t('The file')}</h2>
      <label for="imp-file">{t('Drag a CSV or NDJSON file here, or choose it.')}</label>
      <input
        id="imp-file"
        type="file"
        accept=".csv,.tsv,.txt,.ndjson,.jsonl,.json,text/csv,application/x-ndjson"
        onChange={(event) => {
          const [chosen] = event.currentTarget.files ?? [];
          if (chosen) void draft.chooseFile(chosen);
        }}
      />
      <p class="quiet" role="status">
        {busy.value === 'reading'
          ? t('Reading the beginning of the file…')
          : file.value
            ? t('{name}, {size}', { name: file.value.name, size: kilobytes(file.value.size) })
            : t('The first line of a CSV file names its columns.')}
      </p>
    </section>
  );
}
