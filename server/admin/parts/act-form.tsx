import { useLocation } from 'preact-iso';
import type { ComponentChildren } from 'preact';
import { useRef } from 'preact/hooks';
import type { ActForm, Sight, Values } from '../acts/act-form.ts';
import { ThenChoice } from '../composer/then-choice.tsx';
import { useDesk } from '../desk.ts';
import { type AfterAct, afterActOf, caseAfter, placeAfter } from '../models/after-act.ts';
import type { CaseFile } from '../models/case-file.ts';
import { t } from '../words/language.ts';
import { FieldView } from './act-field.tsx';
import { Refusal } from './refusal.tsx';

type Props = {
  file: CaseFile;
  form: ActForm;
  sight: Sight;
  /** The promise or offer it is about, when the form itself cannot know. */
  part?: string;
  onDone?: () => void;
  children?: ComponentChildren;
};

/** One act: its fields, kept as a draft while typed, and the button that does it. */
export function ActFormView({ file, form, sight, part, onDone, children }: Props) {
  const desk = useDesk();
  const { route } = useLocation();
  const sure = useRef<HTMLDialogElement>(null);
  const wish = useRef<AfterAct | null>(null);
  const key = part ? `${form.id}:${part}` : form.id;
  const values: Values = { ...form.initial?.(sight), ...file.draft.valuesOf(key) };
  const shown = form.fields.filter((field) => field.when?.(values, sight) ?? true);
  const busy = file.busy.value === key;
  const says = typeof form.says === 'function' ? form.says(sight) : form.says && t(form.says);
  const problem = file.problemOf.value === key ? file.problem.value : null;
  const extras = shown.filter(({ isExtra }) => isExtra);
  const hasExtras = useRef(extras.some(({ name }) => file.draft.valuesOf(key)[name]));
  const edit = (changed: Values) => file.draft.edit(key, changed, sight.view.version);
  const errorOf = (paths: string[]) => problem?.errors?.find(({ path }) => paths.some((one) => path === one || path.startsWith(`${one}.`)));
  const isAboveLimit = problem?.code === 'remedy.over_authority';
  const places = shown.flatMap(({ name, as = name }) => [name, as]);

  const draw = (field: ActForm['fields'][number]) => (
    <FieldView
      key={field.name}
      id={`${key}-${field.name}`}
      form={key}
      field={field}
      values={values}
      sight={sight}
      file={file}
      edit={edit}
      error={errorOf([field.as ?? field.name])?.message}
    />
  );

  async function perform() {
    sure.current?.close();
    const how = wish.current ?? afterActOf(desk);
    const next = caseAfter(desk, sight.view.id);
    const done = await file.perform(form.act, form.body(values, sight), { form: key, part: part ?? form.part?.(sight) ?? '' });
    wish.current = null;
    if (!done) return;
    desk.say(typeof form.done === 'function' ? form.done(file.view.peek() ?? sight.view) : t(form.done));
    onDone?.();
    const place = form.movesOn ? placeAfter(how, next) : null;
    if (place) route(place);
  }

  function submit(event: SubmitEvent) {
    event.preventDefault();
    if ((event.submitter as HTMLButtonElement | null)?.value === 'next') wish.current = 'next';
    if (form.confirm) sure.current?.showModal();
    else void perform();
  }

  function hurry(event: KeyboardEvent & { currentTarget: HTMLFormElement }) {
    if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey)) return;
    event.preventDefault();
    if (event.shiftKey && form.movesOn) wish.current = 'next';
    event.currentTarget.requestSubmit();
  }

  return (
    <form class="act-form" onSubmit={submit} onKeyDown={hurry}>
      {says && <p class="says">{says}</p>}
      {shown.filter(({ isExtra }) => !isExtra).map(draw)}
      {extras.length > 0 && (
        <details class="folded" open={hasExtras.current || isAboveLimit}>
          <summary>{t('Alternatives, terms, last day')}</summary>
          {extras.map(draw)}
        </details>
      )}
      {children}
      {problem && <Refusal problem={problem} saidElsewhere={places} />}
      {isAboveLimit && <p class="hint">{t('To ask a second person, write above why they should say yes, and send it again.')}</p>}
      <div class="act-buttons">
        <button class={form.grave ? 'button grave' : 'button primary'} aria-busy={busy} aria-disabled={busy}>
          {busy ? t('One moment…') : t(form.submit)}
        </button>
        {form.andNext && afterActOf(desk) !== 'next' && (
          <button class="button" value="next" aria-disabled={busy}>
            {t(form.andNext)}
          </button>
        )}
        {form.movesOn && <ThenChoice />}
      </div>
      {form.confirm && (
        <dialog ref={sure} aria-labelledby={`${key}-sure`}>
          <h2 id={`${key}-sure`}>{t('Are you sure?')}</h2>
          <p>{t(form.confirm)}</p>
          <div class="act-buttons">
            <button type="button" class="button primary" onClick={() => void perform()}>
              {t(form.submit)}
            </button>
            <button type="button" class="button" onClick={() => sure.current?.close()}>
              {t('Not yet')}
            </button>
          </div>
        </dialog>
      )}
    </form>
  );
}
