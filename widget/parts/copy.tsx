import { useState } from 'preact/hooks';
import type { Desk } from '../desk.ts';

/** Copies a text; the button says when it is done. */
export function Copy({ desk, text, label }: { desk: Desk; text: string; label: string }) {
  const [copied, setCopied] = useState(false);
  return (
    <button type="button" onClick={() => navigator.clipboard?.writeText(text).then(() => setCopied(true), () => {})}>
      <span role="status">{copied ? desk.say('copied') : label}</span>
    </button>
  );
}
