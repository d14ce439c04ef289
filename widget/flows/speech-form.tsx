import type { ComponentChildren } from 'preact';
import { useLayoutEffect, useRef, useState } from 'preact/hooks';
import type { Kind } from '#shared/contracts/basics.ts';
import type { Desk } from '../desk.ts';
import { Heading } from '../parts/heading.tsx';
import { Receipt } from '../parts/receipt.tsx';
import { Waiting } from '../parts/waiting.tsx';
import { Copy } from '../parts/copy.tsx';
import { readDraft, type Draft, type useSpeech } from './speech.ts';

type Props = { kind: Kind; desk: Desk; title: string; speech: ReturnType<typeof useSpeech>; begun: Draft; children: ComponentChildren };

const percent = (share: number, locale: string) => share.toLocaleString(locale, { style: 'percent' });

/** One page of words to send, whatever the kind: title, fields, what is missing, send; then what became of it. */
export function SpeechForm({ kind, desk, title, speech, begun, children }: Props) {
  const { say } = desk;
  const form = useRef<HTMLFormElement>(null);
  const [wrong, setWrong] = useState<string[]>([]);
  const { stage, draft } = speech;
  const problem = stage.at === 'writing' && stage.problem;

  /** Marks fields in the page itself and says what is the matter with each. */
  function mark(found: { field: Element | RadioNodeList | null; text: string }[]) {
    for (const input of form.current!.querySelectorAll('[aria-invalid]')) input.removeAttribute('aria-invalid');
    setWrong(
      found.map(({ field, text }) => {
        if (!(field instanceof Element)) return text;
        field.setAttribute('aria-invalid', 'true');
        field.closest('details')?.setAttribute('open', '');
        return `${field.closest('label')?.firstChild?.textContent ?? ''}: ${text}`;
      }),
    );
    (found.find(({ field }) => field instanceof HTMLElement)?.field as HTMLElement | undefined)?.focus();
  }
  useLayoutEffect(() => {
    if (!problem) return;
    const named = problem.errors.map(({ path, message }) => ({ field: form.current!.elements.namedItem(path.split('.').pop()!), text: message }));
    mark(named.length ? named : [{ field: null, text: problem.message || say('failedTitle') }]);
  }, [problem]);

  if (stage.at === 'sent') return <Receipt kind={kind} desk={desk} receipt={stage.receipt} />;
  if (stage.at === 'queued') return <Waiting desk={desk} kept={stage.kept} words={draft.story!} again={speech.again} />;
  return (
    <form
      ref={form}
      noValidate
      aria-busy={stage.at === 'sending'}
      onInput={() => speech.change(readDraft(form.current!))}
      onSubmit={(event) => {
        event.preventDefault();
        const invalid = [...form.current!.querySelectorAll<HTMLInputElement>('input:invalid,textarea:invalid')];
        mark(invalid.map((field) => ({ field, text: field.validationMessage })));
        if (!invalid.length && stage.at !== 'sending') void speech.submit();
      }}
    >
      <Heading>{title}</Heading>
      {begun.story && draft.story === begun.story && (
        <p class="n">
          {say('draftKept')}{' '}
          <button
            type="button"
            class="l"
            onClick={speech.forget}
          >
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
                {say('failedText')} {desk.config?.phone && say('failedCall', { phone: desk.config.phone })}{' '}
                <Copy desk={desk} text={draft.story!} label={say('copyWords')} />
              </p>
            )}
          </div>
        )}
      </div>
      <p role="status" class="s">
        {stage.at === 'sending' && stage.file && say('sendingFile', { name: stage.file, percent: percent(stage.share!, desk.locale) })}
      </p>
      <button class="b">{say(stage.at === 'sending' ? 'sending' : 'send')}</button>
    </form>
  );
}
