import { useRef } from 'preact/hooks';
import { keysOn, turnKeys, useKeys } from './keys.ts';

const KEYS: [keys: string[], what: string][] = [
  [['J'], 'Next case'],
  [['K'], 'Case before'],
  [['Enter'], 'Open the case'],
  [['/'], 'Search'],
  [['I'], 'Inbox'],
  [['A'], 'Answer'],
  [['O'], 'Offer'],
  [['Q'], 'Ask a question'],
  [['D'], 'Decide'],
  [['P'], 'Promise'],
  [['N'], 'Note'],
  [['Ctrl', 'Enter'], 'Send what you are writing'],
  [['?'], 'This sheet'],
];

/** The cheat sheet, and the button that opens it for those without a keyboard habit. */
export function KeysSheet() {
  const sheet = useRef<HTMLDialogElement>(null);
  const open = () => {
    sheet.current?.showModal();
    sheet.current?.querySelector('button')?.focus();
  };
  useKeys({ '?': open });

  return (
    <>
      <button type="button" class="button plain" aria-label="Keyboard shortcuts" title="Keyboard shortcuts (?)" onClick={open}>
        ?
      </button>
      <dialog ref={sheet} aria-labelledby="keys-title" class="sheet">
        <h2 id="keys-title">Keys</h2>
        <dl class="keys">
          {KEYS.map(([keys, what]) => (
            <div key={what}>
              <dt>
                {keys.map((key) => (
                  <kbd key={key}>{key}</kbd>
                ))}
              </dt>
              <dd>{what}</dd>
            </div>
          ))}
        </dl>
        <label class="switch">
          <input type="checkbox" checked={keysOn.value} onChange={(event) => turnKeys(event.currentTarget.checked)} /> Single letters work
          as commands
        </label>
        <form method="dialog">
          <button class="button primary">Close</button>
        </form>
      </dialog>
    </>
  );
}
