import type { CaseFile } from '../models/case-file.ts';

/** Opens a tab of the composer and puts the cursor into it. */
export function toComposer(file: CaseFile, tab: string) {
  file.draft.tab.value = tab;
  requestAnimationFrame(() => {
    const panel = document.getElementById('composer-panel');
    const fields = [...(panel?.querySelectorAll<HTMLElement>('textarea, input:not([type=radio], [type=file]), select') ?? [])];
    fields.find((field) => !field.closest('.composer-bar'))?.focus(); // to the words; how they are written is chosen above
    panel?.scrollIntoView({ block: 'nearest' });
  });
}
