import { useState } from 'preact/hooks';
import type { Desk } from '../desk.ts';
import type { Words } from '../words/en.ts';

/** Copies a text; the button says when it is done. */
export function Copy({ of: { say }, text, label }: { of: Pick<Desk, 'say'>; text: string; label: keyof Words }) {
  const [shown, setShown] = useState(label);
  return (
    <button
      type="button"
      onClick={() =>
        navigator.clipboard?.writeText(text).then(
          () => setShown('copied'),
          () => {},
        )
      }
    >
      <span aria-live="polite">{say(shown)}</span>
    </button>
  );
}
