import type { CaseFile } from '../models/case-file.ts';

/** Opens a tab of the composer and puts the cursor into it. */
export function toComposer(file: CaseFile, tab: string) {
  file.draft.tab.value = tab;
  requestAnimationFrame(() => {
    const panel = document.getElementById('composer-panel');
    panel?.querySelector<HTMLElement>('textarea, input:not([type=radio], [type=file]), select')?.focus();
    panel?.scrollIntoView({ block: 'nearest' });
  });
}
