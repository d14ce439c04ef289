import { useSignal } from '@preact/signals';
import { useDesk } from '../desk.ts';
import { t } from '../words/language.ts';

const SHOWN_FOR_MS = 2500;

export function CopyButton({ text, label }: { text: string; label: string }) {
  const desk = useDesk();
  const told = useSignal('');

  async function copy() {
    try {
      await navigator.clipboard.writeText(text);
      told.value = t('Copied');
    } catch {
      told.value = t('Please select and copy it by hand'); // Browsers lend the clipboard only to secure pages.
    }
    desk.say(told.value);
    setTimeout(() => (told.value = ''), SHOWN_FOR_MS);
  }

  return (
    <button type="button" class="button small" onClick={() => void copy()}>
      {told.value || label}
    </button>
  );
}
