import { useEffect, useRef } from 'preact/hooks';
import { CopyButton } from '../parts/copy-button.tsx';
import { t } from '../words/language.ts';

/** The recovery codes, this one time. */
export function RecoveryCodesSheet({ codes, done }: { codes: string[]; done: () => void }) {
  const sheet = useRef<HTMLDivElement>(null);
  useEffect(() => sheet.current?.focus(), []);
  const text = codes.join('\n');
  const download = () => {
    const link = document.createElement('a');
    link.href = URL.createObjectURL(new Blob([`${text}\n`], { type: 'text/plain' }));
    link.download = 'amends-recovery-codes.txt';
    link.click();
    URL.revokeObjectURL(link.href);
  };
  return (
    <div ref={sheet} class="acc-codes" tabIndex={-1} role="group" aria-label={t('Recovery codes')}>
      <p>
        <strong>{t('Keep these recovery codes.')}</strong>{' '}
        {t('Each of them lets you in once when your phone is gone. They are not shown again.')}
      </p>
      <ul dir="ltr">
        {codes.map((code) => (
          <li key={code}>
            <code>{code}</code>
          </li>
        ))}
      </ul>
      <p class="act-buttons">
        <CopyButton text={text} label={t('Copy the codes')} />
        <button type="button" class="button small" onClick={download}>
          {t('Download the codes')}
        </button>
      </p>
      <p>
        <button type="button" class="button primary" onClick={done}>
          {t('I have kept them')}
        </button>
      </p>
    </div>
  );
}
