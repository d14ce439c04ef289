import { useSignal } from '@preact/signals';
import { useMemo } from 'preact/hooks';
import type { FixLetterView, ProblemAreaView } from '#shared/contracts/problem-areas.ts';
import { createSending } from '../account/sending.ts';
import { useDesk } from '../desk.ts';
import { Refusal } from '../parts/refusal.tsx';
import { LetterFields } from '../rescue/letter-fields.tsx';
import { nameOr } from '../rescue/said.ts';
import { t } from '../words/language.ts';
import { problemsOf } from './problem-calls.ts';

type Props = { area: ProblemAreaView; letter: FixLetterView; onDone: () => void };

/** One draft, as its reader gets it. */
export function FixLetter({ area, letter, onDone }: Props) {
  const desk = useDesk();
  const calls = problemsOf(desk.client);
  const sending = useMemo(createSending, []);
  const typed = useSignal({ subject: letter.subject ?? '', body: letter.body ?? '' });
  const isChanged = typed.value.subject !== (letter.subject ?? '') || typed.value.body !== (letter.body ?? '');
  const mayWrite = desk.session.me.value?.role !== 'viewer';
  const name = nameOr(letter.customer);

  const send = () =>
    void sending.send(async () => {
      if (isChanged) await calls.edit(area.id, letter.id, typed.value);
      await calls.send(area.id, letter.id);
      desk.say(t('The letter to {name} is on its way.', { name }));
      document.getElementById('wb-letters')?.focus();
      onDone();
    });
  const keep = () =>
    void sending.send(async () => {
      await calls.edit(area.id, letter.id, typed.value);
      desk.say(t('The draft to {name} is saved.', { name }));
      onDone();
    });

  return (
    <details class="folded wb-letter">
      <summary>
        <span dir="auto">{name}</span> <span class="quiet">{letter.customer.email}</span>
      </summary>
      <LetterFields
        id={letter.id}
        words={typed.value}
        rows={9}
        max={4000}
        isLocked={!mayWrite}
        onType={(words) => (typed.value = { ...typed.value, ...words })}
      />
      {sending.problem.value && <Refusal problem={sending.problem.value} />}
      {mayWrite && (
        <div class="act-buttons">
          <button type="button" class="button" aria-busy={sending.busy.value} onClick={send}>
            {t('Send this one')}
          </button>
          {isChanged && (
            <button type="button" class="button plain" onClick={keep}>
              {t('Save the draft')}
            </button>
          )}
        </div>
      )}
    </details>
  );
}
