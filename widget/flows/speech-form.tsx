import type { ComponentChildren } from 'preact';
import { useLayoutEffect, useRef, useState } from 'preact/hooks';
import { Copy } from '../parts/copy.tsx';
import { Heading } from '../parts/heading.tsx';
import { Receipt } from '../parts/receipt.tsx';
import { Waiting } from '../parts/waiting.tsx';
import type { Words } from '../words/en.ts';
import { readDraft, type Speech } from './speech.ts';

type Wrong = { field?: unknown; text: string };

/** One page of words to send, whatever the kind: title, fields, what is missing, send; then what became of it. */
export function SpeechForm({ of: speech, title, children }: { of: Speech; title: keyof Words; children: ComponentChildren }) {
  const { say, stage, restored, config, locale } = speech;
  const { problem, file } = stage;
  const form = useRef<HTMLFormElement>(null);
  const [wrong, setWrong] = useState<string[]>([]);

  /** Marks the fields and says what is the matter with each; the first of them gets the focus. */
  function mark(found: Wrong[]) {
    for (const input of form.current!.elements) input.removeAttribute('aria-invalid');
    let first: HTMLElement | undefined;
    setWrong(
      found.map(({ field, text }) => {
        if (!(field instanceof HTMLElement)) return text;
        field.setAttribute('aria-invalid', 'true');
        field.closest('details')?.setAttribute('open', '');
        first ??= field;
        return `${field.closest('label')!.firstChild!.textContent}: ${text}`;
      }),
    );
    first?.focus();
  }
  useLayoutEffect(() => {
    if (!problem) return;
    const named = (problem.errors ?? []).map(({ path, message }) => ({
      field: form.current!.elements.namedItem(path.split('.').pop()!),
      text: message,
    }));
    mark(named.length ? named : [{ text: problem.message || say('failedTitle') }]);
  }, [problem]);

  if (stage.at === 'sent') return <Receipt of={speech} receipt={stage.answer!} />;
  if (stage.at === 'queued') return <Waiting of={speech} />;
  const sending = stage.at === 'sending';
  return (
    <form
      ref={form}
      noValidate
      onInput={() => speech.change(readDraft(form.current!))}
      onSubmit={(event) => {
        event.preventDefault();
        const invalid = ([...form.current!.elements] as HTMLInputElement[]).filter(({ validity }) => validity && !validity.valid);
        mark(invalid.map((field) => ({ field, text: field.validationMessage })));
        if (!invalid.length && !sending) void speech.submit();
      }}
    >
      <Heading>{say(title)}</Heading>
      {restored && (
        <p class="n">
          {say('draftKept')}{' '}
          <button type="button" class="l" onClick={speech.forget}>
            {say('draftForget')}
          </button>
        </p>
      )}
      {children}
      <input name="website" class="h" tabIndex={-1} autoComplete="off" aria-hidden="true" />
      <div role="alert">
        {wrong.length > 0 && (
          <div class="n">
            <p>{say('checkThis')}</p>
            <ul>
              {wrong.map((line) => (
                <li>{line}</li>
              ))}
            </ul>
            {problem && (
              <p>
                {say('failedText')} {config?.phone && say('failedCall', { phone: config.phone })}{' '}
                <Copy of={speech} text={speech.draft.story!} label="copyWords" />
              </p>
            )}
          </div>
        )}
      </div>
      <p role="status" class="s">
        {file && say('sendingFile', { name: file, percent: stage.share!.toLocaleString(locale, { style: 'percent' }) })}
      </p>
      <button class="b">{say(sending ? 'sending' : 'send')}</button>
    </form>
  );
}
