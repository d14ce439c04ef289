import { signal } from '@preact/signals';
import { useLayoutEffect, useRef } from 'preact/hooks';

const SWITCH = 'amends.single-keys';
const SEQUENCE_MS = 1200;

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
  target instanceof HTMLElement && (target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName)) && !isTick(target);
const isTick = (target: HTMLElement) => target instanceof HTMLInputElement && target.type === 'checkbox';

// The first letter of two, as in G then I, is remembered for all who listen.
let begun = { key: '', at: 0 };

/**
 * Runs a command when its key is pressed alone, and nobody is typing or answering a dialog.
 *
 * @param commands by key: `j`, `shift+x`, or two after each other: `g i`
 */
export function useKeys(commands: Record<string, () => void>) {
  const latest = useRef(commands);
  latest.current = commands;
  useLayoutEffect(() => {
    // As soon as the page is drawn: whoever sees a row may press J.
    const listen = (event: KeyboardEvent) => {
      if (!keysOn.value || event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target)) return;
      if (document.querySelector('dialog[open]')) return;
      const key = event.key.length === 1 ? event.key.toLowerCase() : event.key;
      const isSecond = begun.key !== '' && event.timeStamp - begun.at < SEQUENCE_MS;
      const beginsOne = Object.keys(latest.current).some((name) => name.startsWith(`${key} `));
      const command = isSecond
        ? latest.current[`${begun.key} ${key}`]
        : ((event.shiftKey ? latest.current[`shift+${key}`] : undefined) ?? latest.current[key]);
      if (!command) {
        if (beginsOne) begun = { key, at: event.timeStamp };
        return;
      }
      event.preventDefault();
      begun = { key: '', at: 0 };
      command();
    };
    addEventListener('keydown', listen);
    return () => removeEventListener('keydown', listen);
  }, []);
}
