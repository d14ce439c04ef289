import { useEffect, useRef } from 'preact/hooks';
import type { CallOutcome, CallSheet } from '#shared/contracts/rescue.ts';
import { useDesk } from '../desk.ts';
import { dateAfter, day } from '../words/dates.ts';
import { t } from '../words/language.ts';
import type { CallModel } from './call-model.ts';
import { OUTCOME } from './said.ts';

const ALWAYS: CallOutcome[] = ['returned', 'wants_no_contact'];
const OPEN: CallOutcome[] = ['reached', 'no_answer', 'later', ...ALWAYS];

/** What came of it, in one tap; then a minute to take it back, and the next call. */
export function CallOutcomes({ model, sheet }: { model: CallModel; sheet: CallSheet }) {
  const desk = useDesk();
  const heading = useRef<HTMLHeadingElement>(null);
  const { busy } = model.sending;
  const may = sheet.state !== 'done' ? (sheet.mayContact.allowed ? OPEN : ALWAYS) : sheet.outcome === 'reached' ? ALWAYS : [];
  const canUndo = sheet.undoUntil !== null && new Date(sheet.undoUntil) > desk.clock.value;
  const isTold = sheet.outcome !== null && (sheet.state === 'done' || canUndo);
  useEffect(() => {
    if (!canUndo) return;
    const ticking = setTimeout(desk.tick, Math.max(0, Date.parse(sheet.undoUntil!) - desk.clock.peek().getTime()) + 500);
    return () => clearTimeout(ticking);
  }, [sheet.undoUntil]);

  async function settle(outcome: CallOutcome) {
    if (!(await model.settle(outcome))) return;
    desk.tick();
    desk.say(t('Saved: {outcome}', { outcome: t(OUTCOME[outcome]) }));
    heading.current?.focus();
  }
  async function undo() {
    if (await model.undo()) {
      desk.say(t('Taken back.'));
      heading.current?.focus();
    } else desk.tick();
  }

  return (
    <section class="card wb-outcomes" aria-labelledby="wb-outcome">
      <h2 id="wb-outcome" ref={heading} tabIndex={-1}>
        {isTold ? t('Outcome: {outcome}', { outcome: t(OUTCOME[sheet.outcome!]) }) : t('How did it go?')}
      </h2>
      {isTold && (
        <>
          <After sheet={sheet} />
          <div class="act-buttons">
            {canUndo && (
              <button type="button" class="button" aria-busy={busy.value} onClick={() => void undo()}>
                {t('Take it back')}
              </button>
            )}
            {model.next.value ? (
              <a class="button primary" href={model.next.value}>
                {t('Next call')}
              </a>
            ) : (
              <a class="button" href="/admin/rescue/plan">
                {t('My plan')}
              </a>
            )}
          </div>
        </>
      )}
      {(!isTold || sheet.state === 'done') && may.length > 0 && (
        <>
          {isTold && <p class="quiet">{t('And afterwards?')}</p>}
          <div class="wb-outcome-buttons">
            {may.map((outcome) => (
              <button
                key={outcome}
                type="button"
                class={`button ${outcome === 'returned' ? 'primary' : outcome === 'wants_no_contact' ? 'grave' : ''}`}
                aria-disabled={busy.value}
                onClick={() => void settle(outcome)}
              >
                {t(OUTCOME[outcome])}
              </button>
            ))}
          </div>
          {may.includes('later') && <NextDay model={model} />}
        </>
      )}
    </section>
  );
}

function After({ sheet: { outcome, nextAt, saidBack, note, departure } }: { sheet: CallSheet }) {
  return (
    <>
      {outcome === 'returned' && departure?.returnedAt && (
        <p>{t('Welcome back. They are cared for during six months: the first check-in is in two weeks.')}</p>
      )}
      {outcome === 'wants_no_contact' && <p>{t('Nobody here contacts them any more.')}</p>}
      {nextAt && <p>{t('Planned again for {day}.', { day: day(nextAt) })}</p>}
      {saidBack && (
        <blockquote class="wb-words said" dir="auto">
          {saidBack}
        </blockquote>
      )}
      {note && (
        <p class="said" dir="auto">
          {note}
        </p>
      )}
    </>
  );
}

function NextDay({ model: { draft } }: { model: CallModel }) {
  const { clock } = useDesk();
  return (
    <div class="field field-date">
      <label for="wb-next">
        {t('Next call on')} <span class="optional">{t('(optional)')}</span>
      </label>
      <input
        id="wb-next"
        type="date"
        min={dateAfter(clock.peek(), 1)}
        aria-describedby="wb-next-else"
        value={draft.written.value.nextDay}
        onInput={(event) => draft.edit({ nextDay: event.currentTarget.value })}
      />
      <p class="hint" id="wb-next-else">
        {t('Without a day: two days after no answer, two weeks for later.')}
      </p>
    </div>
  );
}
