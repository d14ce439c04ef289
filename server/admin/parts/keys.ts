import { signal } from '@preact/signals';
import { useEffect } from 'preact/hooks';

const SWITCH = 'amends.single-keys';

function remembered(): boolean {
  try {
    return localStorage.getItem(SWITCH) !== 'off';
  } catch {
    return true;
  }
}

/** Single letters as commands; people who dictate or tremble can turn them off. */
export const keysOn = signal(remembered());

export function turnKeys(on: boolean) {
  keysOn.value = on;
  try {
    localStorage.setItem(SWITCH, on ? 'on' : 'off');
  } catch {
    // Without storage the choice lasts until the page is left.
  }
}

const isTyping = (target: EventTarget | null) =>
  target instanceof HTMLElement && (target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName));

/** Runs a command when its key is pressed alone, and nobody is typing or answering a dialog. */
export function useKeys(commands: Record<string, () => void>) {
  useEffect(() => {
    const listen = (event: KeyboardEvent) => {
      if (!keysOn.value || event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target)) return;
      if (document.querySelector('dialog[open]')) return;
      const command = commands[event.key.toLowerCase()];
      if (!command) return;
      event.preventDefault();
      command();
    };
    addEventListener('keydown', listen);
    return () => removeEventListener('keydown', listen);
  });
}
