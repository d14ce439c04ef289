import { useRef } from 'preact/hooks';
import { msg, t } from '../words/language.ts';
import { keysOn, turnKeys, useKeys } from './keys.ts';

type Key = [keys: string[], what: string];
const GROUPS: [title: string, keys: Key[]][] = [
  [
    msg('Everywhere'),
    [
      [['Ctrl', 'K'], msg('Find anything: acts, cases, customers, settings')],
      [['/'], msg('Search')],
      [['I'], msg('Inbox')],
      [['G', 'A'], msg('Approvals')],
      [['G', 'M'], msg('Mentions')],
      [['G', 'O'], msg('Outbox')],
      [['G', 'S'], msg('Settings')],
      [['?'], msg('This sheet')],
    ],
  ],
  [
    msg('In the inbox'),
    [
      [['J'], msg('Next case')],
      [['K'], msg('Case before')],
      [['Enter'], msg('Open the case')],
      [['X'], msg('Choose the case')],
      [['Shift', 'X'], msg('Choose all between')],
      [['M'], msg('Give it to me')],
      [['C'], msg('Close as answered')],
      [['Z'], msg('Take back what was just done')],
      [['Esc'], msg('Choose none')],
    ],
  ],
  [
    msg('On a case'),
    [
      [['A'], msg('Answer')],
      [['O'], msg('Offer')],
      [['Q'], msg('Ask a question')],
      [['D'], msg('Decide')],
      [['P'], msg('Promise')],
      [['N'], msg('Note')],
      [['T'], msg('Look into it')],
      [['W'], msg('Wait for somebody, or go on')],
      [['E'], msg('Escalate')],
      [['Y'], msg('Approve, or accepted on the phone')],
      [['F'], msg('Mark done with proof')],
      [['L'], msg('Tags')],
      [['M'], msg('Give it to me')],
      [['C'], msg('Close as answered')],
      [['J'], msg('Next case')],
      [['K'], msg('Case before')],
      [['Ctrl', 'Enter'], msg('Send what you are writing')],
      [['Ctrl', 'Shift', 'Enter'], msg('Send it, then the next case')],
      [['Esc'], msg('Leave what you are writing; it is kept')],
    ],
  ],
  [
    msg('On approvals'),
    [
      [['J'], msg('Next request')],
      [['K'], msg('Request before')],
      [['Y'], msg('Approve')],
      [['R'], msg('Refuse')],
    ],
  ],
];

/** The cheat sheet, and the button that opens it for those without a keyboard habit. */
export function KeysSheet() {
  const sheet = useRef<HTMLDialogElement>(null);
  const open = () => {
    sheet.current?.showModal();
    sheet.current?.querySelector('h2')?.focus(); // its beginning, where reading begins
  };
  useKeys({ '?': open, 'shift+?': open });

  return (
    <>
      <button type="button" class="button plain" aria-label={t('Keyboard shortcuts')} title={t('Keyboard shortcuts (?)')} onClick={open}>
        ?
      </button>
      <dialog ref={sheet} aria-labelledby="keys-title" class="sheet">
        <h2 id="keys-title" tabIndex={-1}>
          {t('Keyboard shortcuts')}
        </h2>
        <div class="key-groups">
          {GROUPS.map(([title, keys]) => (
            <section key={title}>
              <h3>{t(title)}</h3>
              <dl class="keys">
                {keys.map(([names, what]) => (
                  <div key={what}>
                    <dt dir="ltr">
                      {names.map((name) => (
                        <kbd key={name}>{name}</kbd>
                      ))}
                    </dt>
                    <dd>{t(what)}</dd>
                  </div>
                ))}
              </dl>
            </section>
          ))}
        </div>
        <label class="switch">
          <input type="checkbox" checked={keysOn.value} onChange={(event) => turnKeys(event.currentTarget.checked)} />{' '}
          {t('Single letters work as commands')}
        </label>
        <form method="dialog">
          <button class="button primary">{t('Close')}</button>
        </form>
      </dialog>
    </>
  );
}
