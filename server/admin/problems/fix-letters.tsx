import { useSignal } from '@preact/signals';
import { useMemo } from 'preact/hooks';
import type { FixLetterView, ProblemAreaView } from '#shared/contracts/problem-areas.ts';
import { createSending } from '../account/sending.ts';
import { useDesk } from '../desk.ts';
import { Confirm } from '../parts/confirm.tsx';
import { useReading } from '../parts/reads.ts';
import { Refusal } from '../parts/refusal.tsx';
import { leftOut, nameOr } from '../rescue/said.ts';
import { WhenThere } from '../settings/house/fetched.tsx';
import { number } from '../words/dates.ts';
import { t, tn } from '../words/language.ts';
import { FixLetter } from './fix-letter.tsx';
import { problemsOf } from './problem-calls.ts';

const ROUNDS = 20;

/** Tells everybody affected: drafts first, each to be read and changed; who is left out stands there with why. */
export function FixLetters({ area, mayTell }: { area: ProblemAreaView; mayTell: boolean }) {
  const desk = useDesk();
  const calls = problemsOf(desk.client);
  const sending = useMemo(createSending, []);
  const isSure = useSignal(false);
  const reading = useReading(async () => {
    const [drafts, sent, skipped] = await Promise.all(
      (['draft', 'sent', 'skipped'] as const).map((state) => calls.letters(area.id, state)),
    );
    return { drafts: drafts!, sent: sent!, skipped: skipped! };
  }, [desk.client, area.id]);
  const isMore = (page: { nextCursor: string | null }) => page.nextCursor !== null;

  const draft = () =>
    void sending.send(async () => {
      const made = await calls.draft(area.id);
      await reading.load();
      desk.say(tn(made.drafts, '{count} letter is drafted.', '{count} letters are drafted.'));
    });
  async function sendAll() {
    const done = await sending.send(async () => {
      let sent = 0;
      for (let round = 0; round < ROUNDS; round++) {
        const some = await calls.sendAll(area.id);
        sent += some.sent;
        if (some.remaining === 0) break;
      }
      desk.say(tn(sent, '{count} letter is on its way.', '{count} letters are on their way.'));
    });
    if (done) isSure.value = false;
    await reading.load();
    document.getElementById('wb-letters')?.focus();
  }

  return (
    <section class="card" aria-labelledby="wb-letters">
      <h2 id="wb-letters" tabIndex={-1}>
        {t('Tell those it went wrong for')}
      </h2>
      <p class="lead">
        {t('One letter each, once for this fix, and only with permission. Some are left alone, so that you can see what telling brings.')}
      </p>
      <WhenThere fetched={reading}>
        {({ drafts, sent, skipped }) => (
          <>
            <p role="status">
              {tn(sent.items.length, '{count} told', '{count} told')}
              {isMore(sent) && ' +'}
            </p>
            {mayTell && (
              <div class="act-buttons">
                <button
                  type="button"
                  class={drafts.items.length ? 'button' : 'button primary'}
                  aria-busy={sending.busy.value}
                  onClick={draft}
                >
                  {drafts.items.length + sent.items.length + skipped.items.length === 0
                    ? t('Draft the letters')
                    : t('Draft letters to those who came since')}
                </button>
                {drafts.items.length > 0 && (
                  <button type="button" class="button primary" onClick={() => (isSure.value = true)}>
                    {isMore(drafts) ? t('Send all letters') : tn(drafts.items.length, 'Send {count} letter', 'Send {count} letters')}
                  </button>
                )}
              </div>
            )}
            {!isSure.value && sending.problem.value && <Refusal problem={sending.problem.value} />}
            {drafts.items.length > 0 && (
              <ul class="wb-stack">
                {drafts.items.map((letter) => (
                  <li key={letter.id}>
                    <FixLetter area={area} letter={letter} onDone={() => void reading.load()} />
                  </li>
                ))}
              </ul>
            )}
            {isMore(drafts) && <p class="quiet">{t('The first {count} drafts are shown.', { count: number(drafts.items.length) })}</p>}
            <Skipped letters={skipped.items} />
          </>
        )}
      </WhenThere>
      {isSure.value && reading.value.value && (
        <Confirm
          id="wb-send-all"
          title={t('Send the letters?')}
          does={t('Send now')}
          sending={sending}
          onYes={() => void sendAll()}
          onClose={() => (isSure.value = false)}
        >
          <p>{t('They go out as they stand in the drafts. Who may no longer be written to is left out at the last moment.')}</p>
        </Confirm>
      )}
    </section>
  );
}

function Skipped({ letters }: { letters: FixLetterView[] }) {
  if (letters.length === 0) return null;
  return (
    <details class="folded">
      <summary>{t('Left out, and why')}</summary>
      <ul class="wb-lines">
        {letters.map((letter) => (
          <li key={letter.id}>
            <span dir="auto">{nameOr(letter.customer)}</span>
            <span class="quiet">{leftOut(letter.why ?? '')}</span>
          </li>
        ))}
      </ul>
    </details>
  );
}
