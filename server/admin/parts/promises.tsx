import type { Sight } from '../acts/act-form.ts';
import { cancelPromise, keepPromise, renegotiatePromise } from '../acts/speaking.ts';
import type { CaseFile } from '../models/case-file.ts';
import { day } from '../words/dates.ts';
import { t } from '../words/language.ts';
import { PROMISE_STATE } from '../words/labels.ts';
import { ActButton } from './act-dialog.tsx';
import { Due } from './marks.tsx';

/** What people here promised on this case, and whether they kept it. */
export function Promises({ file, sight }: { file: CaseFile; sight: Sight }) {
  const { promises } = sight.view;
  if (promises.length === 0) return null;
  const mayAct = file.can.value.has('promise') || file.can.value.has('note');
  const nameOfOwner = (owner: string | null) => sight.team.find(({ id }) => id === owner)?.name ?? owner;

  return (
    <section class="card" aria-labelledby="promises-title">
      <h2 id="promises-title">{t('Promises')}</h2>
      <ul class="promises">
        {promises.map(({ id, text, owner, dueAt, state }) => (
          <li key={id}>
            <p id={`promise-${id}`} dir="auto">
              {text}
            </p>
            <p class="quiet">
              {nameOfOwner(owner)
                ? t('{name}, by {day}', { name: nameOfOwner(owner)!, day: day(dueAt) })
                : t('Nobody, by {day}', { day: day(dueAt) })}
            </p>
            {state === 'pending' ? (
              <p>
                <Due at={dueAt} />
              </p>
            ) : (
              <p>
                <span class={`flag ${state}`}>{t(PROMISE_STATE[state])}</span>
              </p>
            )}
            {mayAct && (state === 'pending' || state === 'broken') && (
              <p class="act-buttons">
                {[keepPromise, renegotiatePromise, cancelPromise].map((form) => (
                  <ActButton
                    key={form.id}
                    file={file}
                    form={form}
                    sight={sight}
                    part={id}
                    look="button small"
                    describedBy={`promise-${id}`}
                  />
                ))}
              </p>
            )}
          </li>
        ))}
      </ul>
    </section>
  );
}
