import { useSignal } from '@preact/signals';
import { parentOf } from '../models/reason-parent.ts';
import { language, t, tn } from '../words/language.ts';
import type { Spot } from './document.ts';
import { ItemActs, Line, Mistakes } from './fields.tsx';
import { AddWords } from './reasons-add.tsx';
import type { Around } from './reasons-line.tsx';
import {
  answerWords,
  askedAfter,
  complete,
  MOST_ANSWERS,
  otherWordsFor,
  type Probe,
  probeToBegin,
  type Reason,
  withAnswer,
} from './reasons-own.ts';

type Props = Around & { reason: Reason; name: string };

/** What somebody who leaves is asked after giving this reason. Folded until it is looked at. */
export function ProbeEditor({ reason, name, ...around }: Props) {
  const { model, chosen } = around;
  const document = complete(model.draft.value!); // drawn only when it is there
  const spot = model.at<Probe | undefined>('probes', reason.id);
  const probe = spot.value;
  const asked = askedAfter(document, reason, chosen);
  const isInherited = !probe && parentOf(reason.id) !== null;
  const begin = () => spot.set(probeToBegin(document, reason));
  const leave = () => {
    const { [reason.id]: _, ...others } = document.probes;
    model.at('probes').set(others);
  };

  return (
    <details class="folded own-probe">
      <summary>
        {asked === null
          ? t('Follow-up question: none')
          : asked.question
            ? t('Follow-up question: “{question}”', { question: asked.question })
            : t('Follow-up question')}
        <span class="hidden"> ({name})</span>
      </summary>
      <div class="doc-inner" role="group" aria-label={t('Follow-up question after “{reason}”', { reason: name })}>
        {probe && !probe.off ? (
          <Editing {...around} reason={reason} name={name} probe={probe} />
        ) : asked === null ? (
          <p class="quiet">{t('Nothing more is asked after this reason.')}</p>
        ) : (
          <>
            <p class="quiet">{isInherited ? t('Asked as after the reason above it.') : t('This is the usual question.')}</p>
            {asked.answers.length > 0 && (
              <ul class="own-answers-read" lang={chosen}>
                {asked.answers.map(({ id, label }) => (
                  <li key={id} dir="auto">
                    {label}
                  </li>
                ))}
              </ul>
            )}
          </>
        )}
        <Mistakes spot={spot} />
        <p class="act-buttons">
          {(!probe || probe.off) && (
            <button type="button" class="button small" onClick={begin}>
              {asked === null ? t('Ask something') : t('Change question and answers')}
            </button>
          )}
          {probe && (
            <button type="button" class="button small" onClick={leave}>
              {parentOf(reason.id) === null ? t('Use the usual question again') : t('Ask as after the reason above it')}
            </button>
          )}
          {asked !== null && (
            <button type="button" class="button small" onClick={() => spot.set({ ...probeToBegin(document, reason), off: true })}>
              {t('Ask nothing more')}
            </button>
          )}
        </p>
      </div>
    </details>
  );
}

function Editing({ model, basis, chosen, reason, name, probe }: Props & { probe: Probe }) {
  /** The answers as they were before one was taken out. */
  const before = useSignal<Probe['answers'] | null>(null);
  const { id } = reason;
  const question = model.at<Record<string, string>>('probes', id, 'question');
  const answers = model.at<Probe['answers']>('probes', id, 'answers');
  const removable: Spot<Probe['answers']> = {
    ...answers,
    value: probe.answers,
    set: (next) => {
      before.value = (next ?? []).length < probe.answers.length ? probe.answers : null;
      answers.set(next ?? []);
    },
  };
  return (
    <>
      <Line
        spot={inLanguage(question, probe.question, chosen)}
        label={t('Question')}
        lang={chosen}
        max={300}
        placeholder={otherQuestion(probe, reason, chosen)}
        optional="unsaid"
      />
      <div class="doc-list" data-items>
        {probe.answers.map((answer, i) => {
          const words = answerWords(answer, reason, chosen);
          const labels = model.at<Record<string, string>>('probes', id, 'answers', i, 'labels');
          return (
            <div key={answer.id} class="doc-offer" data-item>
              <Line
                spot={inLanguage(labels, answer.labels, chosen)}
                label={t('Answer {number}', { number: new Intl.NumberFormat(language.value).format(i + 1) })}
                lang={chosen}
                placeholder={otherWordsFor(answer, reason, chosen)}
                optional="unsaid"
              />
              <ItemActs spot={removable} index={i} name={words} isOrdered />
            </div>
          );
        })}
        {before.value && (
          <p class="notice" role="status">
            {t('An answer is taken out.')}{' '}
            <button
              type="button"
              class="button small"
              onClick={() => {
                answers.set(before.value!);
                before.value = null;
              }}
            >
              {t('Undo')}
            </button>
          </p>
        )}
        {probe.answers.length === 0 && <p class="quiet">{t('Without answers it is an open question: customers write what they like.')}</p>}
        {probe.answers.length < MOST_ANSWERS ? (
          <AddWords
            act={t('Add an answer')}
            about={t('Add an answer after “{reason}”', { reason: name })}
            label={t('What customers answer')}
            lang={chosen}
            onAdd={(words) => {
              before.value = null;
              model.edit((doc) => ({ ...doc, probes: { ...doc.probes, [id]: withAnswer(doc, basis, id, chosen, words) } }));
            }}
          />
        ) : (
          <p class="quiet">{tn(MOST_ANSWERS, 'One answer is the most.', '{count} answers are the most.')}</p>
        )}
      </div>
    </>
  );
}

/** One language's words among those of all; emptied, the language has none of its own. */
function inLanguage(spot: Spot<Record<string, string>>, words: Record<string, string> = {}, chosen: string): Spot<string | undefined> {
  return {
    ...spot,
    id: `${spot.id}-${chosen}`,
    value: words[chosen],
    set: (said) => {
      const { [chosen]: _, ...others } = words;
      spot.set(said === undefined ? others : { ...others, [chosen]: said });
    },
  };
}

const otherQuestion = ({ question }: Probe, reason: Reason, chosen: string): string =>
  question.en ?? Object.values(question)[0] ?? reason.questions[chosen] ?? reason.probe ?? '';
