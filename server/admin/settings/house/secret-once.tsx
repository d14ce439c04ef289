import { useEffect, useRef } from 'preact/hooks';
import { CopyButton } from '../../parts/copy-button.tsx';
import { t } from '../../words/language.ts';

/** A secret that is shown this once. Takes the focus, so that nobody passes it by. */
export function SecretOnce({ title, secret, onDone }: { title: string; secret: string; onDone: () => void }) {
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.focus(), []);
  return (
    <section class="notice house-secret" aria-labelledby="house-secret">
      <h2 id="house-secret" ref={heading} tabIndex={-1}>
        {title}
      </h2>
      <p>{t('Copy it now and keep it in a safe place. It is shown this once, and never again.')}</p>
      <pre dir="ltr" tabIndex={0} aria-label={t('The secret')}>
        <code>{secret}</code>
      </pre>
      <p class="act-buttons">
        <CopyButton text={secret} label={t('Copy')} />
        <button type="button" class="button small" onClick={onDone}>
          {t('I have kept it')}
        </button>
      </p>
    </section>
  );
}
