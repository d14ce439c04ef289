import { useMemo } from 'preact/hooks';
import type { KeepInTouchPerson } from '#shared/contracts/keep-in-touch.ts';
import { createSending } from '../account/sending.ts';
import { useDesk } from '../desk.ts';
import { Refusal } from '../parts/refusal.tsx';
import { Loading, Trouble } from '../parts/waiting.tsx';
import { LetterFields } from '../rescue/letter-fields.tsx';
import { nameOr } from '../rescue/said.ts';
import { t } from '../words/language.ts';
import { keepInTouchOf } from './keep-in-touch-calls.ts';
import { createLetter } from './letter-model.ts';

type Props = { person: KeepInTouchPerson; onSent: (after: KeepInTouchPerson) => void };

/** The letter as its reader gets it, to be changed before it goes. */
export function LetterEditor({ person, onSent }: Props) {
  const desk = useDesk();
  const { id } = person.customer;
  const model = useMemo(() => createLetter(keepInTouchOf(desk.client), id), [desk.client, id]);
  const sending = useMemo(createSending, []);
  const { letter, trouble, typed, isChanged } = model;
  const mayWrite = desk.session.me.value?.role !== 'viewer';
  const name = nameOr(person.customer);
  const known = letter.value;

  const act = async (ask: () => Promise<unknown>, said: string) => {
    if (await sending.send(ask)) desk.say(said);
  };

  return (
    <details class="folded wb-letter" onToggle={(event) => event.currentTarget.open && void model.load()}>
      <summary>{t('Letter to {name}', { name })}</summary>
      <div class="kit-letter">
        <Trouble why={trouble.value} again={model.load} />
        {!known && !trouble.value && <Loading />}
        {known && (
          <>
            <p class="quiet">{t('To {address}', { address: known.to })}</p>
            <LetterFields
              id={id}
              words={typed.value}
              rows={12}
              max={8000}
              lang={known.locale}
              isLocked={!mayWrite}
              errorAt={sending.errorAt}
              onType={model.type}
            />
            <p class="quiet">{t('Below it stands a link with which they can end such letters.')}</p>
            {known.articles.length > 0 && mayWrite && (
              <div class="kit-articles">
                <h3>{t('From your knowledge base, for their reason')}</h3>
                <ul class="wb-stack">
                  {known.articles.map((article) => (
                    <li key={article.id} class="kit-article">
                      <details class="folded">
                        <summary>
                          <bdi>{article.title}</bdi>
                        </summary>
                        <p class="said" dir="auto">
                          {article.body}
                        </p>
                        <button type="button" class="button small" onClick={() => model.insert(article.body)}>
                          {t('Put it into the letter')}
                        </button>
                      </details>
                    </li>
                  ))}
                </ul>
              </div>
            )}
            {sending.problem.value && <Refusal problem={sending.problem.value} saidElsewhere={['subject', 'body']} />}
            {mayWrite && (
              <div class="act-buttons">
                {person.why === null && (
                  <button
                    type="button"
                    class="button primary"
                    aria-busy={sending.busy.value}
                    onClick={() => void act(async () => onSent(await model.send()), t('The letter to {name} is on its way.', { name }))}
                  >
                    {t('Send this letter')}
                  </button>
                )}
                {isChanged.value && (
                  <button type="button" class="button" onClick={() => void act(model.keep, t('The draft to {name} is kept.', { name }))}>
                    {t('Keep the draft')}
                  </button>
                )}
                {known.edited && (
                  <button
                    type="button"
                    class="button plain"
                    onClick={() => void act(model.startOver, t('The letter to {name} is as it was proposed.', { name }))}
                  >
                    {t('Start over')}
                  </button>
                )}
              </div>
            )}
          </>
        )}
      </div>
    </details>
  );
}
