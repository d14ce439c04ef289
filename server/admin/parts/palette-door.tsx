import { useSignal } from '@preact/signals';
import type { ComponentType } from 'preact';
import { useEffect } from 'preact/hooks';
import { useDesk } from '../desk.ts';
import { t } from '../words/language.ts';

type Palette = ComponentType<{ onClose: () => void }>;

/** Ctrl or Cmd with K opens the palette wherever one is, in the middle of a sentence too. It is loaded when it is first wanted. */
export function PaletteDoor() {
  const { say } = useDesk();
  const isOpen = useSignal(false);
  const palette = useSignal<{ View: Palette } | null>(null);

  const open = () => {
    isOpen.value = true;
    void import('./palette.tsx').then(
      ({ Palette }) => (palette.value = { View: Palette }),
      () => {
        isOpen.value = false;
        say(t('This could not be loaded. Please try again.'));
      },
    );
  };
  useEffect(() => {
    const listen = (event: KeyboardEvent) => {
      if (event.key.toLowerCase() !== 'k' || !(event.ctrlKey || event.metaKey) || event.altKey || event.shiftKey) return;
      if (document.querySelector('dialog[open]')) return;
      event.preventDefault();
      open();
    };
    addEventListener('keydown', listen);
    return () => removeEventListener('keydown', listen);
  }, []);

  const { View } = palette.value ?? {};
  return (
    <>
      <button type="button" class="button plain" aria-haspopup="dialog" title={t('Find anything (Ctrl+K)')} onClick={open}>
        {t('Find')}
      </button>
      {isOpen.value && View && <View onClose={() => (isOpen.value = false)} />}
    </>
  );
}
