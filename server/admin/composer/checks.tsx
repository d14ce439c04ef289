import { useSignal } from '@preact/signals';
import type { AnswerCheck } from '#shared/contracts/answer.ts';
import type { Sight, Values } from '../acts/act-form.ts';
import type { CaseFile } from '../models/case-file.ts';
import { localDay } from '../words/dates.ts';
import { msg, t, tn } from '../words/language.ts';
import type { AnswerChecking } from './answer-check.ts';
import { checkWords } from './check-words.ts';
import { toComposer } from './to-composer.ts';
import { mended } from './written.ts';

const NOTICED: Record<AnswerCheck['kind'], string> = {
  conditional_apology: msg('An apology with “if”'),
  undated_promise: msg('A promise without a day'),
  repeated_apology: msg('A second apology'),
  blame: msg('It sounds like blame'),
  promise_offered: msg('A promise with a day'),
};

type Props = {
  check: AnswerChecking;
  file: CaseFile;
  /** The field free text is typed into. */
  field: string;
  fieldId: string;
  values: Values;
  sight: Sight;
  edit: (changed: Values) => void;
};

/** What was noticed in an answer, each with its reason and a way out. Nothing here holds it back. */
export function Checks({ check, file, field, fieldId, values, sight, edit }: Props) {
  const undo = useSignal<{ name: string; before: string; after: string } | null>(null);
  const preview = check.preview.value;
  const found = preview?.checks ?? [];
  const nameOf = (part: AnswerCheck['part']) => (part === 'text' ? field : part);

  function put({ part, text }: AnswerCheck, replacement: string) {
    const name = nameOf(part);
    const typed = values[name] ?? '';
    // A sentence with a filled-in variable is not in the text as it was typed.
    const whole = typed.includes(text) || part === 'text' ? typed : (preview?.parts[part] ?? typed);
    const after = mended(whole, text, replacement);
    undo.value = { name, before: typed, after };
    edit({ [name]: after });
  }

  function promise({ text, dueAt }: AnswerCheck) {
    file.draft.edit('promise', { text, ...(dueAt && { dueOn: localDay(dueAt) }) }, sight.view.version);
    toComposer(file, 'promise');
  }

  function show({ part, text }: AnswerCheck) {
    const name = nameOf(part);
    const area = document.getElementById(name === field ? fieldId : `${fieldId}-${name}`) as HTMLTextAreaElement | null;
    const at = area?.value.indexOf(text) ?? -1;
    area?.focus();
    if (at >= 0) area?.setSelectionRange(at, at + text.length);
  }

  const mayPromise = file.can.value.has('promise');
  // Gone once somebody types on, or the answer is sent.
  const canUndo = undo.value !== null && (values[undo.value.name] ?? '') === undo.value.after && undo.value.after !== undo.value.before;
  return (
    <div class="composer-checks">
      <p class="hidden" role="status">
        {found.length > 0 && tn(found.length, '{count} remark before you send it', '{count} remarks before you send it')}
      </p>
      {found.length > 0 && (
        <ul aria-label={t('Before you send it')}>
          {found.map((one) => (
            <li key={`${one.part} ${one.kind} ${one.text}`} class={one.kind === 'promise_offered' ? 'good' : ''}>
              <p>
                <strong>{t(NOTICED[one.kind])}</strong> <q dir="auto">{one.text}</q>
              </p>
              <p class="quiet">{`${checkWords(one.because)} ${checkWords(one.fix)}`}</p>
              <p class="act-buttons">
                {one.replacement && (
                  <button type="button" class="button small" onClick={() => put(one, one.replacement!)}>
                    {t('Write instead: {words}', { words: one.replacement })}
                  </button>
                )}
                {(one.kind === 'repeated_apology' || one.kind === 'blame') && (
                  <button type="button" class="button small" onClick={() => put(one, '')}>
                    {t('Leave it out')}
                  </button>
                )}
                {(one.kind === 'promise_offered' || one.kind === 'undated_promise') && mayPromise && (
                  <button type="button" class="button small" onClick={() => promise(one)}>
                    {t('Make this a promise')}
                  </button>
                )}
                <button type="button" class="button small plain" onClick={() => show(one)}>
                  {t('Show it')}
                </button>
              </p>
            </li>
          ))}
        </ul>
      )}
      {canUndo && (
        <p>
          {t('Changed.')}{' '}
          <button
            type="button"
            class="button small"
            onClick={() => {
              const { name, before } = undo.value!; // shown only when there is something to undo
              undo.value = null;
              edit({ [name]: before });
            }}
          >
            {t('Undo')}
          </button>
        </p>
      )}
    </div>
  );
}
